import {
  canonicalNeurons,
  countKinds,
  describeCodes,
  findAsymmetricMotifs,
  neuronCodes,
  neuronGains,
  neuronsOf,
  neuronStacks,
  type NeuronView,
} from '@toymodels/analysis';
import { InvalidArgumentError, ShapeError, UnsupportedError } from '@toymodels/core';
import { asymmetricMotif } from '@toymodels/theory';
import { describe, expect, test } from 'vitest';
import { normals, viewOf } from './sets.js';

/** y = ReLU(W2 ReLU(W1 x + c)) of one input. */
function outputs(
  { weights, outputWeights = weights, nFeatures, nHidden }: NeuronView,
  x: number[],
  c?: ArrayLike<number>,
): number[] {
  const h = Array.from({ length: nHidden }, (_, j) =>
    Math.max(
      0,
      x.reduce((sum, value, i) => sum + value * weights[i * nHidden + j]!, c?.[j] ?? 0),
    ),
  );
  return Array.from({ length: nFeatures }, (_, i) =>
    Math.max(
      0,
      h.reduce((sum, value, j) => sum + value * outputWeights[i * nHidden + j]!, 0),
    ),
  );
}

function untied(nFeatures: number, nHidden: number, seed: number): NeuronView {
  const normal = normals(seed);
  const draw = (): Float64Array => Float64Array.from({ length: nFeatures * nHidden }, normal);
  return { weights: draw(), outputWeights: draw(), nFeatures, nHidden };
}

/** Neurons permuted and rescaled; the model stays the same. */
function disguised(view: NeuronView, order: number[], scale: number[]): NeuronView {
  const { weights, outputWeights = weights, nFeatures, nHidden } = view;
  const cut = (w: ArrayLike<number>, factor: (h: number) => number): Float64Array =>
    Float64Array.from({ length: nFeatures * nHidden }, (_, at) => {
      const h = order[at % nHidden]!;
      return w[at - (at % nHidden) + h]! * factor(h);
    });
  return {
    weights: cut(weights, (h) => scale[h]!),
    outputWeights: cut(outputWeights, (h) => 1 / scale[h]!),
    nFeatures,
    nHidden,
  };
}

describe('canonical neurons', () => {
  test('compute the same function as the given ones, with and without hidden bias', () => {
    const normal = normals(5);
    for (let seed = 1; seed <= 20; seed++) {
      const view = untied(4, 6, seed);
      const hiddenBias = Float64Array.from({ length: 6 }, normal);
      const found = canonicalNeurons(view, { hiddenBias });
      const x = Array.from({ length: 4 }, normal);
      const before = outputs(view, x, hiddenBias);
      outputs(found, x, found.hiddenBias).forEach((y, i) => expect(y).toBeCloseTo(before[i]!, 10));
    }
  });

  test('are the same for every order and size of the same neurons', () => {
    const view = untied(3, 4, 2);
    const first = canonicalNeurons(view);
    const second = canonicalNeurons(disguised(view, [2, 0, 3, 1], [0.1, 7, 1, 3]));
    second.weights.forEach((w, at) => expect(w).toBeCloseTo(first.weights[at]!, 12));
    second.outputWeights!.forEach((w, at) => expect(w).toBeCloseTo(first.outputWeights![at]!, 12));
  });

  test('have 1 as their largest |W1| entry, signs kept by a ReLU and turned without one', () => {
    const view: NeuronView = {
      ...viewOf([
        [-4, 0],
        [2, 0],
      ]),
      outputWeights: Float64Array.of(1, 5, 3, 6),
    };
    const relu = canonicalNeurons(view);
    expect([...relu.weights]).toEqual([-1, 0, 0.5, 0]);
    expect([...relu.outputWeights!]).toEqual([4, 5, 12, 6]);
    expect([...canonicalNeurons(view, { hidden: 'linear' }).weights].map((w) => w + 0)).toEqual([
      1, 0, -0.5, 0,
    ]);
  });

  test('of a tied model keep their size and follow the importance of what they carry', () => {
    const view = viewOf([
      [0, 0.2, 2],
      [0, 3, -5],
    ]);
    expect(canonicalNeurons(view).order).toEqual([2, 1, 0]);
    expect(canonicalNeurons(view, { importance: [1, 2] }).order).toEqual([1, 2, 0]);
    // Column 2 has -5 for feature 1, but inhibition carries nothing: its feature is 0.
    expect([...canonicalNeurons(view).weights]).toEqual([2, 0.2, 0, -5, 3, 0]);
  });

  test('refuse lists of the wrong length and unknown options', () => {
    expect(() => canonicalNeurons(viewOf([[1]]), { importance: [1, 2] })).toThrow(ShapeError);
    expect(() => canonicalNeurons(viewOf([[1]]), { hiddenBias: new Float64Array(2) })).toThrow(ShapeError);
    expect(() => canonicalNeurons(viewOf([[1]]), { scale: 1 } as object)).toThrow(InvalidArgumentError);
  });
});

describe('neuron stacks', () => {
  const clean = viewOf([
    [1, 0, 0.7],
    [0.02, 0, 0.7],
    [-0.9, 0, 0.1],
  ]);

  test('list features by |weight| and tell kinds apart; inhibition does not make a neuron polysemantic', () => {
    const stacks = neuronStacks(clean);
    expect(stacks.map(({ kind }) => kind)).toEqual(['monosemantic', 'dead', 'polysemantic']);
    expect(stacks[0]!.entries.map(({ feature, weight }) => [feature, weight])).toEqual([
      [0, 1],
      [2, -0.9],
      [1, 0.02],
    ]);
    expect(stacks[0]!.purity).toBeCloseTo(1 / (1 + 0.02 ** 2), 12);
    expect(stacks[2]!.purity).toBeCloseTo(0.49 / 0.99, 12);
    expect(stacks.map(({ mainFeature }) => mainFeature)).toEqual([0, undefined, 0]);
    expect(neuronStacks(clean, { leastWeight: 0.05 })[0]!.entries.length).toBe(2);
    expect(countKinds(stacks)).toEqual({ monosemantic: 1, polysemantic: 1, inhibitory: 0, dead: 1 });
  });

  test('the default limit is one other feature of half the gain', () => {
    expect(neuronStacks(viewOf([[1], [0.5]]))[0]!.kind).toBe('monosemantic');
    expect(neuronStacks(viewOf([[1], [0.51]]))[0]!.kind).toBe('polysemantic');
    expect(neuronStacks(viewOf([[1], [0.51]]), { monosemanticShare: 0.7 })[0]!.kind).toBe('monosemantic');
  });

  test('of the asymmetric motif: unequal inputs are polysemantic, the inhibitor carries nothing', () => {
    const { encoder, decoder, nFeatures, nHidden } = asymmetricMotif(2);
    const motif: NeuronView = { weights: encoder, outputWeights: decoder, nFeatures, nHidden };
    const kinds = ['polysemantic', 'inhibitory', 'monosemantic', 'monosemantic'];
    expect(neuronStacks(motif).map(({ kind }) => kind)).toEqual(kinds);
    expect(neuronStacks(motif)[0]!.purity).toBeCloseTo(0.5, 12);
    const scaled = neuronStacks(disguised(motif, [0, 1, 2, 3], [30, 0.01, 5, 1]));
    expect(scaled.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('gains of a tied model are the positive weights', () => {
    expect([...neuronGains(viewOf([[0.25, -2]]))]).toEqual([0.25, 0]);
  });

  test('refuse limits that are none', () => {
    for (const bad of [
      { monosemanticShare: 0 },
      { deadWeight: Number.NaN },
      { leastWeight: -1 },
      { least: 1 } as object,
    ]) {
      expect(() => neuronStacks(viewOf([[1]]), bad)).toThrow(InvalidArgumentError);
    }
  });
});

describe('neuron codes', () => {
  const s = Math.SQRT1_2;

  test('are read from positive weights: strong inhibition is no part of them', () => {
    const { codes, groups } = neuronCodes(
      viewOf([
        [1, -3],
        [-3, 1],
      ]),
    );
    expect(codes.map(({ neurons }) => neurons)).toEqual([[0], [1]]);
    expect(groups.length).toBe(2);
  });

  test('3 features in 2 neurons beside dedicated ones', () => {
    const found = neuronCodes(
      viewOf([
        [0, 1, 0, 0, 0],
        [0, 0, 1.1, -0.7, 0],
        [0.02, 0, -0.7, 1.1, 0],
        [0, 0.1, s, s, 0],
        [1, 0, 0, 0, 0],
        [0.2, 0, 0, 0, 0.1],
      ]),
    );
    expect(found.codes.map(({ feature, neurons }) => [feature, neurons])).toEqual([
      [0, [1]],
      [1, [2]],
      [2, [3]],
      [3, [2, 3]],
      [4, [0]],
    ]);
    expect(found.groups).toEqual([
      { features: [0], neurons: [1] },
      { features: [1, 2, 3], neurons: [2, 3] },
      { features: [4], neurons: [0] },
    ]);
    expect(found.counts).toEqual([
      { nFeatures: 3, nNeurons: 2, count: 1 },
      { nFeatures: 1, nNeurons: 1, count: 2 },
    ]);
    expect(found.unusedNeurons).toEqual([4]);
    expect(found.hasTwins).toBe(false);
    expect(describeCodes(found)).toBe('3 features in 2 neurons, 2 x 1 feature in 1 neuron');
  });

  test('every feature a pair: ten features in five neurons, all codes different', () => {
    const rows: number[][] = [];
    for (let a = 0; a < 5; a++) {
      for (let b = a + 1; b < 5; b++) rows.push([0, 1, 2, 3, 4].map((h) => (h === a || h === b ? s : -0.4)));
    }
    const found = neuronCodes(viewOf(rows));
    expect(found.codes.every(({ neurons }) => neurons.length === 2)).toBe(true);
    expect(describeCodes(found)).toBe('10 features in 5 neurons');
    expect(found.hasTwins).toBe(false);
    expect(neuronCodes(viewOf([[1], [1]])).hasTwins).toBe(true);
  });

  test('of an untied model join the positive and the negative side of a feature', () => {
    const found = neuronCodes({ ...viewOf([[1, -1]]), outputWeights: Float64Array.of(1, 1) });
    expect(found.codes).toEqual([{ feature: 0, neurons: [0, 1] }]);
  });

  test('of nothing are none', () => {
    const nothing = neuronCodes(viewOf([[0, 0.1]]));
    expect(nothing).toEqual({ codes: [], groups: [], counts: [], unusedNeurons: [0, 1], hasTwins: false });
    expect(describeCodes(nothing)).toBe('no feature in a neuron');
    for (const bad of [{ share: 0 }, { share: Number.NaN }, { codeNorm: -1 }, { threshold: 1 } as object]) {
      expect(() => neuronCodes(viewOf([[1]]), bad)).toThrow(InvalidArgumentError);
    }
  });
});

describe('the asymmetric motif', () => {
  const { encoder, decoder, nFeatures, nHidden } = asymmetricMotif(2);
  const motif: NeuronView = { weights: encoder, outputWeights: decoder, nFeatures, nHidden };

  test('that theory constructs is found with its numbers, at any order and size of its neurons', () => {
    for (const [order, scale] of [
      [
        [0, 1, 2, 3],
        [1, 1, 1, 1],
      ],
      [
        [3, 1, 0, 2],
        [0.05, 40, 2, 3],
      ],
    ] as const) {
      const found = findAsymmetricMotifs(disguised(motif, [...order], [...scale]));
      expect(found.length).toBe(1);
      const [one] = found;
      expect(order[one!.neuron]).toBe(0);
      expect(one!.features).toEqual([0, 1]);
      [2, -0.5].forEach((w, i) => expect(one!.input[i]).toBeCloseTo(w, 12));
      [0.5, 2].forEach((w, i) => expect(one!.output[i]).toBeCloseTo(w, 12));
      expect(one!.asymmetry).toBeCloseTo(2, 12);
      expect(one!.spill).toBeCloseTo(4, 12);
      expect(one!.residue).toBeCloseTo(0.25, 12);
      expect(one!.inhibitors.map(({ neuron }) => order[neuron])).toEqual([1]);
      expect(one!.inhibition).toBeCloseTo(1, 12);
    }
  });

  test('is not found without inhibition, in a clean circuit, nor with equal weights', () => {
    const without = decoder.slice();
    without[5] = 0;
    expect(findAsymmetricMotifs({ ...motif, outputWeights: without })).toEqual([]);
    const clean = Float64Array.of(1, -1, 0, 0, 0, 0, 1, -1);
    expect(findAsymmetricMotifs({ ...motif, weights: clean, outputWeights: clean.map(Math.abs) })).toEqual(
      [],
    );
    const even = asymmetricMotif(1);
    expect(findAsymmetricMotifs({ ...motif, weights: even.encoder, outputWeights: even.decoder })).toEqual(
      [],
    );
  });

  test('keeps to its thresholds: ratio 4, inhibition 1 in the example', () => {
    expect(findAsymmetricMotifs(motif, { leastRatio: 3.9 }).length).toBe(1);
    expect(findAsymmetricMotifs(motif, { leastRatio: 4.1 })).toEqual([]);
    expect(findAsymmetricMotifs(motif, { leastInhibition: 1.1 })).toEqual([]);
    expect(findAsymmetricMotifs(motif, { leastGain: 1.1 })).toEqual([]);
    const lopsided = decoder.slice();
    lopsided[4] = 6; // W2_B: the ratio of the outputs is 12, three times that of the inputs
    lopsided[5] = -12;
    expect(findAsymmetricMotifs({ ...motif, outputWeights: lopsided })).toEqual([]);
    expect(findAsymmetricMotifs({ ...motif, outputWeights: lopsided }, { reciprocity: 3.1 }).length).toBe(1);
  });

  test('needs output weights, and refuses thresholds that are none', () => {
    expect(() => findAsymmetricMotifs(viewOf([[1]]))).toThrow(UnsupportedError);
    for (const bad of [
      { leastRatio: 1 },
      { reciprocity: 0.5 },
      { leastInhibition: 0 },
      { leastGain: Number.NaN },
      { least: 1 } as object,
    ]) {
      expect(() => findAsymmetricMotifs(motif, bad)).toThrow(InvalidArgumentError);
    }
    expect(findAsymmetricMotifs({ ...viewOf([[1]]), outputWeights: Float64Array.of(1) })).toEqual([]);
  });
});

test('neurons of an instance share the memory of the batch', () => {
  const parameters = {
    nInstances: 2,
    nFeatures: 1,
    nHidden: 2,
    weights: Float32Array.of(1, 2, 3, 4),
    outputWeights: Float32Array.of(5, 6, 7, 8),
    bias: Float32Array.of(9, 10),
    hiddenBias: Float32Array.of(11, 12, 13, 14),
  };
  const second = neuronsOf(parameters, 1);
  expect([second.weights, second.outputWeights, second.bias, second.hiddenBias].map((a) => [...a!])).toEqual([
    [3, 4],
    [7, 8],
    [10],
    [13, 14],
  ]);
  expect(second.outputWeights!.buffer).toBe(parameters.outputWeights.buffer);
  expect(() => neuronsOf({ ...parameters, hiddenBias: new Float32Array(3) }, 0)).toThrow(ShapeError);
  expect(() => neuronGains({ ...viewOf([[1]]), outputWeights: Float64Array.of(Number.NaN) })).toThrow(
    InvalidArgumentError,
  );
});
