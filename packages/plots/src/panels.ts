/**
 * Small multiples: equal panels in rows, as many side by side as fit.
 */
import { at } from './svg/element.js';

export interface PanelGrid {
  readonly columns: number;
  readonly rows: number;
  /** Width of each panel, px. */
  readonly panelWidth: number;
}

/** Space between panels, px. */
const PANEL_GAP = 18;

/**
 * As many columns as keep panels at least `minWidth` px wide, with the rows filled evenly
 * (8 panels: 4 + 4, not 5 + 3) and no panel wider than `maxWidth`.
 *
 * @param together so many panels in a row stay side by side, wherever they fit
 */
export function panelGrid(
  count: number,
  width: number,
  minWidth: number,
  maxWidth: number,
  together = 1,
): PanelGrid {
  const fit = Math.max(1, Math.floor((width + PANEL_GAP) / (minWidth + PANEL_GAP)));
  const unit = fit < together ? 1 : together;
  const units = Math.ceil(count / unit);
  const unitRows = Math.ceil(units / Math.min(Math.floor(fit / unit), units));
  const columns = Math.ceil(units / unitRows) * unit;
  const rows = Math.ceil(count / columns);
  const panelWidth = Math.min(maxWidth, (width - PANEL_GAP * (columns - 1)) / columns);
  return { columns, rows, panelWidth };
}

/** The panels of a grid, each drawn from (0, 0), placed row by row. */
export function placePanels(
  grid: PanelGrid,
  panels: readonly string[],
  panelHeight: number,
  rowGap: number,
): string {
  return panels
    .map((panel, k) =>
      at(
        (k % grid.columns) * (grid.panelWidth + PANEL_GAP),
        Math.floor(k / grid.columns) * (panelHeight + rowGap),
        panel,
      ),
    )
    .join('');
}

/** Height of a placed grid, px. */
export function gridHeight(grid: PanelGrid, panelHeight: number, rowGap: number): number {
  return grid.rows * panelHeight + (grid.rows - 1) * rowGap;
}
