/**
 * Memory that the workers of a group share: slots for what their chunks add to a step, and the gate at which they meet.
 *
 * Slots are there twice. A member writes into the one half or the other by turns, and nobody can be two meetings
 * ahead of anybody; so what is being read is never written, and one meeting a time is enough.
 */

/** What a member of a group has to know besides its models, ready to be posted. */
export interface GroupPlan {
  readonly memory: SharedArrayBuffer;
  /** How many they are, at least 2. */
  readonly members: number;
  /** Which of them this is, from 0. */
  readonly member: number;
  /** Chunks of a batch between two meetings, a multiple of `members`. */
  readonly segmentChunks: number;
  /** Steps of a model before it is another's turn: the same for all members, so no clock decides. */
  readonly turnSteps: number;
}

/** What a meeting decides, for all who came: to go on, to stop after this step, or that somebody will never come. */
export type Verdict = 'on' | 'stop' | 'broken';

// Places of int32 words, each on a cache line of its own.
const GATE = 0;
const ARRIVED = 16;
const ASKED_TO_STOP = 32;
const BROKEN = 48;
const HEADER_BYTES = 256;

/** The last bit of the word of the gate is the verdict, the others count meetings. */
const MEETING = 2;

/** Looks at the gate before a member sleeps: about 40 microseconds, in which the others usually come. */
const LOOKS = 4000;

/** Longest sleep without a look at whether somebody was lost, in milliseconds. */
const NAP_MS = 50;

/** Shared memory for a group. */
export function exchangeMemory(segmentChunks: number, slotBytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER_BYTES + 2 * segmentChunks * slotBytes);
}

/** The calling thread's end: it never waits. */
export class Steering {
  readonly #words: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory, 0, HEADER_BYTES / 4);
  }

  /** Asks all members to stop at their next meeting, or takes that back while they rest. */
  askToStop(asked: boolean): void {
    Atomics.store(this.#words, ASKED_TO_STOP, asked ? 1 : 0);
  }

  /** Lets everybody who waits go, now and for ever. */
  break(): void {
    Atomics.store(this.#words, BROKEN, 1);
    Atomics.notify(this.#words, GATE);
  }
}

/** A member's end. Its thread must be allowed to wait: a worker's. */
export class Exchange {
  readonly #words: Int32Array;
  readonly #memory: SharedArrayBuffer;
  readonly #members: number;
  readonly #halfBytes: number;
  #half = 0;

  constructor({ memory, members }: GroupPlan) {
    this.#memory = memory;
    this.#words = new Int32Array(memory, 0, HEADER_BYTES / 4);
    this.#members = members;
    this.#halfBytes = (memory.byteLength - HEADER_BYTES) / 2;
  }

  /** The two halves of the slots, as words; {@link half} says which is written into and then read. */
  halves(): [Uint32Array, Uint32Array] {
    const words = this.#halfBytes / 4;
    return [
      new Uint32Array(this.#memory, HEADER_BYTES, words),
      new Uint32Array(this.#memory, HEADER_BYTES + this.#halfBytes, words),
    ];
  }

  /** 0 or 1: before a meeting where to write, and after it where to read, until `turnOver`. */
  get half(): number {
    return this.#half;
  }

  /** What was read is done with. */
  turnOver(): void {
    this.#half = 1 - this.#half;
  }

  /** Waits for all members. What they wrote before it can be read after it. */
  meet(): Verdict {
    const words = this.#words;
    // It cannot change before this member, too, has arrived.
    const before = Atomics.load(words, GATE);
    if (Atomics.add(words, ARRIVED, 1) === this.#members - 1) {
      Atomics.store(words, ARRIVED, 0);
      // The last one asks for all, so that all stop at the same step.
      const asked = Atomics.load(words, ASKED_TO_STOP);
      Atomics.store(words, GATE, ((before & ~1) + MEETING) | asked);
      Atomics.notify(words, GATE);
    } else {
      for (let look = 0; look < LOOKS && Atomics.load(words, GATE) === before; look++);
      while (Atomics.load(words, GATE) === before) {
        if (Atomics.load(words, BROKEN) !== 0) return 'broken';
        Atomics.wait(words, GATE, before, NAP_MS);
      }
    }
    if (Atomics.load(words, BROKEN) !== 0) return 'broken';
    return (Atomics.load(words, GATE) & 1) === 0 ? 'on' : 'stop';
  }

  /** This member will not come again. */
  break(): void {
    new Steering(this.#memory).break();
  }
}
