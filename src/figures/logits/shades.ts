import type { LogitsModel, ShownCell, Side } from "./LogitsModel.js";
import { measuredToken } from "./LogitsModel.js";
import { type Granularity, LEVELS } from "./levels.js";
import { type Measured, type Scale, type Statistic, shadeOf, shadeShare, statisticOf } from "./statistics.js";
import { unitAt } from "./units.js";

/** Differences are shaded from -{@link DIFFERENT} (second model surer) to {@link DIFFERENT} (first model surer). */
export const DIFFERENT = 7;

/** The scale of a statistic. */
export function scaleOf(model: LogitsModel, name: Statistic): Scale {
  return model.scales.find(scale => scale.name === name)!;
}

/** Value a cell is painted by, of one model; NaN where there is none. */
export function cellValue(
  model: LogitsModel,
  cell: ShownCell,
  level: Granularity,
  statistic: Statistic,
): number {
  const [side] = model.sides;
  const rank = LEVELS.indexOf(level);
  if (rank === 0) return statisticOf(statistic, measuredToken(side, cell.tokens[0][0]));
  if (cell.unit < 0) return Number.NaN;
  return statisticOf(statistic, side.units[unitAt(side.units, cell.unit, rank)].measured);
}

/** Bits and bytes of a cell under one of two models: each token's bits spread evenly over its bytes. */
export function spread(model: LogitsModel, side: Side, cell: ShownCell, which: number): Measured {
  const [first, last] = cell.tokens[which];
  let bits = 0;
  let bytes = 0;
  for (let token = first; token <= last; token++) {
    bits += side.bits[token];
    bytes += side.bytes[token];
  }
  const own = Buffer.byteLength(model.text.slice(cell.start, cell.end));
  const scored = Number.isNaN(bits) || bytes === 0 ? 0 : 1;
  return { bits: (bits * own) / bytes, bytes: own, scored, rank: 0, entropy: Number.NaN };
}

/** Difference a cell is painted by: first model minus second, so above 0 the second is surer. */
export function cellDifference(
  model: LogitsModel,
  cell: ShownCell,
  level: Granularity,
  statistic: Statistic,
): number {
  const rank = LEVELS.indexOf(level);
  const [a, b] = model.sides.map((side, which) => {
    if (rank === 0) return statisticOf(statistic, spread(model, side, cell, which));
    if (cell.unit < 0) return Number.NaN;
    return statisticOf(statistic, side.units[unitAt(side.units, cell.unit, rank)].measured);
  });
  return a - b;
}

/** Shade of a difference, 0 (second model worse) to 14, 7 in the middle; -1 where there is none. */
export function differenceShade(scale: Scale, difference: number): number {
  if (Number.isNaN(difference)) return -1;
  // Rounded alike on both sides of 0.
  return (
    DIFFERENT + Math.sign(difference) * Math.round(DIFFERENT * shadeShare(scale, 2 * Math.abs(difference)))
  );
}

/**
 * Class of the ground of every cell: `h0`…`hf`, `d0`…`de`, or `""`. Tokens of white space are painted (shown on demand), white
 * space in front of a word only with `in` inside a coarser part.
 */
export function shadeClasses(model: LogitsModel, level: Granularity, statistic: Statistic): string[] {
  const scale = scaleOf(model, statistic);
  const two = model.sides.length === 2;
  const rank = LEVELS.indexOf(level);
  const { trivia } = model.sides[0].aligned;
  const classes = model.cells.map(cell => {
    if (cell.newline || (rank === 0 && !two && cell.trivia && trivia[cell.tokens[0][0]] === 0)) return "";
    const shade = two
      ? differenceShade(scale, cellDifference(model, cell, level, statistic))
      : shadeOf(scale, cellValue(model, cell, level, statistic));
    // No class where there would be no ground.
    return shade < 0 || shade === (two ? DIFFERENT : 0) ? "" : (two ? "d" : "h") + shade.toString(16);
  });
  if (rank === 0) return classes;
  const inside = insideCells(model, rank);
  return classes.map((name, c) => {
    if (!model.cells[c].trivia || name === "") return name;
    return inside[c] === 1 ? `${name} in` : "";
  });
}

/** By cell: 1 for white space within a part of a level, on one line: it is painted as the part is. Indentation is not. */
export function insideCells(model: LogitsModel, rank: number): Uint8Array {
  const part = (c: number): number => {
    const cell = model.cells[c];
    return cell === undefined || cell.newline || cell.unit < 0 ? -1 : unitAt(model.units, cell.unit, rank);
  };
  const inside = new Uint8Array(model.cells.length);
  let indent = true;
  model.cells.forEach(({ trivia, newline }, c) => {
    const leading = indent;
    if (newline) indent = true;
    else if (!trivia) indent = false;
    else if (!leading && part(c) >= 0 && part(c - 1) === part(c) && part(c + 1) === part(c)) inside[c] = 1;
  });
  return inside;
}
