/** Which views there are for an experiment's models, which are shown unasked, and what they are called. */
import { VIEWS, type Settings, type ViewName } from '../state/settings.js';

export const VIEW_TITLES: Readonly<Record<ViewName, string>> = {
  vectors: 'Feature vectors in the plane',
  solid: 'Feature vectors in space',
  portrait: 'WᵀW, bias and norms',
  stacks: 'Neurons and the features they carry',
  circuit: 'Weights as a circuit',
  weights: 'The weights W',
  graph: 'Sets of features and their polytopes',
  dimensionality: 'Dimensionality of each feature',
  sweep: 'Over the sweep',
  loss: 'Loss over training',
};

type Shape = Pick<Settings, 'kind' | 'nHidden' | 'sweep' | 'count' | 'method' | 'instanceProbability'>;

/** Views that can be drawn of such models, in the order of all views. */
export function possibleViews({
  kind,
  nHidden,
  sweep,
  count,
  method,
  instanceProbability,
}: Shape): readonly ViewName[] {
  const neurons = kind === 'relu-hidden' || kind === 'absolute-value';
  const sizes = sweep?.over === 'nHidden' ? sweep.values : [nHidden];
  const several = sweep !== undefined || (count > 1 && instanceProbability !== undefined);
  const possible: Readonly<Record<ViewName, boolean>> = {
    vectors: !neurons && sizes.includes(2),
    solid: !neurons && sizes.includes(3),
    portrait: true,
    stacks: neurons,
    circuit: neurons,
    weights: true,
    graph: !neurons,
    dimensionality: !neurons && (sweep?.over === 'featureProbability' || instanceProbability !== undefined),
    sweep: several,
    loss: method === 'sampled',
  };
  return VIEWS.filter((name) => possible[name]);
}

/** Those shown unasked. */
export function usualViews(shape: Shape): readonly ViewName[] {
  const rare: readonly ViewName[] = ['weights', 'circuit'];
  return possibleViews(shape).filter(
    (name) => !rare.includes(name) && !(name === 'portrait' && shape.kind === 'absolute-value'),
  );
}

/** What stands there now: the chosen ones, as far as they can be drawn. */
export function shownViews(settings: Settings): readonly ViewName[] {
  const { views } = settings;
  return views === undefined
    ? usualViews(settings)
    : possibleViews(settings).filter((name) => views.includes(name));
}
