/**
 * Straight-line code for one small shape: draw, forward and backward of a few samples at a time, with no
 * loop over features or hidden units, generated when a trainer is made.
 *
 *     u_j = c_j + sum_i W_ij x_i,  h = f(u),  z_i = b_i + sum_j W2_ij h_j,  e = g(z) - t
 *     dz = 2 I e g'(z),  du = (sum_i W2_ij dz_i) f'(u),  G1_ij += x_i du_j,  G2_ij += dz_i h_j
 *
 * f, g are the identity or ReLU, t is x or |x|. `assembly/panel.ts` and `assembly/draw.ts` do the same
 * for any size; here all that lies between x and the sums is in registers. Lanes are samples.
 */

import {
  FunctionBuilder,
  get,
  increase,
  load,
  loadSplat,
  moduleOf,
  op,
  relaxedMultiplyAdd,
  repeatWhile,
  set,
  shift,
  splat,
  store,
  sumOfLanes,
  tee,
  TYPE,
  unary,
  ZERO,
  type Code,
  type Local,
} from './assembler.js';

/** What code is generated for. */
export interface StraightShape {
  readonly nFeatures: number;
  readonly nHidden: number;
  readonly hiddenRelu: boolean;
  readonly outputRelu: boolean;
  readonly untied: boolean;
  readonly absoluteTarget: boolean;
  readonly hiddenBias: boolean;
  readonly signedRange: boolean;
}

const VECTOR = 16;
const padded = (count: number): number => (count + 3) & ~3;

/**
 * Parameters of both functions, as assembly/straight.ts declares them. All but the first, which says how often, are
 * addresses. `rule` is where thresholds and scales lie, or samples that are given, float32 [group, feature, 4].
 */
const PARAMETERS = [
  'groups',
  'weights',
  'importance',
  'rule',
  'sums',
  'outputSums',
  'biasSums',
  'hiddenBiasSums',
  'generator',
] as const;
const AT = Object.fromEntries(PARAMETERS.map((name, index) => [name, index])) as Record<
  (typeof PARAMETERS)[number],
  Local
>;

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Two vectors to be multiplied. */
type Factors = readonly [Code, Code];

/** How products are added. */
interface Products {
  /** sum + a b */
  readonly add: (sum: Code, a: Code, b: Code) => Code;
  /** sum + a0 b0 + a1 b1 + ... */
  readonly addAll: (sum: Code, products: readonly Factors[]) => Code;
}

/** In two roundings each; several products are added up first. */
const ROUNDED: Products = {
  add: (sum, a, b) => op('add', sum, op('multiply', a, b)),
  addAll: (sum, products) =>
    op(
      'add',
      sum,
      products.map(([a, b]) => op('multiply', a, b)).reduce((x, y) => op('add', x, y)),
    ),
};

/** In one rounding where the machine can: no product is by itself, so that every instruction is a fused one. */
const RELAXED: Products = {
  add: relaxedMultiplyAdd,
  addAll: (sum, products) => products.reduce((all, [a, b]) => relaxedMultiplyAdd(all, a, b), sum),
};

/** Adds to the vector at an address. */
const grow = (address: Local, offset: number, terms: readonly Code[]): Code =>
  store(
    address,
    offset,
    op(
      'add',
      load(address, offset),
      terms.reduce((a, b) => op('add', a, b)),
    ),
  );

/** The generator's state words, and its next draw: integers below 2^24, as float32. */
class Generator {
  readonly #words: readonly Local[];
  readonly #shifted: Local;

  constructor(code: FunctionBuilder) {
    this.#words = code.locals(4);
    this.#shifted = code.local(TYPE.v128);
    this.#words.forEach((word, index) => code.emit(set(word, load(AT.generator, index * VECTOR))));
  }

  /** A step, xoshiro128+ in every lane; the draw is in `to`. */
  next(to: Local): Code {
    const [s0, s1, s2, s3] = this.#words as [Local, Local, Local, Local];
    const mix = (word: Local, other: Local): Code => set(word, op('xor', get(word), get(other)));
    return [
      set(to, unary('toFloat', shift('shiftRight', op('addInt', get(s0), get(s3)), 8))),
      set(this.#shifted, shift('shiftLeft', get(s1), 9)),
      mix(s2, s0),
      mix(s3, s1),
      mix(s1, s2),
      mix(s0, s3),
      mix(s2, this.#shifted),
      set(s3, op('or', shift('shiftLeft', get(s3), 11), shift('shiftRight', get(s3), 21))),
    ];
  }

  end(code: FunctionBuilder): void {
    this.#words.forEach((word, index) => code.emit(store(AT.generator, index * VECTOR, get(word))));
  }
}

/** The function that takes so many groups of four samples at once, drawn or given, `groups` times. */
class StraightFunction {
  readonly code: FunctionBuilder = new FunctionBuilder(
    PARAMETERS.map(() => TYPE.i32),
    TYPE.f64,
  );
  readonly #shape: StraightShape;
  readonly #drawn: boolean;
  readonly #products: Products;
  /** Groups taken at once, and features and hidden units, to be counted through. */
  readonly #groups: readonly number[];
  readonly #features: readonly number[];
  readonly #hidden: readonly number[];
  /** Where parameters lie behind `weights`; each part is padded to whole vectors. */
  readonly #offsets: { readonly output: number; readonly bias: number; readonly hiddenBias: number };
  /** Local variables of each group: x and dL/dz of each feature, h and dL/dh of each hidden unit. */
  readonly #x: readonly Local[][];
  readonly #dz: readonly Local[][];
  readonly #h: readonly Local[][];
  readonly #dh: readonly Local[][];
  /** And of all of them: twice the loss; and a row of weights, an output and its error, for a moment. */
  readonly #loss: Local;
  readonly #w: readonly Local[];
  readonly #z: Local;
  readonly #e: Local;

  constructor(shape: StraightShape, drawn: boolean, nGroups: number, relaxed: boolean) {
    const { nFeatures, nHidden, untied } = shape;
    this.#shape = shape;
    this.#drawn = drawn;
    this.#products = relaxed ? RELAXED : ROUNDED;
    this.#groups = range(nGroups);
    this.#features = range(nFeatures);
    this.#hidden = range(nHidden);
    const matrix = 4 * padded(nFeatures * nHidden);
    const bias = untied ? 2 * matrix : matrix;
    this.#offsets = { output: untied ? matrix : 0, bias, hiddenBias: bias + 4 * padded(nFeatures) };
    const each = (count: number): Local[][] => this.#groups.map(() => this.code.locals(count));
    this.#loss = this.code.local(TYPE.v128);
    this.#x = each(nFeatures);
    this.#h = each(nHidden);
    this.#dh = each(nHidden);
    this.#dz = each(nFeatures);
    this.#w = this.code.locals(nHidden);
    this.#z = this.code.local(TYPE.v128);
    this.#e = this.code.local(TYPE.v128);
    const generator = drawn ? new Generator(this.code) : undefined;
    this.code.emit(repeatWhile(AT.groups, this.#body(generator)));
    generator?.end(this.code);
    this.code.emit(sumOfLanes(this.#loss));
  }

  #body(generator: Generator | undefined): Code {
    return [
      this.#groups.map((v) => this.#features.map((i) => this.#sample(v, i, generator))),
      this.#forward(),
      this.#features.map((i) => this.#output(i)),
      this.#throughHidden(),
      this.#features.map((i) => this.#hidden.map((j) => this.#weightSums(i, j))),
      this.#drawn ? [] : increase(AT.rule, this.#groups.length * this.#shape.nFeatures * VECTOR),
      increase(AT.groups, -1),
    ];
  }

  /** x_i of a group. */
  #sample(v: number, i: number, generator: Generator | undefined): Code {
    const { nFeatures, signedRange } = this.#shape;
    const x = this.#x[v]![i]!;
    if (!generator) return set(x, load(AT.rule, (v * nFeatures + i) * VECTOR));
    const draw = this.#z;
    const value = op('multiply', get(draw), loadSplat(AT.rule, 4 * (nFeatures + i)));
    const active = op('less', get(draw), loadSplat(AT.rule, 4 * i));
    const placed = signedRange
      ? op('subtract', op('add', tee(this.#e, value), get(this.#e)), splat(1))
      : value;
    return [generator.next(draw), set(x, op('and', placed, active))];
  }

  /** h of all groups. */
  #forward(): Code {
    const { nHidden, hiddenBias, hiddenRelu } = this.#shape;
    const code: Code[] = [];
    const eachHidden = (value: (h: Local, j: number) => Code): void => {
      for (const h of this.#h) code.push(h.map((local, j) => set(local, value(local, j))));
    };
    if (hiddenBias) eachHidden((_, j) => loadSplat(AT.weights, this.#offsets.hiddenBias + 4 * j));
    for (const i of this.#features) {
      for (const j of this.#hidden) {
        const w = this.#w[j]!;
        code.push(set(w, loadSplat(AT.weights, 4 * (i * nHidden + j))));
        for (const v of this.#groups) {
          const h = this.#h[v]![j]!;
          code.push(set(h, this.#grown(h, i === 0 && !hiddenBias, w, this.#x[v]![i]!)));
        }
      }
    }
    if (hiddenRelu) eachHidden((h) => op('pmax', get(h), ZERO));
    return code;
  }

  /** sum + a b, or a b to begin with. */
  #grown(sum: Local, isFirst: boolean, a: Local, b: Local): Code {
    return isFirst ? op('multiply', get(a), get(b)) : this.#products.add(get(sum), get(a), get(b));
  }

  /** An output of all groups, its error, and what it adds to dL/dh. */
  #output(i: number): Code {
    const { nHidden, outputRelu, absoluteTarget } = this.#shape;
    const [z, e] = [this.#z, this.#e];
    const row = this.#offsets.output + 4 * i * nHidden;
    const code: Code[] = this.#hidden.map((j) => set(this.#w[j]!, loadSplat(AT.weights, row + 4 * j)));
    for (const v of this.#groups) {
      const x = get(this.#x[v]![i]!);
      const dz = this.#dz[v]![i]!;
      const start = loadSplat(AT.weights, this.#offsets.bias + 4 * i);
      const sum = this.#hidden.reduce(
        (all, j) => this.#products.add(all, get(this.#w[j]!), get(this.#h[v]![j]!)),
        start,
      );
      code.push(
        set(z, sum),
        set(
          e,
          op(
            'subtract',
            outputRelu ? op('pmax', get(z), ZERO) : get(z),
            absoluteTarget ? unary('abs', x) : x,
          ),
        ),
        set(dz, op('multiply', get(e), loadSplat(AT.importance, 4 * i))),
        set(this.#loss, this.#products.add(get(this.#loss), get(dz), get(e))),
      );
      if (outputRelu) code.push(set(dz, op('andNot', get(dz), op('lessOrEqual', get(z), ZERO))));
      for (const j of this.#hidden) {
        const dh = this.#dh[v]![j]!;
        code.push(set(dh, this.#grown(dh, i === 0, this.#w[j]!, dz)));
      }
    }
    const slopes = this.#dz.map((dz) => get(dz[i]!));
    return [...code, grow(AT.biasSums, i * VECTOR, slopes)];
  }

  /** From dL/dh to dL/du. */
  #throughHidden(): Code {
    const { hiddenRelu, hiddenBias } = this.#shape;
    const code: Code[] = [];
    if (hiddenRelu) {
      for (const v of this.#groups) {
        for (const [j, dh] of this.#dh[v]!.entries()) {
          code.push(set(dh, op('andNot', get(dh), op('lessOrEqual', get(this.#h[v]![j]!), ZERO))));
        }
      }
    }
    if (hiddenBias) {
      for (const j of this.#hidden) {
        const slopes = this.#dh.map((dh) => get(dh[j]!));
        code.push(grow(AT.hiddenBiasSums, j * VECTOR, slopes));
      }
    }
    return code;
  }

  /** What all groups add to the gradient of W_ij, and of W2_ij. */
  #weightSums(i: number, j: number): Code {
    const at = (i * this.#shape.nHidden + j) * VECTOR;
    const products = (a: readonly Local[][], b: readonly Local[][]): Factors[] =>
      this.#groups.map((v) => [get(a[v]![i]!), get(b[v]![j]!)]);
    const inward = products(this.#x, this.#dh);
    const outward = products(this.#dz, this.#h);
    const growBy = (address: Local, terms: readonly Factors[]): Code =>
      store(address, at, this.#products.addAll(load(address, at), terms));
    if (!this.#shape.untied) return growBy(AT.sums, [...inward, ...outward]);
    return [growBy(AT.sums, inward), growBy(AT.outputSums, outward)];
  }
}

/**
 * The module for a shape: imports `env.memory`, exports `drawn` and `given`, which return twice the sum of
 * the losses.
 *
 * @param nGroups groups of four samples that both take at once
 * @param relaxed with fused multiply-adds, of relaxed SIMD
 */
export function straightModule(
  shape: StraightShape,
  nGroups: number,
  relaxed: boolean,
): Uint8Array<ArrayBuffer> {
  return moduleOf({
    drawn: new StraightFunction(shape, true, nGroups, relaxed).code,
    given: new StraightFunction(shape, false, nGroups, relaxed).code,
  });
}
