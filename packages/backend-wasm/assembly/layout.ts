/**
 * What is trained, and where everything lies in linear memory.
 *
 * Symbols: n features, m hidden units; i counts features, j hidden units, s samples, k models.
 * A *panel* is eight samples, feature-major: X[p][i][8]; its rows are two vectors of four lanes.
 * Every tensor begins on 16 bytes. Nothing is ever freed: one memory serves one trainer.
 */

/** Bytes of a vector of four float32. */
export const VECTOR: usize = 16;
/** Bytes of a panel's row: eight float32. */
export const ROW: usize = 32;
/** Samples that share a random stream; partial sums are added up chunk by chunk. */
export const CHUNK: i32 = 256;
/** Entries of `paths`: every sample as drawn; the empty ones left out (pack.ts); drawn by
 * gaps, and then gathered (sparse.ts) or taken one by one through products of weights (gram.ts). */
export const DENSE: u32 = 0;
export const PACKED: u32 = 1;
export const GAPS: u32 = 2;
export const GRAM: u32 = 3;
/** Some samples attacked, all taken as in the dense way, see attack.ts. */
export const ATTACKED: u32 = 4;
/** Panels of samples gathered by gaps: up to 127 kept from chunks before, a whole chunk, an empty one. */
const SPARSE_PANELS: i32 = 48;
/** Samples of a chunk that one lane of the generator draws by gaps. */
export const LANE_SAMPLES: i32 = 64;
/** Steps a call may be asked for: the length of the table of learning rates. */
export const MAX_CALL_STEPS: i32 = 4096;

// The model and its training, constant for the life of the memory.
export let nFeatures: i32 = 0;
export let nHidden: i32 = 0;
/** nHidden up to whole vectors. */
export let paddedHidden: i32 = 0;
/** nFeatures up to whole vectors. */
export let paddedFeatures: i32 = 0;
export let nModels: i32 = 0;
export let nUnits: i32 = 0;
export let batchSize: i32 = 0;
export let recordEvery: i32 = 1;
export let hiddenRelu: bool = false;
export let outputRelu: bool = false;
export let untied: bool = false;
export let absoluteTarget: bool = false;
export let outputBias: bool = false;
export let hiddenBias: bool = false;
export let signedRange: bool = false;
/** Training draws non-empty samples only; evaluation always does. */
export let nonEmpty: bool = false;
/** Every unit is one feature, in order: the draw needs no lists. */
export let allSingle: bool = false;
export let hiddenL1: f64 = 0;
export let beta1: f64 = 0;
export let beta2: f64 = 0;
export let epsilon: f64 = 0;
export let weightDecay: f64 = 0;

// Numbers of a model's parameters, [W | W2 | b | c], each part padded to whole vectors with zeros.
export let offsetOutput: i32 = 0;
export let offsetBias: i32 = 0;
export let offsetHiddenBias: i32 = 0;
export let nParameters: i32 = 0;

// Per model.
export let theta: usize = 0; // float32 [model, parameter]
export let firstMoment: usize = 0; // float32 [model, parameter]
export let secondMoment: usize = 0; // float32 [model, parameter]
export let steps: usize = 0; // uint32 [model]
export let windowLoss: usize = 0; // float64 [model]
export let keys: usize = 0; // uint32 [purpose, model, 2]; purpose 0 trains, 1 evaluates
export let twiceImportance: usize = 0; // float32 [model, feature], 2 I
export let activity: usize = 0; // float32 [purpose, model, 4, unit]: threshold, scale, the two while none was active (GAPS: threshold, inverse)
export let weights: usize = 0; // float64 [purpose, model, 2]: of the empty sample, of the mean over the drawn ones
export let paths: usize = 0; // uint32 [model]: how training samples are drawn and taken, see DENSE
export let gapScale: usize = 0; // float32 [model]: 1 / log(1 - p), for GAPS
export let gapThinned: usize = 0; // uint32 [model]: whether probabilities differ, for GAPS

// Shared by all models.
export let unitKind: usize = 0; // int32 [unit]: 0 single, 1 correlated, 2 anticorrelated
export let unitStart: usize = 0; // int32 [unit + 1]: into unitFeatures
export let unitFeatures: usize = 0; // int32 [feature]
export let rates: usize = 0; // float64 [MAX_CALL_STEPS]
export let records: usize = 0; // float64 [MAX_CALL_STEPS]: window means that ended during a call

// Scratch.
export let transposed: usize = 0; // float32 [hidden, feature], the weights into the outputs
export let gradient: usize = 0; // float32 [parameter], mean over the batch, like theta
export let gradientWeights: usize = 0; // v128 [feature, hidden], sums of a chunk, a lane each
export let gradientOutput: usize = 0; // the same for W2; equal to gradientWeights where tied
export let gradientBias: usize = 0; // v128 [feature]
export let gradientHiddenBias: usize = 0; // v128 [hidden]
export let accumulatorBytes: usize = 0; // of the four above, contiguous
export let panelX: usize = 0; // float32 [panel, feature, 8]
export let panelZ: usize = 0; // the same: z, then dL/dz
export let panelH: usize = 0; // float32 [panel, hidden, 8]
export let panelU: usize = 0; // the same: dL/dh, then dL/du
export let candidates: usize = 0; // int32 cell, float32 draw or value, [lane, cell]; for GAPS and GRAM
export let gramWeights: usize = 0; // float32 [hidden, paddedFeatures], W transposed, 0 behind; for GRAM, like those below
export let gram: usize = 0; // float32 [feature, paddedFeatures], W W^T
export let pairs: usize = 0; // float32 [max(n, m), paddedFeatures], sums of x_i dz_o, [feature, feature]; then dW transposed
export let gramRows: usize = 0; // float32 [7, paddedFeatures]: see gram.ts
export let singles: usize = 0; // int32 cell, float32 value, of the samples of a chunk with one active feature; for GRAM
export let sparseX: usize = 0; // float32 [SPARSE_PANELS, feature, 8], 0 between blocks; only if some model has GAPS
export let sparseH: usize = 0; // float32 [SPARSE_PANELS * 8, paddedHidden]: h before the way through a block, du after
export let eventList: usize = 0; // uint32 [event, 2]: place and feature
export let gatheredSamples: usize = 0; // uint32 [place]: which sample of its chunk
export let attackKeys: usize = 0; // uint32 [model, 2]; only if samples are attacked, like those below
export let attackList: usize = 0; // int32 [CHUNK]: which attack each sample of a chunk gets
export let attackWeights: usize = 0; // float32 [hidden, paddedFeatures], W transposed, 0 behind
export let attackRows: usize = 0; // float32 [feature, paddedFeatures]: the attack on each feature
export let attackTargets: usize = 0; // like panelX: the clean samples
export let zeros: usize = 0; // float32 [max(n, m)]
export let generator: usize = 0; // v128 [4]: the state words of four xoshiro128+
export let blockPanels: i32 = 0; // panels of a block

let top: u64 = 0;

/** Takes `count` items of `size` bytes; addresses beyond 4 GiB are found out by the caller. */
function take(count: u64, size: u64): usize {
  const start = top;
  top = (start + count * size + 63) & ~(63 as u64);
  return <usize>start;
}

function padded(count: i32): i32 {
  return (count + 3) & ~3;
}

/** Bits of `flags` in {@link configure}. */
const HIDDEN_RELU = 1;
const OUTPUT_RELU = 2;
const UNTIED = 4;
const ABSOLUTE_TARGET = 8;
const OUTPUT_BIAS = 16;
const HIDDEN_BIAS = 32;
const SIGNED_RANGE = 64;
const ALL_SINGLE = 128;
const NON_EMPTY = 256;
const SOME_GAPS = 512;
const SOME_GRAM = 1024;
const SOME_ATTACKED = 2048;

/**
 * Sets the shape and lays the memory out. The caller then grows the memory to the size returned,
 * and writes what it wants trained at the addresses that `address` gives.
 *
 * @returns bytes needed; the layout is void if they exceed the memory
 */
export function configure(
  n: i32,
  m: i32,
  models: i32,
  units: i32,
  batch: i32,
  windowSteps: i32,
  flags: i32,
): f64 {
  nFeatures = n;
  nHidden = m;
  paddedHidden = padded(m);
  paddedFeatures = padded(n);
  nModels = models;
  nUnits = units;
  batchSize = batch;
  recordEvery = windowSteps;
  hiddenRelu = (flags & HIDDEN_RELU) != 0;
  outputRelu = (flags & OUTPUT_RELU) != 0;
  untied = (flags & UNTIED) != 0;
  absoluteTarget = (flags & ABSOLUTE_TARGET) != 0;
  outputBias = (flags & OUTPUT_BIAS) != 0;
  hiddenBias = (flags & HIDDEN_BIAS) != 0;
  signedRange = (flags & SIGNED_RANGE) != 0;
  allSingle = (flags & ALL_SINGLE) != 0;
  nonEmpty = (flags & NON_EMPTY) != 0;

  const matrix = padded(n * m);
  offsetOutput = untied ? matrix : 0;
  offsetBias = offsetOutput + matrix;
  offsetHiddenBias = offsetBias + padded(n);
  nParameters = offsetHiddenBias + (hiddenBias ? padded(m) : 0);
  // A block is a whole chunk, or half of one for models whose panels would leave the second-level cache.
  blockPanels = n <= 128 ? 32 : 16;

  top = ((__heap_base as u64) + 63) & ~(63 as u64);
  theta = take((models as u64) * nParameters, 4);
  firstMoment = take((models as u64) * nParameters, 4);
  secondMoment = take((models as u64) * nParameters, 4);
  steps = take(models, 4);
  windowLoss = take(models, 8);
  keys = take(2 * (models as u64), 8);
  twiceImportance = take((models as u64) * n, 4);
  activity = take((models as u64) * units, 32);
  weights = take(2 * (models as u64), 16);
  paths = take(models, 4);
  gapScale = take(models, 4);
  gapThinned = take(models, 4);
  unitKind = take(units, 4);
  unitStart = take(units + 1, 4);
  unitFeatures = take(n, 4);
  rates = take(MAX_CALL_STEPS, 8);
  records = take(MAX_CALL_STEPS, 8);
  transposed = take(n * m, 4);
  gradient = take(nParameters, 4);
  gradientWeights = take((n as u64) * m, VECTOR);
  gradientOutput = untied ? take((n as u64) * m, VECTOR) : gradientWeights;
  gradientBias = take(n, VECTOR);
  gradientHiddenBias = take(m, VECTOR);
  accumulatorBytes = <usize>top - gradientWeights;
  panelX = take((blockPanels as u64) * n, ROW);
  panelZ = take((blockPanels as u64) * n, ROW);
  // Three rows more: the last panel of hidden units is written in fours of rows.
  panelH = take((blockPanels as u64) * m + 3, ROW);
  panelU = take((blockPanels as u64) * m, ROW);
  const sparsePanels = (flags & SOME_GAPS) != 0 ? SPARSE_PANELS : 0;
  sparseX = take((sparsePanels as u64) * n, ROW);
  sparseH = take((sparsePanels as u64) * padded(m), ROW);
  eventList = take((sparsePanels as u64) * n, 64);
  gatheredSamples = take(sparsePanels, ROW);
  const someGram = (flags & SOME_GRAM) != 0;
  const attacked: u64 = (flags & SOME_ATTACKED) != 0 ? 1 : 0;
  const lists = someGram || sparsePanels > 0 || attacked > 0 ? 4 : 0;
  candidates = take(lists as u64, (LANE_SAMPLES * n + 1) << 3);
  const square = someGram ? (n as u64) * paddedFeatures : 0;
  gram = take(square, 4);
  pairs = take(someGram ? (max(n, m) as u64) * paddedFeatures : 0, 4);
  gramWeights = take(someGram ? (m as u64) * paddedFeatures : 0, 4);
  gramRows = take(someGram ? 7 * (paddedFeatures as u64) : 0, 4);
  singles = take(someGram ? CHUNK + 1 : 0, 8);
  attackKeys = take(attacked * models, 8);
  attackList = take(attacked * CHUNK, 4);
  attackWeights = take(attacked * m * paddedFeatures, 4);
  attackRows = take(attacked * n * paddedFeatures, 4);
  attackTargets = take(attacked * blockPanels * n, ROW);
  zeros = take(max(n, m), 4);
  generator = take(4, VECTOR);
  return <f64>top;
}

/** Sets the constants of the loss and of AdamW. */
export function setOptimiser(l1: f64, b1: f64, b2: f64, eps: f64, decay: f64): void {
  hiddenL1 = l1;
  beta1 = b1;
  beta2 = b2;
  epsilon = eps;
  weightDecay = decay;
}

/** Where the host reads and writes; the order of the cases is that of `ADDRESSES` in src/engine/kernel.ts. */
export function address(tensor: i32): usize {
  switch (tensor) {
    case 0:
      return theta;
    case 1:
      return firstMoment;
    case 2:
      return secondMoment;
    case 3:
      return steps;
    case 4:
      return windowLoss;
    case 5:
      return keys;
    case 6:
      return twiceImportance;
    case 7:
      return activity;
    case 8:
      return weights;
    case 9:
      return unitKind;
    case 10:
      return unitStart;
    case 11:
      return unitFeatures;
    case 12:
      return rates;
    case 13:
      return records;
    case 14:
      return gradient;
    case 15:
      return panelX;
    case 16:
      return paths;
    case 17:
      return gapScale;
    case 18:
      return gapThinned;
    case 19:
      return sparseX;
    case 20:
      return gatheredSamples;
    case 21:
      return attackKeys;
    default:
      return 0;
  }
}
