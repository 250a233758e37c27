/**
 * The safetensors format: named tensors behind a JSON header, readable from Python, Rust and here.
 *
 * https://github.com/huggingface/safetensors — eight bytes of header length (little endian), the
 * header, then the tensors without gaps. Offsets count from the end of the header.
 */

import { InvalidFileError, ShapeError } from '../errors.js';

/** The element types that this project writes. */
export type TensorData = Float32Array | Float64Array | Uint32Array;

export interface Tensor {
  readonly data: TensorData;
  /** Sizes of the dimensions, slowest first (row-major). */
  readonly shape: readonly number[];
}

const TYPES = { F32: Float32Array, F64: Float64Array, U32: Uint32Array } as const;

type TypeName = keyof typeof TYPES;

function typeName(data: TensorData): TypeName {
  return data instanceof Float32Array ? 'F32' : data instanceof Float64Array ? 'F64' : 'U32';
}

const MAX_HEADER = 100_000_000; // the limit of the reference implementation

/**
 * Writes tensors and string metadata as safetensors bytes. The same input gives the same bytes.
 *
 * @throws ShapeError if a shape does not match its data
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  // Wider elements first keeps each tensor aligned to its element size.
  const entries = Object.entries(tensors).sort(
    (a, b) => b[1].data.BYTES_PER_ELEMENT - a[1].data.BYTES_PER_ELEMENT,
  );
  for (const [name, { data, shape }] of entries) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (size !== data.length)
      throw new ShapeError(
        `tensor ${name} has ${data.length} numbers, its shape [${shape.join(', ')}] holds ${size}`,
      );
    header[name] = { dtype: typeName(data), shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  let text = JSON.stringify(header);
  const encoder = new TextEncoder();
  const padding = (8 - (encoder.encode(text).length % 8)) % 8;
  text += ' '.repeat(padding);
  const headerBytes = encoder.encode(text);
  const bytes = new Uint8Array(8 + headerBytes.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes.length), true);
  bytes.set(headerBytes, 8);
  let position = 8 + headerBytes.length;
  for (const [, { data }] of entries) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return bytes;
}

/**
 * Reads safetensors bytes.
 *
 * @throws InvalidFileError for a truncated file, a header that is not one, or an unknown element type
 */
export function decodeSafetensors(bytes: Uint8Array): {
  tensors: Record<string, Tensor>;
  metadata: Record<string, string>;
} {
  const refuse = (why: string): never => {
    throw new InvalidFileError(
      `not a whole safetensors file of ${bytes.length} bytes: ${why}; write it again or fetch it anew`,
    );
  };
  if (bytes.length < 8) refuse('the first 8 bytes, the header length, are missing');
  const headerLength = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (!(headerLength <= MAX_HEADER && 8 + headerLength <= bytes.length)) {
    refuse(`its header should have ${headerLength} bytes`);
  }
  let header: Record<string, unknown> = {};
  try {
    header = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + headerLength)),
    ) as typeof header;
  } catch {
    refuse('its header is not JSON');
  }
  if (typeof header !== 'object' || header === null) refuse('its header is not an object');
  const { __metadata__: metadata = {}, ...entries } = header;
  const tensors: Record<string, Tensor> = {};
  for (const [name, entry] of Object.entries(entries)) {
    const {
      dtype,
      shape,
      data_offsets: range,
    } = (entry ?? {}) as { dtype?: string; shape?: number[]; data_offsets?: number[] };
    const Type = TYPES[dtype as TypeName];
    if (!Type) refuse(`tensor ${name} has element type ${dtype}; known are ${Object.keys(TYPES).join(', ')}`);
    const isSizes = (values: unknown): values is number[] =>
      Array.isArray(values) && values.every((value) => Number.isInteger(value) && value >= 0);
    if (!isSizes(shape) || !isSizes(range) || range.length !== 2)
      refuse(`tensor ${name} has no proper shape and offsets`);
    const [begin, end] = range as [number, number];
    const size = (shape as number[]).reduce((product, length) => product * length, 1);
    if (end - begin !== size * Type.BYTES_PER_ELEMENT)
      refuse(`tensor ${name} has ${end - begin} bytes for shape [${(shape as number[]).join(', ')}]`);
    if (8 + headerLength + end > bytes.length)
      refuse(`tensor ${name} ends at byte ${8 + headerLength + end}`);
    // Not bytes.slice: Node's Buffer, which files are read into, overrides it with a view.
    const copy = Uint8Array.prototype.slice.call(bytes, 8 + headerLength + begin, 8 + headerLength + end);
    tensors[name] = { data: new Type(copy.buffer), shape: shape as number[] };
  }
  return { tensors, metadata: metadata as Record<string, string> };
}
