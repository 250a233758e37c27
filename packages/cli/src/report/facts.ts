/** How a figure was made, as pairs of words: for both forms of the report. */

import { formatDuration } from '../terminal/duration.js';
import type { ReportFigure } from './content.js';

export function facts({ record, run }: ReportFigure): readonly (readonly [name: string, value: string])[] {
  const { backend } = record;
  const version = 'version' in backend ? ` ${backend.version}, ${backend.precision}` : '';
  return [
    ['Preset', record.preset],
    ['Seed', String(record.seed)],
    ['Backend', `${backend.name}${version}`],
    ...(run.device === undefined ? [] : [['Computed by', run.device] as const]),
    ['Version', `toymodels ${record.version}, Node ${run.node.replace(/^v/, '')}, ${run.platform}`],
    ['Time', formatDuration(run.seconds)],
    ['Made', `${run.finishedAt.slice(0, 16).replace('T', ' ')} UTC`],
    ['Hash', record.hash.slice(0, 16)],
  ];
}

/** `39 figures in 1 min 23 s, preset quick` */
export function made(figures: readonly ReportFigure[]): string {
  const seconds = figures.reduce((sum, { run }) => sum + run.seconds, 0);
  const presets = [...new Set(figures.map(({ record }) => record.preset))].join(' and ');
  const count = `${figures.length} ${figures.length === 1 ? 'figure' : 'figures'}`;
  return figures.length === 0 ? count : `${count} in ${formatDuration(seconds)}, preset ${presets}`;
}

/** The files of a figure that a reader may want, relative to the report. */
export function files(id: string): readonly (readonly [name: string, path: string])[] {
  return [
    ['SVG', `${id}/figure.svg`],
    ['PNG', `${id}/figure.png`],
    ['Data', `${id}/data.json`],
    ['Claims', `${id}/claims.json`],
    ['Spec', `${id}/spec.json`],
  ];
}

export const PAPER = {
  title: 'Toy Models of Superposition',
  citation: 'Elhage et al., 2022',
  url: 'https://transformer-circuits.pub/2022/toy_model/index.html',
} as const;
