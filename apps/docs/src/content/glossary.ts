/**
 * The words that the pages use in a fixed sense: one or two sentences each, in plain text (`W_i` and
 * `0.7^i` are set as such). `<Term of="key">` shows them beside the text, `/glossary/` lists them.
 */

export interface GlossaryEntry {
  /** As it stands at the head of its entry. */
  readonly term: string;
  /** One or two sentences, without markup. */
  readonly definition: string;
  /** Where more is said: path on this site, with its slash. */
  readonly more?: string;
}

export const glossary = {
  'absolute-value-model': {
    term: 'absolute value model',
    definition:
      'Features between −1 and 1 go into ReLU neurons through one matrix and come out through another; the target is the absolute value of each feature. Superposition here is of a computation, not of storage.',
  },
  'adversarial-example': {
    term: 'adversarial example',
    definition:
      'An input changed by very little, on purpose, so that the output changes by much. Here the change is bounded in length and chosen to raise the loss most.',
  },
  antipodal: {
    term: 'antipodal pair',
    definition:
      'Two features in exactly opposite directions: they share one dimension. When one is active the other receives a negative number, which a ReLU turns into zero. Also called a digon.',
  },
  anticorrelated: {
    term: 'anticorrelated features',
    definition: 'Features that exclude each other: in a sample at most one of the set is active.',
  },
  'basis-aligned': {
    term: 'basis-aligned',
    definition:
      'A representation in which every feature has a direction of its own that is also the direction of one neuron.',
  },
  bias: {
    term: 'bias',
    definition:
      'The number b_i added to each output before the ReLU. A negative one pushes small disturbances below zero and out of sight; for a feature that is not kept, it is the best constant guess.',
  },
  claim: {
    term: 'claim',
    definition:
      'A statement of the paper about a figure, with a method and thresholds drawn from its meaning, a measured value, and a verdict: holds, fails, or differs.',
  },
  'compressed-sensing': {
    term: 'compressed sensing',
    definition:
      'The theory of recovering a sparse vector from few linear measurements. It bounds how many dimensions are needed to store sparse features without loss.',
  },
  'confused-feature': {
    term: 'confused feature',
    definition:
      'Two features stored in one direction with the same sign: the model keeps their sum and cannot tell them apart.',
  },
  correlated: {
    term: 'correlated features',
    definition:
      'Features that come together: one draw decides for the whole set whether it is zero, and the values are drawn independently.',
  },
  dedicated: {
    term: 'dedicated dimension',
    definition: 'A dimension that one feature has for itself, at right angles to all others.',
  },
  decomposable: {
    term: 'decomposable',
    definition:
      'Said of activations that can be described as a combination of features whose meanings do not depend on one another.',
  },
  'dictionary-learning': {
    term: 'dictionary learning',
    definition:
      'Finding a set of directions, usually more than there are dimensions, such that each activation is a sum of only a few of them.',
  },
  'dimensions-per-feature': {
    term: 'dimensions per feature',
    definition:
      'D* = m / |W|^2 with the Frobenius norm: the hidden dimensions divided by the number of features that are kept, where each counts by its squared length.',
  },
  'energy-level': {
    term: 'energy level',
    definition:
      'One of the few values near which the dimensionality of a feature stays during training, until it jumps to another.',
  },
  'exact-theory': {
    term: 'exact theory',
    definition:
      'Losses and optima computed from formulas for the distribution of the data, without drawing samples.',
  },
  feature: {
    term: 'feature',
    definition:
      'One number of the input: zero most of the time, otherwise anywhere between 0 and 1. It stands for a property of an input that a network would like to know.',
  },
  'feature-benefit': {
    term: 'feature benefit',
    definition:
      'What the loss gains when a feature is represented at all: I_i (1 − |W_i|^2)^2 is what is left of it.',
  },
  'feature-dimensionality': {
    term: 'feature dimensionality',
    definition:
      'D_i, the share of a dimension that belongs to feature i: its squared length divided by the sum of squared projections of all features on its direction. 1 is a dimension of its own, 1/2 half of one.',
  },
  'feature-probability': {
    term: 'feature probability',
    definition:
      'p = 1 − S, the probability that a feature is not zero in a sample. At p = 0.05 it is active once in 20 samples.',
  },
  'feature-vector': {
    term: 'feature vector',
    definition: 'W_i, the direction in the hidden space along which feature i is written and read.',
  },
  'first-order': {
    term: 'first-order phase change',
    definition:
      'A change of the best solution at which the optimal loss is continuous but its slope jumps: two different solutions tie there, and one takes over from the other.',
  },
  'hidden-dimension': {
    term: 'hidden dimension',
    definition: 'One of the m numbers in the bottleneck of a model, through which all n features must pass.',
  },
  importance: {
    term: 'importance',
    definition:
      'I_i, how much an error in feature i counts in the loss. Often it falls geometrically: each feature counts 0.7 or 0.9 times as much as the one before.',
  },
  instance: {
    term: 'instance',
    definition:
      'One of several models that are trained side by side and never influence each other, usually at different densities.',
  },
  interference: {
    term: 'interference',
    definition:
      'What feature j adds to the output for feature i because their directions are not orthogonal: the dot product of W_i and W_j, times the value of feature j.',
  },
  linear: {
    term: 'linear representation',
    definition: 'A representation in which features are directions, and values are lengths along them.',
  },
  loss: {
    term: 'loss',
    definition:
      'The mean over samples of the sum over features of I_i (x_i − x′_i)^2: squared error, weighted by importance.',
  },
  'linear-model': {
    term: 'linear model',
    definition:
      'x′ = W^T W x + b: the toy model without a ReLU. It does what principal component analysis does.',
  },
  monosemantic: {
    term: 'monosemantic neuron',
    definition: 'A neuron that answers to one feature only.',
  },
  neuron: {
    term: 'neuron',
    definition: 'A hidden dimension with a nonlinearity of its own, which makes its direction special.',
  },
  'phase-change': {
    term: 'phase change',
    definition:
      'A sharp change of the best solution while the data change smoothly, as between ice and water.',
  },
  pca: {
    term: 'principal component analysis',
    definition:
      'Keeping the few orthogonal directions along which the data vary most; the best that any linear bottleneck can do.',
  },
  polysemantic: {
    term: 'polysemantic neuron',
    definition: 'A neuron that answers to several unrelated features.',
  },
  polytope: {
    term: 'polytope',
    definition:
      'A solid with flat sides, in any number of dimensions. The directions of features in superposition often point to the corners of a regular one.',
  },
  preset: {
    term: 'preset',
    definition:
      'One of the sizes in which a figure is made: “paper” has the paper’s, “quick” fewer steps and starts, and in some figures a smaller model; where that still takes long there is a “sketch”.',
  },
  'privileged-basis': {
    term: 'privileged basis',
    definition:
      'Something in a network that makes the directions of its neurons special, such as a nonlinearity on each of them. Without it, rotating the space changes nothing.',
  },
  'relu-hidden-model': {
    term: 'ReLU hidden model',
    definition:
      'h = ReLU(W x), x′ = ReLU(W^T h + b): the toy model with a nonlinearity on the hidden layer too, which makes its basis privileged.',
  },
  'relu-output-model': {
    term: 'ReLU output model',
    definition: 'x′ = ReLU(W^T W x + b): the toy model of most of the paper.',
  },
  represented: {
    term: 'represented feature',
    definition:
      'A feature whose vector is longer than a threshold, which each claim states. How many features count depends on it.',
  },
  restart: {
    term: 'restart',
    definition:
      'Training again from other initial values. Figures keep the best of several, or all of them, and say which.',
  },
  seed: {
    term: 'seed',
    definition:
      'The number from which every random choice follows: initial values, samples, their order. The same seed gives the same numbers on every machine.',
  },
  sparsity: {
    term: 'sparsity',
    definition:
      'S, the probability that a feature is zero in a sample. At S = 0.9 a feature is active once in 10 samples.',
  },
  superposition: {
    term: 'superposition',
    definition:
      'A network represents more features than it has dimensions, as directions that are not orthogonal, and bears the interference.',
  },
  'tegum-product': {
    term: 'tegum product',
    definition:
      'Polytopes in spaces orthogonal to each other, taken together as one. The octahedron is the tegum product of three digons.',
  },
  'thomson-problem': {
    term: 'Thomson problem',
    definition:
      'How do N equal charges arrange themselves on a sphere? In the generalised problem other energies take the place of the electrostatic one.',
  },
  'tight-frame': {
    term: 'tight frame',
    definition:
      'Vectors spread so evenly that the sum of squared projections on them is the same for every direction.',
  },
  'toy-model': {
    term: 'toy model',
    definition:
      'A network small enough to read in full, on data whose features are known because we made them.',
  },
  'weak-antipodal': {
    term: 'weakly antipodal pair',
    definition:
      'Two features in opposite directions of which one is much shorter: the less important one is kept a little, where that costs nothing.',
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>;

export type GlossaryKey = keyof typeof glossary;
