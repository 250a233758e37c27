/**
 * What a run is, as plain data: model, data, instances, training, seed.
 *
 * A spec and its seed determine every number of a run. The `…Spec` types are what a person
 * writes: everything with a default may be left out. `CompleteRunSpec` is the same with every
 * default filled in; it is what results carry. Symbols of the paper: n is `nFeatures`, m
 * `nHidden`, 1 - S `featureProbability`, I_i `importance`, b the output bias.
 */

/** Values that follow a rule of their index i = 0 … count - 1. */
export type NamedCurve =
  /** first * ratio^i, the paper's decaying importance. */
  | { readonly curve: 'geometric'; readonly first: number; readonly ratio: number }
  /** Equal steps from first to last (both included). */
  | { readonly curve: 'linear'; readonly first: number; readonly last: number }
  /** Equal ratios from first to last (both included, both positive). */
  | { readonly curve: 'logarithmic'; readonly first: number; readonly last: number };

/** One number for all features, one a feature, or a curve over the feature's index. */
export type FeatureValues = number | readonly number[] | NamedCurve;

/** One {@link FeatureValues} an instance, or a curve over the instance's index. */
export type InstanceValues = readonly FeatureValues[] | NamedCurve;

/**
 * The four models of the paper; W_i is the vector of feature i.
 *
 * - `linear`:         x' = W^T W x + b
 * - `relu-output`:    x' = ReLU(W^T W x + b)
 * - `relu-hidden`:    h = ReLU(W x + c), x' = ReLU(W^T h + b)
 * - `absolute-value`: h = ReLU(W1 x + c), y' = ReLU(W2 h + b), target |x| (untied)
 */
export type ModelKind = 'linear' | 'relu-output' | 'relu-hidden' | 'absolute-value';

export interface ModelSpec {
  readonly kind: ModelKind;
  /** n, from 1 to 4096. */
  readonly nFeatures: number;
  /** m, from 1 to 4096. */
  readonly nHidden: number;
  /** Whether the output bias b is trained; false keeps it at its initial value. Default true. */
  readonly outputBias?: boolean;
  /** Whether there is a trained hidden bias c (the paper's models have none). Default false. */
  readonly hiddenBias?: boolean;
}

/**
 * Features that are active together, or in each other's place.
 *
 * `correlated`: one draw decides for the whole set whether it is zero; the values stay independent.
 * `anticorrelated`: with probability p exactly one member, chosen uniformly, is active; else none.
 * p is the members' own `featureProbability`, which must be equal within a set.
 */
export interface FeatureSet {
  readonly kind: 'correlated' | 'anticorrelated';
  /** Indices of at least two features; no feature is in two sets. */
  readonly features: readonly number[];
}

export interface DataSpec {
  /** p_i = 1 - S_i = P(x_i is active), in [0, 1]. */
  readonly featureProbability: FeatureValues;
  /** I_i >= 0, the weight of feature i in the loss. Default 1. */
  readonly importance?: FeatureValues;
  /** Active values are uniform on [0, 1] (`unit`) or [-1, 1] (`signed`). Default `unit`, for `absolute-value` `signed`. */
  readonly range?: 'unit' | 'signed';
  /** Default none: all features independent. */
  readonly sets?: readonly FeatureSet[];
}

/** Models of one shape trained side by side; none influences another. */
export interface InstancesSpec {
  /** K, from 1. Default 1. */
  readonly count?: number;
  /** The index of the first one: instance k draws from the streams of `first` + k. Default 0. */
  readonly first?: number;
  /** Overrides `data.featureProbability` an instance. */
  readonly featureProbability?: InstanceValues;
  /** Overrides `data.importance` an instance. */
  readonly importance?: InstanceValues;
}

/** AdamW (Loshchilov & Hutter 2019) with PyTorch's update and PyTorch's defaults. */
export interface OptimiserSpec {
  /** Default 1e-3, as in the authors' notebook. */
  readonly learningRate?: number;
  /** How the rate goes over the run: constant, or to `finalRate` times it on a line or half a cosine. Default constant. */
  readonly schedule?: 'constant' | 'linear' | 'cosine';
  /** Share of the rate at the end of a falling schedule, in [0, 1]. Default 0. */
  readonly finalRate?: number;
  /** Default 0.9. */
  readonly beta1?: number;
  /** Default 0.999. */
  readonly beta2?: number;
  /** Default 1e-8. */
  readonly epsilon?: number;
  /** Decoupled decay; each step shrinks every parameter by rate * decay. Default 0.01, PyTorch's. */
  readonly weightDecay?: number;
}

export interface InitialisationSpec {
  /** Weights are normal with standard deviation `scale` * sqrt(2 / (n + m)) (Xavier). Default 1. */
  readonly scale?: number;
  /** Initial output bias. Default 0. */
  readonly bias?: number;
}

export interface RestartsSpec {
  /** Models trained for each instance, from 1. Default 1. */
  readonly count?: number;
  /** Which of them the result keeps, by evaluated loss. Default `best`. */
  readonly keep?: 'best' | 'all-but-worst' | 'all';
}

/**
 * Adversarial training: x_adv = x + epsilon s M_i / |M_i| goes in, and x stays the target.
 *
 * M = W^T W of the parameters before the step and M_i its row i; i is drawn for each sample, uniformly, and s
 * is 1 or -1. The attack is a constant to the gradient. Which samples are attacked comes from a stream of its
 * own, so that the x are those of the same run without attacks; `data/attack.ts` has the order of draws.
 *
 * Only for models with linear hidden units (`linear`, `relu-output`), of which M_i is the best direction to first
 * order, and for sampling `iid`. The loss history is of the attacked samples; the final evaluation is not attacked.
 */
export interface AttackSpec {
  /** P(a sample is attacked), in [0, 1]; 0 is no attack. */
  readonly share: number;
  /** |x_adv - x|_2, in units of x, at least 0; 0 is no attack. */
  readonly epsilon: number;
  /** What is attacked: one output, drawn anew for each sample. Default `random-feature`. */
  readonly target?: 'random-feature';
}

export interface TrainingSpec {
  /** From 0. Default 10 000. */
  readonly steps?: number;
  /** Fresh samples a step, from 1. Default 1024. */
  readonly batchSize?: number;
  readonly optimiser?: OptimiserSpec;
  readonly initialisation?: InitialisationSpec;
  /**
   * `iid`: plain samples, as in the paper. `non-empty`: only samples with at least one active
   * feature are drawn, and the empty one is added with its exact weight,
   * L = S^n L_0 + (1 - S^n) E[L | not empty]: the same loss in expectation, with less noise. Default `iid`.
   */
  readonly sampling?: 'iid' | 'non-empty';
  /** lambda of the penalty lambda * |h|_1 (mean over samples, sum over hidden units). Default 0. */
  readonly hiddenL1?: number;
  /** Trains on attacked samples. Default: none is attacked. */
  readonly attack?: AttackSpec;
  readonly restarts?: RestartsSpec;
  /** The loss history holds the mean over each window of so many steps. Default 100. */
  readonly recordEvery?: number;
  /** Fresh non-empty samples of the final evaluation, by which restarts are selected. Default 32 768. */
  readonly evaluationSamples?: number;
}

/** Everything that determines a run. */
export interface RunSpec {
  readonly model: ModelSpec;
  readonly data: DataSpec;
  readonly instances?: InstancesSpec;
  readonly training?: TrainingSpec;
  /** Whole number from 0 to 2^53 - 1. Default 0. */
  readonly seed?: number;
}

/** A {@link RunSpec} with every default filled in. */
export interface CompleteRunSpec {
  readonly model: Required<ModelSpec>;
  readonly data: Required<DataSpec>;
  readonly instances: { readonly count: number; readonly first: number } & Omit<
    InstancesSpec,
    'count' | 'first'
  >;
  readonly training: {
    readonly steps: number;
    readonly batchSize: number;
    readonly optimiser: Required<OptimiserSpec>;
    readonly initialisation: Required<InitialisationSpec>;
    readonly sampling: 'iid' | 'non-empty';
    readonly hiddenL1: number;
    /** Left out where no attack was asked for. */
    readonly attack?: Required<AttackSpec>;
    readonly restarts: Required<RestartsSpec>;
    readonly recordEvery: number;
    readonly evaluationSamples: number;
  };
  readonly seed: number;
}
