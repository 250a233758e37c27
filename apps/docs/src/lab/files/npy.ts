/**
 * One NumPy array as bytes, and back: version 1.0 of the NPY format, C order, little endian, never pickled.
 *
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { InvalidFileError, ShapeError } from '@toymodels/core';

export type NpyData = Float32Array | Float64Array | Int32Array | string;

export interface NpyArray {
  readonly data: NpyData;
  /** Slowest first, row-major; [] for one value. A text is always one value. */
  readonly shape: readonly number[];
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
const ALIGNMENT = 64;

/** @throws ShapeError if a shape does not match its data */
export function encodeNpy({ data, shape }: NpyArray): Uint8Array {
  const size = shape.reduce((product, length) => product * length, 1);
  const length = typeof data === 'string' ? 1 : data.length;
  if (size !== length)
    throw new ShapeError(`an array of ${length} numbers does not have shape [${shape.join(', ')}]`);
  const [descr, body] = bytesOf(data);
  const places = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  let header = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${places}, }`;
  const before = MAGIC.length + 4;
  header += ' '.repeat((ALIGNMENT - ((before + header.length + 1) % ALIGNMENT)) % ALIGNMENT) + '\n';
  const bytes = new Uint8Array(before + header.length + body.length);
  bytes.set([...MAGIC, 1, 0, header.length & 0xff, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), before);
  bytes.set(body, before + header.length);
  return bytes;
}

function bytesOf(data: NpyData): [descr: string, body: Uint8Array] {
  if (typeof data !== 'string') {
    const descr = data instanceof Float32Array ? '<f4' : data instanceof Float64Array ? '<f8' : '<i4';
    return [descr, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
  }
  // NumPy's texts are UTF-32; code points, so that nothing is split.
  const points = Array.from(data, (character) => character.codePointAt(0)!);
  return [
    `<U${Math.max(1, points.length)}`,
    new Uint8Array(Uint32Array.from(points.length > 0 ? points : [0]).buffer),
  ];
}

/** @throws InvalidFileError for what is no array, or of a kind that is not read here */
export function decodeNpy(bytes: Uint8Array, name: string): NpyArray {
  const refuse = (why: string): never => {
    throw new InvalidFileError(`${name} ${why}; save it again with numpy.savez`);
  };
  if (!MAGIC.every((byte, at) => bytes[at] === byte)) refuse('is no NumPy array');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const major = bytes[6]!;
  if (bytes.length < 12 || major < 1 || major > 3) refuse(`is of NPY version ${major}, known are 1 to 3`);
  const before = major === 1 ? 10 : 12;
  const headerLength = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const header = new TextDecoder().decode(bytes.subarray(before, before + headerLength));
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const fortran = /'fortran_order'\s*:\s*True/.test(header);
  const shape = (/'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  if (fortran && shape.length > 1) refuse('is in Fortran order; make it numpy.ascontiguousarray first');
  const size = shape.reduce((product, length) => product * length, 1);
  const body = Uint8Array.prototype.slice.call(bytes, before + headerLength);
  const take = (bytesEach: number): ArrayBuffer => {
    if (body.length < size * bytesEach) refuse('ends too early');
    return body.buffer.slice(0, size * bytesEach);
  };
  const text = /^<U(\d+)$/.exec(descr);
  if (text !== null && size === 1) {
    const points = new Uint32Array(take(4 * Number(text[1]))).filter((point) => point !== 0);
    return { data: Array.from(points, (point) => String.fromCodePoint(point)).join(''), shape: [] };
  }
  switch (descr) {
    case '<f4':
      return { data: new Float32Array(take(4)), shape };
    case '<f8':
      return { data: new Float64Array(take(8)), shape };
    case '<i4':
      return { data: new Int32Array(take(4)), shape };
    case '<i8':
      return { data: Float64Array.from(new BigInt64Array(take(8)), Number), shape };
    default:
      return refuse(
        `has elements of type ${descr || 'unknown'}; read here are float32, float64, int32, int64 and one text`,
      );
  }
}
