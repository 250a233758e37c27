/**
 * The WebAssembly kernel as JavaScript sees it: its functions, and views of its memory.
 */

import { BackendUnavailableError, UnsupportedError } from '@toymodels/core/training';

/** Compiled code, ready to be posted to workers. */
export interface KernelModules {
  /** assembly/. */
  readonly main: WebAssembly.Module;
  /** Code for one small shape (src/codegen/), and how many samples it takes at once. */
  readonly straight: { readonly module: WebAssembly.Module; readonly samples: number } | undefined;
}

/** What assembly/index.ts exports. Addresses are bytes, counts are of items. */
export interface KernelExports {
  configure(
    nFeatures: number,
    nHidden: number,
    nModels: number,
    nUnits: number,
    batchSize: number,
    recordEvery: number,
    flags: number,
  ): number;
  setOptimiser(hiddenL1: number, beta1: number, beta2: number, epsilon: number, weightDecay: number): void;
  setStraight(samples: number): void;
  setAttack(share: number, epsilon: number): void;
  address(tensor: number): number;
  beginStep(model: number): void;
  addChunks(model: number, first: number, last: number): void;
  endSums(model: number): number;
  endStep(model: number, rate: number, nRecords: number): number;
  train(model: number, count: number): number;
  slotBytes(): number;
  chunkToSlot(model: number, chunk: number, slot: number): void;
  sumSlots(sums: number, slots: number, count: number, fresh: number): void;
  endSharedStep(model: number, rate: number, sums: number): number;
  beginEvaluation(model: number): void;
  evaluateChunk(model: number, major: number, chunk: number, count: number): number;
  evaluateEmpty(model: number): number;
  profileDraws(model: number, step: number): number;
  profileForward(model: number, nSamples: number): number;
  profileOptimiser(model: number): void;
  seekForTest(model: number, purpose: number, major: number, chunk: number): number;
  drawForTest(model: number, purpose: number, count: number): void;
  drawSparseForTest(model: number, count: number): number;
}

/** Steps that one call of `train` may take; the same as in assembly/layout.ts. */
export const MAX_CALL_STEPS = 4096;

/** Samples of a chunk; core's CHUNK_SAMPLES. */
export const KERNEL_CHUNK = 256;

/** Tensors in memory, in the order of the cases of `address` in assembly/layout.ts. */
export const ADDRESSES = [
  'theta',
  'firstMoment',
  'secondMoment',
  'steps',
  'windowLoss',
  'keys',
  'twiceImportance',
  'activity',
  'weights',
  'unitKind',
  'unitStart',
  'unitFeatures',
  'rates',
  'records',
  'gradient',
  'panelX',
  'paths',
  'gapScale',
  'gapThinned',
  'sparseX',
  'gatheredSamples',
  'attackKeys',
] as const;

/** A name from {@link ADDRESSES}. */
export type KernelTensor = (typeof ADDRESSES)[number];

/** Flags of `configure`, bit by bit. */
export const FLAG = {
  hiddenRelu: 1,
  outputRelu: 2,
  untied: 4,
  absoluteTarget: 8,
  outputBias: 16,
  hiddenBias: 32,
  signedRange: 64,
  allSingle: 128,
  nonEmpty: 256,
  someGaps: 512,
  someGram: 1024,
  someAttacked: 2048,
} as const;

/** Ways through the kernel (`paths.ts`), as numbered in assembly/layout.ts. */
export const PATH = { dense: 0, packed: 1, gaps: 2, gram: 3, attacked: 4 } as const;

const PAGE = 65536;
const MAX_PAGES = 65536;

/** In the place of code that was not generated: the kernel does not call it. */
const absent = (): number => NaN;

/** An instance of the kernel with memory for one set of models. */
export class Kernel {
  readonly exports: KernelExports;
  readonly #memory: WebAssembly.Memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES });

  constructor({ main, straight }: KernelModules) {
    const env = { memory: this.#memory };
    const code = straight
      ? new WebAssembly.Instance(straight.module, { env }).exports
      : { drawn: absent, given: absent };
    const { exports } = new WebAssembly.Instance(main, { env, straight: code });
    this.exports = exports as unknown as KernelExports;
    this.exports.setStraight(straight?.samples ?? 0);
  }

  /** Grows the memory to `bytes`. Views taken before are void. */
  reserve(bytes: number): void {
    const pages = Math.ceil(bytes / PAGE);
    const have = this.#memory.buffer.byteLength / PAGE;
    if (!(pages <= MAX_PAGES)) {
      throw new UnsupportedError(
        `these models need ${(bytes / 2 ** 30).toFixed(1)} GiB in one worker, and WebAssembly addresses 4 GiB; train fewer instances or restarts at once, or use more workers`,
      );
    }
    if (pages <= have) return;
    try {
      this.#memory.grow(pages - have);
    } catch (cause) {
      throw new BackendUnavailableError(
        `this machine did not give the ${(bytes / 2 ** 20).toFixed(0)} MiB that one worker needs; train fewer instances or restarts at once`,
        { cause },
      );
    }
  }

  float32(tensor: KernelTensor, offset: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#memory.buffer, this.#at(tensor) + 4 * offset, length);
  }

  float64(tensor: KernelTensor, offset: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#memory.buffer, this.#at(tensor) + 8 * offset, length);
  }

  uint32(tensor: KernelTensor, offset: number, length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#memory.buffer, this.#at(tensor) + 4 * offset, length);
  }

  /** Words anywhere in memory. */
  words(address: number, length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#memory.buffer, address, length);
  }

  #at(tensor: KernelTensor): number {
    return this.exports.address(ADDRESSES.indexOf(tensor)) >>> 0;
  }
}
