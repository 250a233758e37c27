/**
 * One step of one model, done by all members of a group at once: each does some chunks of the batch, then each adds
 * up all of them, in order, and updates its own copy of the model.
 *
 * The sums are those that one kernel alone would have made, in the same order: the same bits, however many they are.
 * To update in every member costs less than a second meeting.
 */

import { Exchange, type GroupPlan, type Verdict } from './exchange.js';
import { KERNEL_CHUNK, type Kernel } from './kernel.js';

/** Where a segment of some number of chunks lies, here and in the shared memory. */
interface Segment {
  /** Slots of this member, from first (included) to last (excluded). */
  readonly first: number;
  readonly last: number;
  /** For each half of the shared memory: what is copied out before a meeting and in after it. */
  readonly out: readonly Copy[];
  readonly into: readonly (readonly Copy[])[];
}

interface Copy {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** Bytes that a kernel needs behind its own for a group's slots, and for their sum. */
export function sharedStepBytes({ segmentChunks }: GroupPlan, slotBytes: number): number {
  return (segmentChunks + 1) * slotBytes;
}

export class SharedStep {
  readonly #kernel: Kernel;
  readonly #group: GroupPlan;
  readonly #exchange: Exchange;
  readonly #nChunks: number;
  readonly #slotBytes: number;
  readonly #sums: number;
  readonly #slots: number;
  readonly #halves: readonly [Uint32Array, Uint32Array];
  readonly #segments = new Map<number, Segment>();
  /** What the last meeting decided. */
  verdict: Verdict = 'on';

  /** @param at address of `sharedStepBytes` in the kernel's memory */
  constructor(kernel: Kernel, group: GroupPlan, batchSize: number, at: number) {
    this.#kernel = kernel;
    this.#group = group;
    this.#exchange = new Exchange(group);
    this.#halves = this.#exchange.halves();
    this.#nChunks = Math.ceil(batchSize / KERNEL_CHUNK);
    this.#slotBytes = kernel.exports.slotBytes();
    this.#sums = at;
    this.#slots = at + this.#slotBytes;
  }

  /** Steps of a model before it is another's turn. */
  get turnSteps(): number {
    return this.#group.turnSteps;
  }

  /** Before the steps of an advance. */
  begin(): void {
    this.verdict = 'on';
  }

  /**
   * @returns window means recorded, 0 or 1; undefined if the step was given up, in all members
   */
  step(model: number, rate: number): number | undefined {
    const { exports } = this.#kernel;
    const { segmentChunks } = this.#group;
    exports.beginStep(model);
    for (let done = 0; done < this.#nChunks; done += segmentChunks) {
      const count = Math.min(segmentChunks, this.#nChunks - done);
      const { first, last, out, into } = this.#segment(count);
      for (let slot = first; slot < last; slot++) {
        exports.chunkToSlot(model, done + slot, this.#slots + slot * this.#slotBytes);
      }
      const { half } = this.#exchange;
      copy(out[half]!);
      this.verdict = this.#exchange.meet();
      if (this.verdict === 'broken') return undefined;
      into[half]!.forEach(copy);
      this.#exchange.turnOver();
      exports.sumSlots(this.#sums, this.#slots, count, done === 0 ? 1 : 0);
      if (this.verdict === 'stop' && done + count < this.#nChunks) return undefined;
    }
    return exports.endSharedStep(model, rate, this.#sums);
  }

  /** This member will not step again: the others are not to wait for it. */
  break(): void {
    this.#exchange.break();
  }

  #segment(count: number): Segment {
    const known = this.#segments.get(count);
    if (known) return known;
    const { member, members } = this.#group;
    const each = Math.ceil(count / members);
    const first = Math.min(count, member * each);
    const last = Math.min(count, first + each);
    const words = this.#slotBytes / 4;
    const own = this.#kernel.words(this.#slots, count * words);
    const between = (from: Uint32Array, to: Uint32Array, start: number, end: number): Copy => ({
      from: from.subarray(start * words, end * words),
      to: to.subarray(start * words, end * words),
    });
    const segment: Segment = {
      first,
      last,
      out: this.#halves.map((half) => between(own, half, first, last)),
      into: this.#halves.map((half) =>
        [between(half, own, 0, first), between(half, own, last, count)].filter(({ to }) => to.length > 0),
      ),
    };
    this.#segments.set(count, segment);
    return segment;
  }
}

function copy({ from, to }: Copy): void {
  to.set(from);
}
