/** What each letter means, once: shown beside equations, listed on the first page of the derivation. */

export interface Symbol {
  /** LaTeX. */
  readonly tex: string;
  /** How it is said. */
  readonly say: string;
  /** One sentence, plain text. */
  readonly meaning: string;
}

export const symbols = {
  n: { tex: 'n', say: 'n', meaning: 'Number of features.' },
  m: { tex: 'm', say: 'm', meaning: 'Number of hidden dimensions.' },
  x: {
    tex: 'x_i',
    say: 'x i',
    meaning:
      'Value of feature i: 0 with probability 1 − p_i, otherwise uniform between 0 and 1, independent of the others.',
  },
  output: { tex: "x'_i", say: 'x prime i', meaning: 'What the model gives back for feature i.' },
  p: {
    tex: 'p_i',
    say: 'p i',
    meaning: 'Probability that feature i is active, the density, p = 1 − S. Without index: equal for all.',
  },
  S: { tex: 'S', say: 'S', meaning: 'Sparsity: probability that a feature is zero, S = 1 − p.' },
  I: {
    tex: 'I_i',
    say: 'I i',
    meaning: 'Importance of feature i: the weight of its squared error in the loss.',
  },
  L: {
    tex: 'L',
    say: 'L',
    meaning: 'Loss: the expected sum over features of I_i (x_i − x′_i)². A sum, not a mean over features.',
  },
  W: { tex: 'W', say: 'W', meaning: 'Weights, m rows and n columns. Column W_i is the vector of feature i.' },
  b: { tex: 'b_i', say: 'b i', meaning: 'Bias of output i.' },
  M: { tex: 'M', say: 'M', meaning: 'W-transpose times W: M_ij is the dot product of W_i and W_j.' },
  C: { tex: 'C', say: 'C', meaning: 'I − M: by how much the linear model misses the identity.' },
  mu: { tex: '\\mu_i', say: 'mu i', meaning: 'Mean of feature i, p_i/2.' },
  v: { tex: 'v_i', say: 'v i', meaning: 'Variance of feature i, p_i/3 − p_i²/4.' },
  plus: { tex: '(t)_+', say: 't plus', meaning: 'ReLU: t if t is positive, otherwise 0.' },
  T: { tex: 'T', say: 'T', meaning: 'The set of features that are active in an input.' },
  Lk: {
    tex: 'L_k',
    say: 'L k',
    meaning: 'Sum over all sets of k features of the mean loss when exactly these are active.',
  },
  N: {
    tex: 'N(a,b)',
    say: 'N of a and b',
    meaning: 'What one active feature costs an output that should stay silent.',
  },
  B: { tex: 'B(g,b)', say: 'B of g and b', meaning: 'What an active feature still costs at its own output.' },
  g: { tex: 'g', say: 'g', meaning: 'Squared length of a feature vector.' },
  r: { tex: 'r', say: 'r', meaning: 'Importance of the extra feature, where the first has importance 1.' },
  R: {
    tex: 'R_j',
    say: 'R j',
    meaning: 'Output j of the ReLU model: ReLU of the sum of M_ji x_i over active i, plus b_j.',
  },
  H: {
    tex: 'H_r',
    say: 'H r',
    meaning: 'Mean of ReLU(β + a·x) to the power r, over r!, when all x are uniform.',
  },
  a: { tex: 'a_i', say: 'a i', meaning: 'Slope of an output in the active feature i: the dot product M_ji.' },
  D: {
    tex: 'D_i',
    say: 'D i',
    meaning: 'Dimensionality of feature i: the share of a dimension that it has to itself.',
  },
  frame: {
    tex: '\\mathcal S',
    say: 'script S',
    meaning: 'Frame operator: the sum of W_i times W_i-transpose, an m by m matrix.',
  },
  rho: { tex: '\\rho', say: 'rho', meaning: 'Density of the fifth feature relative to the four others.' },
  delta: {
    tex: '\\delta',
    say: 'delta',
    meaning: 'An attack: what is added to the input; the target stays clean.',
  },
  epsilon: { tex: '\\varepsilon', say: 'epsilon', meaning: 'Euclidean length of an attack.' },
  lambda: {
    tex: '\\lambda',
    say: 'lambda',
    meaning: 'Largest eigenvalue of the frame operator, and of M.',
  },
  kappa: {
    tex: '\\kappa_j',
    say: 'kappa j',
    meaning: 'Half the second derivative of the loss in the bias of output j.',
  },
  E: {
    tex: 'E',
    say: 'E',
    meaning: 'Weights of the encoder; row E_i is what feature i writes to the neurons.',
  },
  Dec: {
    tex: 'D',
    say: 'D',
    meaning: 'Weights of the decoder, in chapter 6; row D_j is what output j reads of the neurons.',
  },
  alpha: {
    tex: '\\alpha',
    say: 'alpha',
    meaning: 'Asymmetry of a shared neuron: its input weights are α and 1/α, its output weights 1/α and α.',
  },
  k: { tex: 'k', say: 'k', meaning: 'Number of active features.' },
  tau: {
    tex: 't',
    say: 't',
    meaning: 'Distortion: by which share W may change the squared length of a sparse vector.',
  },
  Z: { tex: 'Z', say: 'Z', meaning: 'Steps of the staircase.' },
} as const satisfies Readonly<Record<string, Symbol>>;

export type SymbolKey = keyof typeof symbols;
