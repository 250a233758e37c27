import { describe, expect, test } from 'vitest';
import {
  decodeRun,
  decodeSafetensors,
  encodeRun,
  encodeSafetensors,
  InvalidFileError,
  referenceBackend,
  ShapeError,
  trainToEnd,
} from '@toymodels/core';
import { MODEL_KINDS, smallRun } from './helpers.js';

const train = (kind: (typeof MODEL_KINDS)[number]): ReturnType<typeof trainToEnd> =>
  trainToEnd(smallRun({ model: { kind, hiddenBias: true }, instances: { count: 2 } }), {
    backend: referenceBackend(),
    checkpoints: [0, 12],
  });

describe('a stored run', () => {
  test.each(MODEL_KINDS)('is read back whole, and continues as if it had not stopped: %s', async (kind) => {
    const result = await train(kind);
    const bytes = encodeRun(result);
    expect(decodeRun(bytes)).toEqual(result);
    expect(encodeRun(decodeRun(bytes))).toEqual(bytes);
  });

  test('keeps a run that has no evaluated loss', async () => {
    const result = await trainToEnd(smallRun(), { backend: referenceBackend(), signal: AbortSignal.abort() });
    expect(decodeRun(encodeRun(result))).toEqual(result);
  });

  test('is read from a Node Buffer, whose slice shares memory, at any offset of it', async () => {
    const result = await train('absolute-value');
    const bytes = encodeRun(result);
    const padded = Buffer.concat([Buffer.alloc(3), bytes]);
    expect(decodeRun(padded.subarray(3))).toEqual(result);
  });

  test('that is cut anywhere is refused', async () => {
    const bytes = encodeRun(await train('relu-output'));
    for (const length of [0, 7, 8, 100, bytes.length - 1]) {
      expect(() => decodeRun(bytes.slice(0, length))).toThrow(InvalidFileError);
    }
  });

  test('of another program is refused by its format', () => {
    const bytes = encodeSafetensors({ weights: { data: Float32Array.of(1), shape: [1] } });
    expect(() => decodeRun(bytes)).toThrow(/not a run of this project/);
  });

  test('whose weights do not fit its spec is refused', async () => {
    const { tensors, metadata } = decodeSafetensors(encodeRun(await train('linear')));
    const { weights: _, ...rest } = tensors;
    expect(() => decodeRun(encodeSafetensors(rest, metadata))).toThrow(/no tensor weights/);
    const wrong = { ...tensors, weights: { data: new Float32Array(3), shape: [3] } };
    expect(() => decodeRun(encodeSafetensors(wrong, metadata))).toThrow(ShapeError);
  });
});

describe('safetensors', () => {
  // python -c "import numpy as n, safetensors.numpy as s; print(s.save({'a': n.array([[1, 2], [3, 4.5]], 'float32'),
  //   'b': n.array([7], 'uint32')}, {'k': 'v'}).hex())"
  const PYTHON =
    '90000000000000007b225f5f6d657461646174615f5f223a7b226b223a2276227d2c2261223a7b226474797065223a22463332222c227368617065223a5b322c325d2c22646174615f6f666673657473223a5b302c31365d7d2c2262223a7b226474797065223a22553332222c227368617065223a5b315d2c22646174615f6f666673657473223a5b31362c32305d7d7d202020202020200000803f00000040000040400000904007000000';

  test('written by Python are read', () => {
    const bytes = Uint8Array.from(PYTHON.match(/../g)!, (byte) => parseInt(byte, 16));
    expect(decodeSafetensors(bytes)).toEqual({
      tensors: {
        a: { data: Float32Array.of(1, 2, 3, 4.5), shape: [2, 2] },
        b: { data: Uint32Array.of(7), shape: [1] },
      },
      metadata: { k: 'v' },
    });
  });

  test('hold empty and scalar tensors', () => {
    const tensors = {
      empty: { data: new Float32Array(0), shape: [0, 3] },
      scalar: { data: Float64Array.of(2), shape: [] },
    };
    expect(decodeSafetensors(encodeSafetensors(tensors)).tensors).toEqual(tensors);
  });

  test('with a shape that does not match are not written', () => {
    expect(() => encodeSafetensors({ a: { data: new Float32Array(3), shape: [2, 2] } })).toThrow(
      /a has 3 numbers.*holds 4/,
    );
  });

  test.each([
    ['unknown element type', { a: { dtype: 'BF16', shape: [1], data_offsets: [0, 2] } }, /element type BF16/],
    ['negative size', { a: { dtype: 'F32', shape: [-1], data_offsets: [0, 4] } }, /no proper shape/],
    [
      'size against offsets',
      { a: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } },
      /4 bytes for shape \[2\]/,
    ],
    ['offsets past the end', { a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, /ends at byte/],
  ])('%s is refused', (_, header, message) => {
    const text = new TextEncoder().encode(JSON.stringify(header));
    const bytes = new Uint8Array(8 + text.length);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
    bytes.set(text, 8);
    expect(() => decodeSafetensors(bytes)).toThrow(InvalidFileError);
    expect(() => decodeSafetensors(bytes)).toThrow(message);
  });
});
