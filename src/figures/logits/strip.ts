import type { LogitsModel } from "./LogitsModel.js";
import type { LogitsSettings } from "./settleLogits.js";
import { DIFFERENT, differenceShade, scaleOf } from "./shades.js";
import { shadeOf, statisticOf } from "./statistics.js";

/** A node beside the lines it is on. */
export interface StripBar {
  readonly unit: number;
  readonly look: string;
  /** Nodes of the strip around it. */
  readonly depth: number;
  /** First row and number of rows. */
  readonly row: number;
  readonly rows: number;
}

/** Nodes deeper than this are left out of the strip. */
export const DEEPEST = 8;

/** Whether lines have a fixed place: none may be folded away. */
export function hasStrip(model: LogitsModel): boolean {
  return model.sides[0].bits.length <= 5000 && model.rows.every(row => row.line !== undefined);
}

/**
 * Statements, blocks, functions and the file as nested bars aligned with the lines: an icicle turned to the text. Empty where rows
 * may be folded away (more than 5,000 tokens, or long text around the code): then lines have no fixed place.
 */
export function stripOf(
  model: LogitsModel,
  { statistic }: LogitsSettings,
): { readonly bars: readonly StripBar[]; readonly depth: number } {
  const { units, rows, cells } = model;
  if (!hasStrip(model)) return { bars: [], depth: 0 };
  const rowOf = new Int32Array(cells.length);
  for (const [r, row] of rows.entries()) rowOf.fill(r, row.from, row.to);
  const depths = new Int32Array(units.length);
  const bars: StripBar[] = [];
  let deepest = 0;
  const scale = scaleOf(model, statistic);
  for (const unit of units) {
    const around = unit.parent < 0 ? -1 : depths[unit.parent];
    const shown = unit.rank >= 3 && model.firstCell[unit.index] >= 0;
    depths[unit.index] = around + (shown ? 1 : 0);
    const depth = depths[unit.index];
    if (!shown || depth >= DEEPEST) continue;
    const first = rowOf[model.firstCell[unit.index]];
    const values = model.sides.map(side => statisticOf(statistic, side.units[unit.index].measured));
    const shade =
      values.length === 2 ? differenceShade(scale, values[0] - values[1]) : shadeOf(scale, values[0]);
    deepest = Math.max(deepest, depth + 1);
    bars.push({
      unit: unit.index,
      look:
        shade < 0 || shade === (values.length === 2 ? DIFFERENT : 0)
          ? ""
          : (values.length === 2 ? "d" : "h") + shade.toString(16),
      depth,
      row: first,
      rows: rowOf[model.lastCell[unit.index]] - first + 1,
    });
  }
  return { bars, depth: deepest };
}
