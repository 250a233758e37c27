// A session of jax-js on its WebAssembly device; also runs in a page, where it has threads. It has no scan: a step
// is one jitted function, called from a loop.
//
// Every function of jax-js takes the reference it is given; `.ref` keeps one more (its README, "Reference counting").

import { blockUntilReady, defaultDevice, grad, init, jit, nn, numpy as np, random } from '@jax-js/jax';
import { timed } from './timed.mjs';

/** @typedef {Record<string, np.Array>} Tree */

/** @param {(values: np.Array[], name: string) => np.Array} f @param {...Tree} trees consumed */
const treeMap = (f, ...trees) =>
  Object.fromEntries(
    Object.keys(trees[0] ?? {}).map((name) => [
      name,
      f(
        trees.map((tree) => /** @type {np.Array} */ (tree[name])),
        name,
      ),
    ]),
  );

/** One more reference to everything in a tree. @param {Tree} tree @returns {Tree} */
const keep = (tree) => treeMap(([value]) => /** @type {np.Array} */ (value).ref, tree);

/**
 * @param {import('../lib/work.mjs').Work} work
 * @param {string} version of jax-js, which does not know it itself
 * @returns {Promise<import('./serve.mjs').Session>}
 */
export async function jaxJsSession(work, version) {
  await init('wasm');
  defaultDevice('wasm');
  const { kind, n, m, models, batch, signed, learningRate, beta1, beta2, epsilon, weightDecay } = work;
  const hasHiddenRelu = kind === 'relu-hidden' || kind === 'absolute-value';
  const p = np.array(work.p).reshape([models, 1, 1]);
  const importance = np.array(work.importance);
  const weights = (/** @type {number[]} */ values) =>
    np.array(Float32Array.from(values)).reshape([models, n, m]);

  /** @type {Tree} */
  let parameters = { w: weights(work.weights), b: np.zeros([models, 1, n]) };
  if (kind === 'absolute-value') parameters['v'] = weights(work.outputWeights);
  /** @type {Tree} */
  let first = treeMap(([value]) => np.zerosLike(/** @type {np.Array} */ (value)), keep(parameters));
  let second = treeMap(([value]) => np.zerosLike(/** @type {np.Array} */ (value)), keep(parameters));
  let key = random.key(1);
  let t = 0;

  /** x, [K, batch, n], and the key to go on with. @param {np.Array} old key @returns {[np.Array, np.Array]} */
  const sample = (old) => {
    const keys = np.split(random.split(old, 3), 3).map((one) => one.reshape([2]));
    const [next, of, ofValue] = /** @type {[np.Array, np.Array, np.Array]} */ (keys);
    const u = random.uniform(of, [models, batch, n]);
    const value = random.uniform(ofValue, [models, batch, n]);
    return [np.where(u.less(p.ref), signed ? value.mul(2).sub(1) : value, 0), next];
  };

  /** @param {Tree} tree @param {np.Array} x */
  const losses = ({ w, b, v }, x) => {
    if (w === undefined || b === undefined) throw new Error('no parameters');
    let h = np.einsum('kbi,kij->kbj', x.ref, w.ref);
    if (hasHiddenRelu) h = nn.relu(h);
    let y = np.einsum('kbj,kij->kbi', h, v ?? w.ref).add(b);
    w.dispose();
    if (kind !== 'linear') y = nn.relu(y);
    const target = kind === 'absolute-value' ? np.abs(x) : x;
    return np
      .square(target.sub(y))
      .mul(importance.ref)
      .sum([1, 2])
      .mul(1 / batch);
  };

  const step = jit(
    /** @type {(theta: Tree, first: Tree, second: Tree, key: np.Array, rate: np.Array, correction: np.Array) => Tree[]} */
    (theta, ownFirst, ownSecond, old, rate, correction) => {
      const [x, next] = sample(old);
      /** @type {Tree} */
      const gradient = grad((/** @type {Tree} */ tree) => losses(tree, x.ref).sum())(keep(theta));
      x.dispose();
      const nextFirst = treeMap(
        ([m1, g]) => /** @type {np.Array} */ (m1).mul(beta1).add(/** @type {np.Array} */ (g).mul(1 - beta1)),
        ownFirst,
        keep(gradient),
      );
      const nextSecond = treeMap(
        ([m2, g]) =>
          /** @type {np.Array} */ (m2).mul(beta2).add(np.square(/** @type {np.Array} */ (g)).mul(1 - beta2)),
        ownSecond,
        gradient,
      );
      const moved = treeMap(
        ([value, m1, m2]) => {
          const denominator = np
            .sqrt(/** @type {np.Array} */ (m2))
            .div(correction.ref)
            .add(epsilon);
          const move = /** @type {np.Array} */ (m1).div(denominator).mul(rate.ref);
          return /** @type {np.Array} */ (value).mul(1 - learningRate * weightDecay).sub(move);
        },
        theta,
        keep(nextFirst),
        keep(nextSecond),
      );
      rate.dispose();
      correction.dispose();
      return [moved, nextFirst, nextSecond, { next }];
    },
  );
  const lossOf = jit((/** @type {Tree} */ tree, /** @type {np.Array} */ old) => {
    const [x, next] = sample(old);
    return [losses(tree, x), next];
  });

  return {
    device: `wasm, ${typeof Worker === 'undefined' ? 'one thread' : 'threads'}, one step a call`,
    version,
    train: timed(async (steps) => {
      for (let count = 0; count < steps; count++) {
        t++;
        const rate = np.array(learningRate / (1 - beta1 ** t));
        const correction = np.array(Math.sqrt(1 - beta2 ** t));
        const made = step(parameters, first, second, key, rate, correction);
        [parameters, first, second] = /** @type {[Tree, Tree, Tree]} */ (made.slice(0, 3));
        key = /** @type {np.Array} */ (made[3]?.['next']);
      }
      await blockUntilReady([keep(parameters)]);
    }),
    evaluate: async (samples) => {
      const batches = Math.max(1, Math.floor(samples / batch));
      let mean = new Float64Array(models);
      for (let count = 0; count < batches; count++) {
        const [loss, next] = /** @type {[np.Array, np.Array]} */ (lossOf(keep(parameters), key));
        key = next;
        const values = await loss.data();
        mean = mean.map((sum, model) => sum + Number(values[model]) / batches);
      }
      return mean;
    },
    close: async () => {},
  };
}
