/** Trains the sweep and attacks every model in both ways; and attacks exact polytopes for comparison. */

import {
  dimensionsPerFeature,
  drawInputs,
  fixedAttacks,
  instanceOf,
  perExampleAttacks,
  vulnerability,
  type InstanceView,
  type SampledInputs,
} from '@toymodels/analysis';
import { RandomStream, streamKey } from '@toymodels/core';
import {
  meanInputNorm,
  namedPolytope,
  optimiseFrom,
  type DataLaw,
  type PolytopeName,
} from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { trainRaw } from '../../shared/raw-training.js';
import { mapStaged, stage } from '../../shared/stages.js';
import { densityOf } from '../../shared/uniform-geometry.js';
import type { AdversarialSpec } from './spec.js';

/** (L' - L) / epsilon^2 of one model. */
export interface Attacked {
  /** The worst single attack for all inputs. */
  readonly fixed: number;
  /** The worst attack for each input. */
  readonly perExample: number;
}

export interface AttackedStart extends Attacked {
  /** 1 / D* = |W|_F^2 / m. */
  readonly featuresPerDimension: number;
}

export interface AttackedDensity {
  readonly featureProbability: number;
  readonly epsilon: number;
  readonly starts: readonly AttackedStart[];
}

/** A polytope at its exact optimum; fixed attacks exactly, per example by samples. */
export interface AttackedPolytope extends Attacked {
  readonly name: string;
  readonly featureProbability: number;
  readonly featuresPerDimension: number;
}

export interface AdversarialData {
  /** From dense to sparse. */
  readonly sweep: readonly AttackedDensity[];
  readonly polytopes: readonly AttackedPolytope[];
}

const POLYTOPES: readonly PolytopeName[] = ['digon', 'triangle', 'pentagon'];
const POLYTOPE_DENSITIES = [0.1, 0.01];
const round = (value: number): number => Number(value.toPrecision(5));

function uniformLaw(nFeatures: number, featureProbability: number): DataLaw {
  return {
    nFeatures,
    featureProbability: new Array<number>(nFeatures).fill(featureProbability),
    importance: new Array<number>(nFeatures).fill(1),
  };
}

export async function run(spec: AdversarialSpec, context: FigureContext): Promise<AdversarialData> {
  const { sweep: result } = await trainRaw(spec, stage(context, 0, 0.6));
  const { nFeatures } = result.parameters;
  const models = result.models.filter(({ selected }) => selected);
  const drawn = new Map<number, { readonly epsilon: number; readonly inputs: SampledInputs }>();
  const measured = await mapStaged(stage(context, 0.6, 0.95), 'attacking', models, ({ instance }, row) => {
    const law = uniformLaw(nFeatures, densityOf(result, instance));
    let own = drawn.get(instance);
    if (!own) {
      const random = new RandomStream(streamKey(spec.seed, 'evaluation', instance));
      own = { epsilon: spec.share * meanInputNorm(law), inputs: drawInputs(law, spec.inputs, random) };
      drawn.set(instance, own);
    }
    const view = instanceOf(result.parameters, row);
    return { instance, start: { ...attack(view, own.inputs, own.epsilon), ...packing(view) } };
  });
  const sweep = [...drawn].map(([instance, { epsilon }]): AttackedDensity => ({
    featureProbability: densityOf(result, instance),
    epsilon: round(epsilon),
    starts: measured.filter((each) => each.instance === instance).map(({ start }) => start),
  }));
  const cases = POLYTOPE_DENSITIES.flatMap((p) => POLYTOPES.map((name) => ({ name, p })));
  const polytopes = await mapStaged(stage(context, 0.95, 1), 'exact polytopes', cases, ({ name, p }) =>
    attackedPolytope(name, p, spec),
  );
  return { sweep, polytopes };
}

function packing(view: InstanceView): { readonly featuresPerDimension: number } {
  return { featuresPerDimension: round(1 / dimensionsPerFeature(view)) };
}

function attack(view: InstanceView, samples: SampledInputs, epsilon: number): Attacked {
  return {
    fixed: round(vulnerability(fixedAttacks(view, { samples }, { epsilon })).ratio),
    perExample: round(vulnerability(perExampleAttacks(view, samples, { epsilon })).ratio),
  };
}

function attackedPolytope(name: PolytopeName, p: number, spec: AdversarialSpec): AttackedPolytope {
  const { nFeatures, nHidden, weights: ideal } = namedPolytope(name);
  const law = uniformLaw(nFeatures, p);
  const start = { weights: ideal, bias: new Array<number>(nFeatures).fill(-0.01) };
  const { weights, bias } = optimiseFrom({ ...law, nHidden }, start, { gradientTolerance: 1e-6 * p });
  const view = { weights, bias, nFeatures, nHidden };
  const epsilon = spec.share * meanInputNorm(law);
  const samples = drawInputs(law, 4096, new RandomStream(streamKey(spec.seed, 'general')));
  return {
    name,
    featureProbability: p,
    featuresPerDimension: nFeatures / nHidden,
    fixed: round(vulnerability(fixedAttacks(view, { law }, { epsilon })).ratio),
    perExample: round(vulnerability(perExampleAttacks(view, samples, { epsilon })).ratio),
  };
}
