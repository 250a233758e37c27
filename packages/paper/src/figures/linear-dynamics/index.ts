import { defineFigure, type AnyFigure } from '../../figure.js';
import { claims } from './claims.js';
import { meta } from './meta.js';
import { caption, film, plot } from './plot.js';
import { run } from './run.js';
import { presets } from './spec.js';

export const figure: AnyFigure = defineFigure({ ...meta, presets, run, claims, caption, plot, film });
