/**
 * Run by the set-up in a process of its own: loads the tfjs-node of a folder and multiplies two matrices.
 * Prints "works with libtensorflow <version>".
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { TFJS_NODE } from '../folder.js';
import { prepareProcess } from '../process.js';

const folder = process.argv[2]!;
const require = createRequire(join(folder, 'package.json'));

prepareProcess();

interface TfjsNode {
  tensor2d(values: number[][]): unknown;
  matMul(a: unknown, b: unknown): { dataSync(): ArrayLike<number> };
  backend(): { readonly binding: { readonly TF_Version: string } };
}
const tf = require(TFJS_NODE) as TfjsNode;
const product = tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])).dataSync()[0];
if (product !== 11) throw new Error(`1 * 3 + 2 * 4 came out as ${product}`);
process.stdout.write(`works with libtensorflow ${tf.backend().binding.TF_Version}\n`);
