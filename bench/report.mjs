// The results as a table for people and as JSON for programs.

import { execFileSync } from 'node:child_process';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** The machine and the versions that a time belongs to. */
export function machine() {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    v8: process.versions.v8,
    commit: commit(),
    loadBefore: Number(loadavg()[0]?.toFixed(2)),
  };
}

function commit() {
  try {
    const run = (/** @type {string[]} */ ...args) =>
      execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' }).trim();
    return (
      run('rev-parse', '--short', 'HEAD') +
      (run('status', '--porcelain', '--', 'packages') ? ', changed' : '')
    );
  } catch {
    return 'unknown';
  }
}

/** Three significant digits. @param {number} ms */
const number = (ms) => (ms >= 100 ? ms.toFixed(0) : ms.toPrecision(3));

/**
 * @param {object} results
 * @param {string} results.date
 * @param {string} results.command
 * @param {ReturnType<typeof machine>} results.machine
 * @param {Record<string, string>} results.versions by contestant
 * @param {Record<string, string>} results.missing reasons by contestant
 * @param {{ setting: string, timings: import('./measure.mjs').Timing[] }[]} results.settings
 * @returns {string} Markdown
 */
export function markdown(results) {
  const { machine: on, settings } = results;
  const names = settings[0]?.timings.map(({ contestant }) => contestant) ?? [];
  const rows = names.map((name) => {
    const cells = settings.map(({ timings }) => {
      const timing = timings.find(({ contestant }) => contestant === name);
      return timing ? `${number(timing.median)} (${number(timing.least)}–${number(timing.most)})` : '–';
    });
    return `| ${[name, ...cells].join(' | ')} |`;
  });
  return [
    '# Milliseconds a training step',
    '',
    'One step: K instances, 1024 fresh samples each: draw, forward, backward, AdamW. Median over the rounds (least–most).',
    '',
    `| ${['', ...settings.map(({ setting }) => setting)].join(' | ')} |`,
    `| ${['---', ...settings.map(() => '---:')].join(' | ')} |`,
    ...rows,
    '',
    `- ${on.processor}, ${on.cores} cores, ${on.memoryGiB} GiB; ${on.system}; Node ${on.node} (V8 ${on.v8})`,
    `- load of the machine before: ${on.loadBefore}${on.loadBefore > 0.5 ? ' (not quiet: trust the least times)' : ''}`,
    ...Object.entries(results.versions).map(([name, version]) => `- ${name}: ${version}`),
    ...Object.entries(results.missing).map(([name, reason]) => `- not run: ${name}: ${reason}`),
    `- commit ${on.commit}; ${results.date}; \`${results.command}\``,
    '',
  ].join('\n');
}
