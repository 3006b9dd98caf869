import type { LogitsModel } from "./LogitsModel.js";
import { type Granularity, LEVELS } from "./levels.js";
import { cellDifference, cellValue, insideCells } from "./shades.js";
import { type Statistic, statisticOf } from "./statistics.js";
import { unitAt } from "./units.js";

/** The weakest share of the tokens or nodes of a level. */
export interface Weak {
  /** By cell: 1 where it belongs to one. */
  readonly cells: Uint8Array;
  /** Items at or beyond the threshold, and all that have a value. */
  readonly count: number;
  readonly of: number;
  /** Value of the statistic where weak begins; NaN where nothing is. */
  readonly threshold: number;
}

/** How bad a value is: the larger the worse. Of two models: how different. */
export function badness(statistic: Statistic, value: number): number {
  return statistic === "p" ? -value : value;
}

/**
 * The weakest `share` of what is painted at a level, with ties. White space between leaves and text outside of the source
 * do not count.
 */
export function weakest(model: LogitsModel, level: Granularity, statistic: Statistic, share: number): Weak {
  const two = model.sides.length === 2;
  const rank = LEVELS.indexOf(level);
  const values = new Map<number, number>();
  const keys = new Int32Array(model.cells.length).fill(-1);
  model.cells.forEach((cell, c) => {
    if (cell.unit < 0 || cell.trivia || cell.newline) return;
    const key = rank > 0 ? unitAt(model.units, cell.unit, rank) : two ? c : cell.tokens[0][0];
    const known = values.get(key);
    if (known === undefined) {
      const value = two
        ? Math.abs(cellDifference(model, cell, level, statistic))
        : badness(statistic, cellValue(model, cell, level, statistic));
      if (Number.isNaN(value)) return;
      values.set(key, value);
    }
    keys[c] = key;
  });
  const sorted = Float64Array.from(values.values()).sort();
  const take = Math.ceil(share * sorted.length);
  const threshold = take === 0 ? Number.POSITIVE_INFINITY : sorted[sorted.length - take];
  const cells = new Uint8Array(model.cells.length);
  const inside = rank > 0 ? insideCells(model, rank) : undefined;
  keys.forEach((known, c) => {
    const key = inside?.[c] === 1 ? unitAt(model.units, model.cells[c].unit, rank) : known;
    if ((values.get(key) ?? Number.NaN) >= threshold) cells[c] = 1;
  });
  let count = 0;
  for (const value of sorted) if (value >= threshold) count++;
  return {
    cells,
    count,
    of: sorted.length,
    threshold: take === 0 ? Number.NaN : !two && statistic === "p" ? -threshold : threshold,
  };
}

/** Tokens inside the source that are no white space, weakest first: by bits, then by place. */
export function weakestTokens(model: LogitsModel, most: number): number[] {
  const [side] = model.sides;
  const { owner, trivia } = side.aligned;
  return [...owner.keys()]
    .filter(t => owner[t] >= 0 && trivia[t] === 0 && !Number.isNaN(side.bits[t]))
    .sort((a, b) => side.bits[b] - side.bits[a] || a - b)
    .slice(0, most);
}

/** Units of a rank that were scored, weakest first: by the mean bits of their tokens (of two models by the difference of bits per byte). */
export function weakestUnits(model: LogitsModel, rank: number, most: number): number[] {
  const value = (u: number): number => {
    const [a, b] = model.sides.map(side => side.units[u].measured);
    return b === undefined
      ? statisticOf("bits/token", a)
      : Math.abs(statisticOf("bits/byte", a) - statisticOf("bits/byte", b));
  };
  return model.units
    .filter(
      unit =>
        (rank === 3 ? unit.statement : unit.rank === rank) && !unit.error && !Number.isNaN(value(unit.index)),
    )
    .map(unit => unit.index)
    .sort((a, b) => value(b) - value(a) || a - b)
    .slice(0, most);
}
