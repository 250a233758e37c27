/**
 * The same experiment elsewhere: a program for Node, a line for the command line, and Python that reads the files.
 * The tests run all of them but what needs a GPU.
 */
import type { RunSpec } from '@toymodels/core';
import { plannedRuns } from '../state/spec.js';
import type { BackendName, Settings } from '../state/settings.js';

interface BackendCode {
  readonly packageName: string;
  readonly importName: string;
  readonly call: (options: string) => string;
}

const BACKEND_CODE: Readonly<Record<BackendName, BackendCode>> = {
  wasm: kernel(''),
  'wasm-relaxed': kernel('{ relaxedSimd: true }'),
  'tfjs-cpu': tfjs('cpu'),
  'tfjs-wasm': tfjs('wasm'),
  webgpu: tfjs('webgpu'),
  webgl: {
    packageName: '@toymodels/backend-webgl',
    importName: 'webglBackend',
    call: (options) => `webglBackend(${options === '' ? '' : `{ ${options} }`})`,
  },
};

function kernel(options: string): BackendCode {
  return {
    packageName: '@toymodels/backend-wasm',
    importName: 'wasmBackend',
    call: () => `wasmBackend(${options})`,
  };
}

function tfjs(device: string): BackendCode {
  return {
    packageName: '@toymodels/backend-tfjs',
    importName: 'tfjsBackend',
    call: (options) => `tfjsBackend({ device: '${device}'${options === '' ? '' : `, ${options}`} })`,
  };
}

const HASH = [
  '// The fingerprint that the laboratory shows: all bits of the trained state.',
  "const hash = createHash('sha256');",
  'for (const { state } of results) {',
  '  for (const part of [state.parameters, state.firstMoment, state.secondMoment]) {',
  "    for (const name of ['weights', 'outputWeights', 'bias', 'hiddenBias']) {",
  '      if (part[name]) hash.update(part[name]);',
  '    }',
  '  }',
  '  hash.update(state.step);',
  '}',
  "console.log(hash.digest('hex'));",
];

/** An ES module for Node 22.12 or later. */
export function nodeProgram(settings: Settings): string {
  return settings.method === 'exact' ? exactProgram(settings) : sampledProgram(settings);
}

function sampledProgram(settings: Settings): string {
  const { packageName, importName, call } = BACKEND_CODE[settings.backend];
  const options = settings.activation === 'own' ? '' : `outputActivation: '${settings.activation}'`;
  const plans = plannedRuns(settings);
  const browserOnly = settings.backend === 'webgl' || settings.backend === 'webgpu';
  return [
    `// npm install @toymodels/core ${packageName}`,
    ...(browserOnly
      ? ['// This backend runs in browsers only: for Node, put wasmBackend() in its place.']
      : []),
    "import { createHash } from 'node:crypto';",
    "import { writeFile } from 'node:fs/promises';",
    `import { ${importName} } from '${packageName}';`,
    "import { encodeRun, trainToEnd } from '@toymodels/core';",
    '',
    `const specs = ${JSON.stringify(
      plans.map(({ spec }) => spec),
      null,
      2,
    )};`,
    `const backend = ${call(options)};`,
    'const results = [];',
    'for (const spec of specs) results.push(await trainToEnd(spec, { backend }));',
    '',
    'for (const [index, result] of results.entries()) {',
    '  for (const { instance, loss, selected } of result.models) {',
    '    if (selected) console.log(`run ${index + 1}, model ${instance + 1}: loss ${loss}`);',
    '  }',
    '  await writeFile(`run-${index + 1}.safetensors`, encodeRun(result));',
    '}',
    ...HASH,
    '',
  ].join('\n');
}

function exactProgram(settings: Settings): string {
  const linear = settings.kind === 'linear';
  const search = linear
    ? '    const optima = [linearOptimum(problem)];'
    : [
        '    const { optima } = findOptimaSync(problem, {',
        `      starts: ${settings.exactStarts},`,
        '      seed: run.spec.seed,',
        `      bias: '${settings.outputBias ? 'free' : 'zero'}',`,
        '    });',
      ].join('\n');
  return [
    '// npm install @toymodels/core @toymodels/theory',
    "import { resolveRun } from '@toymodels/core';",
    `import { ${linear ? 'linearOptimum' : 'findOptimaSync'} } from '@toymodels/theory';`,
    '',
    `const specs = ${JSON.stringify(
      plannedRuns(settings).map(({ spec }) => spec),
      null,
      2,
    )};`,
    'for (const run of specs.map(resolveRun)) {',
    '  const { nFeatures, nHidden } = run;',
    '  for (let k = 0; k < run.nInstances; k++) {',
    '    const own = (values) => values.slice(k * nFeatures, (k + 1) * nFeatures);',
    '    const featureProbability = own(run.featureProbability);',
    '    const groups = run.spec.data.sets.map((set) => ({',
    '      ...set,',
    '      probability: featureProbability[set.features[0]],',
    '    }));',
    '    const problem = { nFeatures, nHidden, featureProbability, importance: own(run.importance), groups };',
    search,
    linear
      ? '    for (const { loss, weights } of optima) console.log(k + 1, loss, weights);'
      : '    for (const { loss, basinShare } of optima) console.log(k + 1, loss, basinShare);',
    '  }',
    '}',
    '',
  ].join('\n');
}

/** For a POSIX shell; undefined where the command line has no words for it. */
export function commandLine(settings: Settings): string | undefined {
  const { method, backend, activation } = settings;
  const browserOnly = backend === 'webgl' || backend === 'webgpu';
  if (method === 'exact' || activation !== 'own' || browserOnly) return undefined;
  const plans = plannedRuns(settings);
  return plans
    .map(({ spec }, index) => {
      const name = plans.length === 1 ? 'my-run' : `my-run-${index + 1}`;
      const by = backend === 'wasm' ? '' : ` --backend ${backend}`;
      return [
        `cat > ${name}.json <<'END'`,
        specText(spec),
        'END',
        `npx --package @toymodels/cli toymodels train ${name}.json --out ${name}${by}`,
      ].join('\n');
    })
    .join('\n');
}

/** Reads both files, with the weights of the first model as the paper writes them. */
export function pythonProgram(hasHistory: boolean, isSweep = false): string {
  return [
    '# pip install numpy',
    'import json',
    'import numpy as np',
    '',
    'run = np.load("run.npz")',
    'W, b = run["W"], run["b"]        # [model, feature, hidden], [model, feature]',
    'spec = json.loads(str(run["spec"]))',
    'print(spec["model"], run["loss"])',
    "W0 = W[0].T                      # the paper's W: [hidden, feature]",
    'print(np.round(W0.T @ W0, 2))    # W^T W',
    ...(hasHistory ? ['print(run["steps"][-1:], run["losses"][-1:])'] : []),
    '',
    ...(isSweep
      ? [
          '# The whole sweep: the arrays of its run 0 are "0/W", "0/b", …',
          'sweep = np.load("sweep.npz")',
          'for k, label in enumerate(json.loads(str(sweep["labels"]))):',
          '    print(label, sweep[f"{k}/W"].shape, sweep[f"{k}/loss"])',
          '',
        ]
      : []),
    ...(hasHistory
      ? [
          '# The other file, with the whole training state: pip install safetensors',
          '# from safetensors.numpy import load_file',
          '# W = load_file("run.safetensors")["weights"]',
          '',
        ]
      : []),
  ].join('\n');
}

function specText(spec: RunSpec): string {
  return JSON.stringify(spec, null, 2);
}
