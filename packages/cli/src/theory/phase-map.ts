/**
 * `toymodels theory phase --map N`: the phase diagram on an N x N grid, as data and as a drawing.
 *
 * Two features in one dimension: the exact optimum at every point beside the paper's candidates, each with its
 * borders. Three in two: the four candidates, which is what the paper's theory panel shows.
 */

import { join } from 'node:path';
import { phaseMap, type PhaseBorder, type PhasePanel } from '@toymodels/plots';
import {
  antipodalBorder,
  confusedBorder,
  exactPhaseMapAsync,
  logSpaced,
  strongAntipodalBorder,
  threeFeatureCandidates,
  twoFeatureCandidates,
  twoFeatureCandidatesWithBias,
  weakAntipodalBorder,
} from '@toymodels/theory';
import { canonicalJson } from '../canonical-json.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { print, tell, type Io } from '../io.js';
import { prepareFolder, writeFileWhole } from '../output/atomic.js';
import { newDocument } from '../output/document.js';
import { svgToPng } from '../output/png.js';
import { absolute, shown } from '../paths.js';
import { startProgress } from '../terminal/progress.js';
import { percent } from '../terminal/table.js';

export interface PhaseMapOptions {
  /** Grid points along each axis. */
  readonly map: number;
  readonly out: string;
  readonly features: 2 | 3;
  readonly bias: 'free' | 'zero';
  readonly json: boolean;
}

/** The paper's axes: relative importance 0.1 to 10, density 1 to 1/100. */
const IMPORTANCE = [0.1, 10] as const;
const PROBABILITY = [0.01, 1] as const;
/** Points along a border. */
const BORDER_POINTS = 81;

type Point = PhaseBorder['points'][number];

interface MapData {
  readonly panels: readonly (PhasePanel & {
    readonly loss?: readonly number[];
    readonly weights?: readonly number[];
  })[];
  readonly title: string;
  readonly description: string;
}

/** @throws FileAccessError when the folder cannot be written */
export async function theoryPhaseMap(io: Io, options: PhaseMapOptions): Promise<ExitCode> {
  const out = absolute(io.cwd, options.out);
  await prepareFolder(out);
  const started = io.now();
  const data = options.features === 3 ? threeFeatureMap(options) : await twoFeatureMap(io, options);
  if (data === undefined) {
    tell(io, 'Interrupted before the map was whole; nothing was written.');
    return EXIT.interrupted;
  }
  const { panels, title, description } = data;
  const drawn = panels.map(({ loss: _loss, weights: _weights, ...panel }) => panel);
  const width = panels.length > 1 ? 720 : 460;
  const svg = phaseMap(drawn, { document: newDocument(), theme: 'light', width, title, description });
  const { map, features, bias } = options;
  const content = { nFeatures: features, nHidden: features - 1, bias, points: map, title, panels };
  const files = {
    'phase-map.json': `${canonicalJson(content)}\n`,
    'phase-map.svg': `${svg}\n`,
    'phase-map.png': svgToPng(svg),
  };
  for (const [name, text] of Object.entries(files)) await writeFileWhole(join(out, name), text);
  const seconds = (io.now() - started) / 1000;
  const shares = panels.map((panel) => ({ title: panel.title, shares: sharesOf(panel.phases as string[]) }));
  if (options.json) {
    print(io, JSON.stringify({ out, files: Object.keys(files), seconds, panels: shares }, null, 2));
    return EXIT.ok;
  }
  for (const { title: panel, shares: found } of shares) {
    const parts = Object.entries(found).map(([name, share]) => `${name} ${percent(share)}`);
    print(io, `${panel}: ${parts.join(', ')}`);
  }
  print(io, `${shown(io.cwd, out)}/${Object.keys(files).join(', ')}`);
  return EXIT.ok;
}

/** The share of the cells that each phase has, largest first. */
function sharesOf(phases: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const phase of phases) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return Object.fromEntries(sorted.map(([phase, count]) => [phase, count / phases.length]));
}

async function twoFeatureMap(io: Io, { map, bias }: PhaseMapOptions): Promise<MapData | undefined> {
  const ratios = logSpaced(...IMPORTANCE, map);
  const densities = logSpaced(...PROBABILITY, map);
  const progress = startProgress(io, 'phase map');
  const result = await exactPhaseMapAsync(
    ratios,
    densities,
    { bias },
    { signal: io.signal, onProgress: (done, of) => progress.update(done / of, `row ${done} of ${of}`) },
  ).finally(() => progress.end());
  if (result.status === 'aborted') return undefined;
  const axes = { importanceRatios: [...ratios], featureProbabilities: [...densities] };
  const { phases, loss, weights } = result.map;
  const losses = bias === 'zero' ? twoFeatureCandidates : twoFeatureCandidatesWithBias;
  const candidates = grid(ratios, densities, (r, p) => {
    const { extraIgnored, extraDedicated, antipodal } = losses(r, p);
    return cheapest({ extraIgnored, extraDedicated, antipodal });
  });
  const words = bias === 'zero' ? 'no bias' : 'best biases';
  return {
    panels: [
      {
        title: 'exact optimum',
        subtitle: `over W${bias === 'zero' ? '' : ' and b'}`,
        ...axes,
        phases,
        borders: bias === 'zero' ? confusedBorders() : optimumBorders(),
        loss: [...loss],
        weights: [...weights],
      },
      {
        title: 'candidates',
        subtitle: '[1, 0], [0, 1], [1, −1]',
        ...axes,
        phases: candidates,
        borders: candidateBorders(bias),
      },
    ],
    title: `Two features in one dimension, ${words}`,
    description:
      `Which solution has the least loss at each relative importance (${IMPORTANCE.join(' to ')}) and feature ` +
      `probability (${PROBABILITY.join(' to ')}): exact optimum on the left, the three candidate solutions on the right.`,
  };
}

function threeFeatureMap({ map }: PhaseMapOptions): MapData {
  const ratios = logSpaced(...IMPORTANCE, map);
  const densities = logSpaced(...PROBABILITY, map);
  // 2r/(1+r) where the extra feature is the least important; beyond r = 1 it always has a dimension of its own.
  const ignored = belowOne().map((r) => point(r, (2 * r) / (1 + r)));
  const own = PROBABILITY.map((p) => point(1, p));
  return {
    panels: [
      {
        title: 'candidates',
        subtitle: 'by the direction left out',
        importanceRatios: [...ratios],
        featureProbabilities: [...densities],
        // Ties, all at probability 1, go to what wins beside them.
        phases: grid(ratios, densities, (r, p) => {
          const { extraIgnored, firstIgnored, extraPaired, othersPaired } = threeFeatureCandidates(r, p);
          return cheapest({ extraIgnored, othersPaired, extraPaired, firstIgnored });
        }),
        borders: [{ points: ignored }, { points: own }],
      },
    ],
    title: 'Three features in two dimensions, no bias',
    description: `Which of four candidate solutions has the least loss at each relative importance (${IMPORTANCE.join(' to ')}) and feature probability (${PROBABILITY.join(' to ')}).`,
  };
}

/** [importance ratio, feature probability], row-major. */
function grid<T>(ratios: Float64Array, densities: Float64Array, at: (r: number, p: number) => T): T[] {
  return Array.from(ratios).flatMap((r) => Array.from(densities, (p) => at(r, p)));
}

function cheapest<Name extends string>(losses: Readonly<Record<Name, number>>): Name {
  const names = Object.keys(losses) as Name[];
  return names.reduce((best, name) => (losses[name] < losses[best] ? name : best));
}

const point = (importanceRatio: number, featureProbability: number): Point => ({
  importanceRatio,
  featureProbability,
});

/** A curve for r <= 1 together with its mirror image, r to 1/r. */
function mirrored(points: readonly Point[]): Point[] {
  const mirror = points.map(({ importanceRatio: r, featureProbability: p }) => point(1 / r, p));
  return [...points, ...mirror.reverse()];
}

/** Ratios up to 1, where the mirror image begins. */
const belowOne = (): number[] => [...logSpaced(IMPORTANCE[0], 1, BORDER_POINTS)];

/** Where the strong pair ends, and where the weak one does: dashed where that is continuous. */
function optimumBorders(): PhaseBorder[] {
  const ratios = belowOne();
  const strong = ratios.map((r) => point(r, strongAntipodalBorder(r).featureProbability));
  const weak = ratios.flatMap((r) => {
    const border = weakAntipodalBorder(r);
    return border ? [{ r, ...border }] : [];
  });
  const part = (order: 'first' | 'second'): Point[] =>
    weak
      .filter((border) => border.order === order)
      .map(({ r, featureProbability }) => point(r, featureProbability));
  const second = part('second');
  // The two orders meet in the tricritical point; the drawing joins them at the last grid point before it.
  const first = [...second.slice(-1), ...part('first')];
  return [
    { points: mirrored(strong) },
    { points: second, kind: 'continuous' as const },
    { points: mirrored(second).slice(second.length), kind: 'continuous' as const },
    { points: mirrored(first) },
  ].filter(({ points }) => points.length > 1);
}

/** Where both weights come to have one sign. */
function confusedBorders(): PhaseBorder[] {
  return [{ points: mirrored(belowOne().map((r) => point(r, confusedBorder(r)))) }];
}

/** Where the antipodal candidate stops to win, and the line between the other two. */
function candidateBorders(bias: 'free' | 'zero'): PhaseBorder[] {
  const top = antipodalBorder(1, bias);
  return [
    { points: mirrored(belowOne().map((r) => point(r, antipodalBorder(r, bias)))) },
    ...(top < 1 ? [{ points: [point(1, top), point(1, 1)] }] : []),
  ];
}
