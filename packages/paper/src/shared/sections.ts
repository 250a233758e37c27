/** The paper's sections by number, as they are titled on our pages. */

export const SECTIONS = {
  '1': 'Introduction',
  '2': 'Features, directions, superposition',
  '3': 'Demonstrating superposition',
  '4': 'Mathematical understanding',
  '5': 'Superposition as a phase change',
  '6': 'The geometry of superposition',
  '7': 'Superposition and learning dynamics',
  '8': 'Adversarial robustness',
  '9': 'Superposition in a privileged basis',
  '10': 'Computation in superposition',
  '11': 'The strategic picture',
  '12': 'Discussion and open questions',
  '13': 'Related work',
  '14': 'Comments and replications',
  '15': 'Appendices',
} as const;
