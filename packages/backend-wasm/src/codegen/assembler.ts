/**
 * The few bytes of WebAssembly that `straight.ts` needs. Code is a tree of bytes: an expression is the
 * code of its operands followed by its own, and nothing is copied before the module is put together.
 *
 * Not a general assembler: one imported memory, SIMD128, and what one loop takes. Encodings from the
 * WebAssembly core specification 2.0 (relaxed SIMD: 3.0), chapter 5.
 */

/** Instructions, or any other part of a module. */
export type Code = readonly (number | Code)[];

/** Number of a local variable. */
export type Local = number;

/** Value types. */
export const TYPE = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;

/** The bytes of a tree, in order. */
function bytesOf(code: Code): number[] {
  const bytes: number[] = [];
  const visit = (part: number | Code): void => {
    if (typeof part === 'number') bytes.push(part);
    else part.forEach(visit);
  };
  visit(code);
  return bytes;
}

/** An unsigned number in base 128, lowest digit first. */
export function unsigned(value: number): number[] {
  const bytes = [];
  let rest = value;
  do {
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

/** The same, signed. */
export function signed(value: number): number[] {
  const bytes = [];
  let rest = value;
  for (;;) {
    const byte = rest & 127;
    rest >>= 7;
    if (rest === (byte & 64 ? -1 : 0)) return [...bytes, byte];
    bytes.push(byte | 128);
  }
}

const simd = (opcode: number): Code => [0xfd, unsigned(opcode)];

type Codes<Name extends string> = Readonly<Record<Name, Code>>;

function codesOf<Name extends string>(opcodes: Readonly<Record<Name, number>>): Codes<Name> {
  const all = Object.entries<number>(opcodes).map(([key, opcode]) => [key, simd(opcode)]);
  return Object.fromEntries(all) as Codes<Name>;
}

type Binary =
  | 'less'
  | 'lessOrEqual'
  | 'and'
  | 'andNot'
  | 'or'
  | 'xor'
  | 'addInt'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'pmax';

/** Instructions of two vectors. `andNot` is a and not b; `pmax` with 0 is max(a, 0), and NaN stays NaN. */
const BINARY: Codes<Binary> = codesOf({
  less: 0x43,
  lessOrEqual: 0x45,
  and: 0x4e,
  andNot: 0x4f,
  or: 0x50,
  xor: 0x51,
  addInt: 0xae,
  add: 0xe4,
  subtract: 0xe5,
  multiply: 0xe6,
  pmax: 0xeb,
});

/** One instruction of two vectors. */
export function op(operation: Binary, a: Code, b: Code): Code {
  return [a, b, BINARY[operation]];
}

const RELAXED_MADD = simd(0x105);

/** sum + a b in one rounding or two, as the engine likes; of relaxed SIMD. */
export const relaxedMultiplyAdd = (sum: Code, a: Code, b: Code): Code => [a, b, sum, RELAXED_MADD];

const SHIFT: Codes<'shiftLeft' | 'shiftRight'> = codesOf({ shiftLeft: 0xab, shiftRight: 0xad });

/** Shifts four int32, zeros in. */
export function shift(direction: 'shiftLeft' | 'shiftRight', a: Code, bits: number): Code {
  return [a, i32(bits), SHIFT[direction]];
}

const UNARY: Codes<'abs' | 'toFloat' | 'promoteLow'> = codesOf({
  abs: 0xe0,
  toFloat: 0xfa,
  promoteLow: 0x5f,
});

/** One instruction of one vector: float32, but `toFloat` of int32, and `promoteLow` of two float32 to float64. */
export function unary(operation: 'abs' | 'toFloat' | 'promoteLow', a: Code): Code {
  return [a, UNARY[operation]];
}

const SHUFFLE = simd(0x0d);
const UPPER = [8, 9, 10, 11, 12, 13, 14, 15];
const ADD_PAIRS = simd(0xf0);
const EXTRACT_F64 = simd(0x21);
const ADD_F64 = 0xa0;

/** The sum of the four lanes of a local variable, in float64. */
export function sumOfLanes(local: Local): Code {
  const low = unary('promoteLow', get(local));
  const high = unary('promoteLow', [get(local), get(local), SHUFFLE, UPPER, UPPER]);
  const lane = (index: number): Code => [low, high, ADD_PAIRS, EXTRACT_F64, index];
  return [lane(0), lane(1), ADD_F64];
}

const i32 = (value: number): Code => [0x41, signed(value)];

/** The vector of zeros. */
export const ZERO: Code = [simd(0x0c), Array<number>(16).fill(0)];

const CONVERT_F32 = 0xb2;

/** A small whole number as float32, in all lanes. */
export const splat = (value: number): Code => [i32(value), CONVERT_F32, simd(0x13)];

export const get = (local: Local): Code => [0x20, unsigned(local)];
export const set = (local: Local, value: Code): Code => [value, 0x21, unsigned(local)];
/** Sets a local variable, and is its value. */
export const tee = (local: Local, value: Code): Code => [value, 0x22, unsigned(local)];

/** Alignments, as powers of two. */
const OF_VECTOR = 4;
const OF_NUMBER = 2;

/** A vector, `offset` bytes behind the address in a local variable. */
export const load = (address: Local, offset: number): Code => [
  get(address),
  simd(0x00),
  OF_VECTOR,
  unsigned(offset),
];

/** One float32, in all lanes. */
export const loadSplat = (address: Local, offset: number): Code => [
  get(address),
  simd(0x09),
  OF_NUMBER,
  unsigned(offset),
];

export const store = (address: Local, offset: number, value: Code): Code => [
  get(address),
  value,
  simd(0x0b),
  OF_VECTOR,
  unsigned(offset),
];

const ADD_I32 = 0x6a;

/** local += value */
export const increase = (local: Local, value: number): Code => set(local, [get(local), i32(value), ADD_I32]);

const LOOP = [0x03, 0x40];
const BRANCH_IF = [0x0d, 0];
const END = 0x0b;

/** Runs the body, and again for as long as a local variable is not 0 after it. */
export const repeatWhile = (local: Local, body: Code): Code => [LOOP, body, get(local), BRANCH_IF, END];

/** A function under construction: its parameters are the first local variables. */
export class FunctionBuilder {
  readonly #parameters: readonly number[];
  readonly #result: number;
  readonly #locals: number[] = [];
  readonly #code: Code[] = [];

  constructor(parameters: readonly number[], result: number) {
    this.#parameters = parameters;
    this.#result = result;
  }

  local(type: number): Local {
    this.#locals.push(type);
    return this.#parameters.length + this.#locals.length - 1;
  }

  locals(count: number): Local[] {
    return Array.from({ length: count }, () => this.local(TYPE.v128));
  }

  emit(...code: readonly Code[]): void {
    this.#code.push(...code);
  }

  get type(): Code {
    return [0x60, vector(this.#parameters.map((type) => [type])), 1, this.#result];
  }

  get body(): Code {
    return sized([vector(this.#locals.map((type) => [1, type])), this.#code, END]);
  }
}

/** A number of items, and the items. */
function vector(items: readonly Code[]): Code {
  return [unsigned(items.length), items];
}

/** A number of bytes, and the bytes. */
function sized(content: Code): Code {
  const bytes = bytesOf(content);
  return [unsigned(bytes.length), bytes];
}

function text(letters: string): Code {
  return vector(Array.from(letters, (letter) => [letter.charCodeAt(0)]));
}

const MAGIC = [0, 97, 115, 109, 1, 0, 0, 0];

/** Pages of the memory that is imported, at most: all that can be addressed. */
const MAX_PAGES = 65536;

/** A module that imports `env.memory` and exports functions by name. */
export function moduleOf(functions: Readonly<Record<string, FunctionBuilder>>): Uint8Array<ArrayBuffer> {
  const all = Object.entries(functions);
  const section = (id: number, items: readonly Code[]): Code => [id, sized(vector(items))];
  return Uint8Array.from(
    bytesOf([
      MAGIC,
      section(
        1,
        all.map(([, { type }]) => type),
      ),
      section(2, [[text('env'), text('memory'), 2, 1, unsigned(1), unsigned(MAX_PAGES)]]),
      section(
        3,
        all.map((_, index) => unsigned(index)),
      ),
      section(
        7,
        all.map(([key], index) => [text(key), 0, unsigned(index)]),
      ),
      section(
        10,
        all.map(([, { body }]) => body),
      ),
    ]),
  );
}
