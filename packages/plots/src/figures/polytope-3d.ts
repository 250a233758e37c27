/**
 * Vectors in three dimensions from a given direction: vertices, edges and faces of their hull, depth
 * by size and tone. A pure function of points and angles, so that a page can turn it.
 *
 * Also for points on a sphere (Thomson's problem): `sphere: true`.
 */
import { InvalidArgumentError, ShapeError, UnsupportedError } from '@toymodels/core';
import { figure } from '../frame.js';
import { convexHull, dot, type Hull, type Vector } from '../geometry/hull.js';
import { polytopeToken } from '../marks/glyphs.js';
import { panelHead } from '../marks/heads.js';
import { pointLabels } from '../marks/point-labels.js';
import { setShape, shapeMark } from '../marks/shapes.js';
import { completeOptions, type FigureOptions } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { at, element } from '../svg/element.js';
import type { Painter } from '../theme/painter.js';
import { seriesToken, type Token } from '../theme/palette.js';
import { formatNumber } from '../format.js';
import { inspectPoints } from '../marks/inspect.js';

/** One configuration. */
export interface Polytope3dPanel {
  /** A few words above the panel; `''` for none. */
  readonly title: string;
  readonly subtitle?: string;
  /** [point, 3], row-major, finite; e.g. W of a model with nHidden = 3. */
  readonly points: ArrayLike<number>;
  /** A short word at each point, [point]. Default: 1, 2, 3 ...; [] for none. */
  readonly labels?: readonly string[];
  /** Set of each point, [point], whole numbers >= 0: hue and shape, as in {@link featureVectors}. */
  readonly sets?: readonly number[];
  /** `hull` (default): edges and faces of the convex hull; `none`; or pairs of points. */
  readonly edges?: 'hull' | 'none' | readonly (readonly [number, number])[];
  /** Name of the polytope it forms: its hue. Default: ink. */
  readonly polytope?: string;
}

export interface Polytope3dOptions extends FigureOptions {
  /** Degrees around the vertical (third) axis, default 25. */
  readonly azimuth?: number;
  /** Degrees above the plane of the first two, from -90 to 90, default 18. */
  readonly elevation?: number;
  /** Lines from the origin to each point, default true. */
  readonly spokes?: boolean;
  /** The unit sphere as a circle with its equator, default false. */
  readonly sphere?: boolean;
  /** Length that reaches to the edge of a panel, > 0, e.g. the same in all frames of a film. Default that of the longest point. */
  readonly reach?: number;
  /** Panels are at least this wide, px; default 120. */
  readonly minPanelWidth?: number;
}

const ROW_GAP = 16;
/** More points than this have no hull drawn: trying all triples would be felt. */
const MOST_FOR_HULL = 60;

interface Camera {
  readonly right: Vector;
  readonly up: Vector;
  readonly toward: Vector;
}

interface Solid {
  readonly panel: Polytope3dPanel;
  readonly points: readonly Vector[];
  readonly hull: Hull;
  readonly labels: readonly string[];
}

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError, UnsupportedError (a hull of more than 60 points) */
export function polytope3d(panels: readonly Polytope3dPanel[], options: Polytope3dOptions): string {
  const complete = completeOptions(options, [
    'azimuth',
    'elevation',
    'spokes',
    'sphere',
    'reach',
    'minPanelWidth',
  ]);
  const { azimuth = 25, elevation = 18, spokes = true, sphere = false, minPanelWidth = 120 } = options;
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one configuration to draw');
  if (!Number.isFinite(azimuth)) throw new InvalidArgumentError(`azimuth is ${azimuth}; give finite degrees`);
  if (!(elevation >= -90 && elevation <= 90))
    throw new InvalidArgumentError(`elevation is ${elevation}; give degrees from -90 to 90`);
  if (!(minPanelWidth > 0))
    throw new InvalidArgumentError(`minPanelWidth is ${minPanelWidth}; give a number of px > 0`);
  const solids = panels.map(solidOf);
  const longest = Math.max(
    sphere ? 1 : 1e-9,
    ...solids.flatMap(({ points }) => points.map((p) => Math.hypot(...p))),
  );
  const { reach = longest } = options;
  if (!(reach > 0 && reach < Infinity))
    throw new InvalidArgumentError(`reach is ${reach}; give a finite length > 0`);
  const { turn } = complete;
  const camera = cameraAt(azimuth + turn.azimuth, Math.max(-90, Math.min(90, elevation + turn.elevation)));

  return figure(complete, (painter, width) => {
    const grid = panelGrid(panels.length, width, minPanelWidth, 340);
    const side = grid.panelWidth;
    const head = panelHead(painter, panels, side, 'middle');
    const drawn = solids.map(
      (solid, k) =>
        head.draw(k) +
        at(
          side / 2,
          head.height + side / 2,
          drawSolid(painter, solid, camera, {
            unit: (side / 2 - 14) / reach,
            hold: side / 2,
            spokes,
            sphere,
          }),
        ),
    );
    const panelHeight = head.height + side;
    return {
      body: placePanels(grid, drawn, panelHeight, ROW_GAP),
      height: gridHeight(grid, panelHeight, ROW_GAP),
    };
  });
}

/** The viewer at some degrees around the third axis and above the first two. */
function cameraAt(azimuth: number, elevation: number): Camera {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  const [ca, sa, ce, se] = [Math.cos(a), Math.sin(a), Math.cos(e), Math.sin(e)];
  return { right: [-sa, ca, 0], up: [-se * ca, -se * sa, ce], toward: [ce * ca, ce * sa, se] };
}

function solidOf(panel: Polytope3dPanel): Solid {
  const { title, points: flat, edges = 'hull', sets } = panel;
  if (flat.length === 0 || flat.length % 3 !== 0)
    throw new ShapeError(
      `panel "${title}" has ${flat.length} coordinates; give three for each of at least one point`,
    );
  const n = flat.length / 3;
  for (let k = 0; k < flat.length; k++) {
    if (!Number.isFinite(flat[k]))
      throw new InvalidArgumentError(
        `panel "${title}" has ${flat[k]} at [point ${Math.floor(k / 3)}, ${k % 3}]; coordinates must be finite`,
      );
  }
  const labels = panel.labels ?? Array.from({ length: n }, (_, i) => String(i + 1));
  if (labels.length !== 0 && labels.length !== n)
    throw new ShapeError(
      `panel "${title}" has ${labels.length} labels for ${n} points; give one for each, or []`,
    );
  if (sets !== undefined && (sets.length !== n || !sets.every((set) => Number.isInteger(set) && set >= 0)))
    throw new ShapeError(
      `panel "${title}" has sets ${sets.join(', ')} for ${n} points; give a whole number >= 0 for each`,
    );
  const points = Array.from({ length: n }, (_, i): Vector => [
    flat[3 * i]!,
    flat[3 * i + 1]!,
    flat[3 * i + 2]!,
  ]);
  if (edges === 'hull' && n > MOST_FOR_HULL)
    throw new UnsupportedError(
      `panel "${title}" asks for the hull of ${n} points; it is drawn for up to ${MOST_FOR_HULL}: give edges: 'none' or pairs`,
    );
  return { panel, points, labels, hull: edges === 'hull' ? convexHull(points) : pairs(edges, n, title) };
}

function pairs(edges: 'none' | readonly (readonly [number, number])[], n: number, title: string): Hull {
  const list = edges === 'none' ? [] : edges;
  for (const [i, j] of list) {
    if (!(Number.isInteger(i) && Number.isInteger(j) && i >= 0 && j >= 0 && i < n && j < n))
      throw new InvalidArgumentError(`panel "${title}" has an edge ${i}–${j}; points are 0 to ${n - 1}`);
  }
  return { faces: [], normals: [], edges: list };
}

function drawSolid(
  painter: Painter,
  solid: Solid,
  camera: Camera,
  {
    unit,
    hold,
    spokes,
    sphere,
  }: {
    /** Of a length of 1, px. */
    readonly unit: number;
    /** From the middle to each side of where it is taken hold of, px. */
    readonly hold: number;
    readonly spokes: boolean;
    readonly sphere: boolean;
  },
): string {
  const { panel, points, hull, labels } = solid;
  const places = points.map((p) => [dot(camera.right, p) * unit, -dot(camera.up, p) * unit] as const);
  const depths = points.map((p) => dot(camera.toward, p));
  const far = Math.max(1e-9, ...points.map((p) => Math.hypot(...p)));
  const token: Token = panel.polytope === undefined ? 'ink' : polytopeToken(panel.polytope);
  const colour = painter.color(token);
  const facing = hull.normals.map((normal) => dot(normal, camera.toward) > 1e-6);
  // An edge is behind when no face that has it looks at the viewer; edges without faces by their depth.
  const behind = hull.edges.map(([i, j]) => {
    const own = hull.faces.flatMap((face, k) => (face.includes(i) && face.includes(j) ? [facing[k]!] : []));
    if (hull.faces.length <= 1) return false;
    return own.length > 0 ? !own.includes(true) : depths[i]! + depths[j]! < 0;
  });
  const segment = ([i, j]: readonly [number, number]): string => `M${place(places[i]!)}L${place(places[j]!)}`;
  const back = hull.edges
    .filter((_, k) => behind[k])
    .map(segment)
    .join('');
  const front = hull.edges
    .filter((_, k) => !behind[k])
    .map(segment)
    .join('');
  const fills = hull.faces
    .filter((_, k) => facing[k])
    .map((face) => `M${face.map((corner) => place(places[corner]!)).join('L')}z`)
    .join('');
  const order = [...points.keys()].sort((a, b) => depths[a]! - depths[b]!);
  const dots = order.map((i) => {
    const nearness = (depths[i]! / far + 1) / 2;
    const set = panel.sets?.[i];
    return shapeMark(
      set === undefined ? 'circle' : setShape(set),
      places[i]![0],
      places[i]![1],
      2.8 + 2.2 * nearness,
      {
        fill: set === undefined ? colour : painter.color(seriesToken(set)),
        // Far dots fade into the page; the edge keeps them apart from lines behind.
        'fill-opacity': Math.round((0.45 + 0.55 * nearness) * 100) / 100,
        stroke: painter.color('background'),
        'stroke-width': 1,
        'paint-order': 'stroke',
      },
    );
  });
  const words = labels.flatMap((text, i) => {
    const [x, y] = places[i]!;
    if (text === '') return [];
    const distance = Math.hypot(x, y);
    // A point seen end-on has no direction to move its word in.
    const [dx, dy] = distance < 4 ? [7, -7] : [(x / distance) * 11, (y / distance) * 11];
    return [{ text, x: x + dx, y: y + dy }];
  });
  const faint = painter.color('faint');
  const ball = sphere ? drawSphere(painter, camera, unit) : '';
  const lines = { fill: 'none', stroke: colour, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  return (
    ball +
    (back === ''
      ? ''
      : element('path', {
          ...lines,
          d: back,
          'stroke-width': 0.9,
          'stroke-opacity': 0.45,
          'stroke-dasharray': '2 3',
        })) +
    (spokes
      ? element('path', {
          d: places.map((each) => `M0 0L${place(each)}`).join(''),
          fill: 'none',
          stroke: painter.color('muted'),
          'stroke-width': 1,
          'stroke-opacity': 0.7,
        })
      : '') +
    (fills === '' ? '' : element('path', { d: fills, fill: colour, 'fill-opacity': 0.09 })) +
    (front === '' ? '' : element('path', { ...lines, d: front, 'stroke-width': 1.5 })) +
    element('circle', { r: 1.8, fill: faint, stroke: painter.color('muted'), 'stroke-width': 0.75 }) +
    dots.join('') +
    pointLabels(painter, words, places) +
    // What can be turned says so, to pages, and where it can be taken hold of.
    (painter.inspect
      ? element('rect', {
          'data-turns': '',
          x: -hold,
          y: -hold,
          width: 2 * hold,
          height: 2 * hold,
          fill: 'none',
        })
      : '') +
    inspectPoints(painter, () =>
      order.map((i) => {
        const name = labels[i] === undefined || labels[i] === '' ? i + 1 : labels[i];
        return [...places[i]!, `${name}: (${points[i]!.map((each) => formatNumber(each)).join(', ')})`];
      }),
    )
  );
}

/** The outline of the unit sphere and its equator, the half in front solid. */
function drawSphere(painter: Painter, camera: Camera, unit: number): string {
  const squash = Math.abs(camera.toward[2]);
  const stroke = { fill: 'none', stroke: painter.color('faint'), 'stroke-width': 1 };
  const half = (sweep: 0 | 1): string =>
    `M${(-unit).toFixed(1)} 0A${unit.toFixed(1)} ${(unit * squash).toFixed(1)} 0 0 ${sweep} ${unit.toFixed(1)} 0`;
  return (
    element('circle', { r: unit, ...stroke }) +
    element('path', { d: half(camera.toward[2] >= 0 ? 0 : 1), ...stroke }) +
    element('path', { d: half(camera.toward[2] >= 0 ? 1 : 0), ...stroke, 'stroke-dasharray': '2 3' })
  );
}

function place([x, y]: readonly [number, number]): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
