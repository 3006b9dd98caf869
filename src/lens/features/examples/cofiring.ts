import type { FiringIndex } from "../index/FiringIndex.js";

/** A unit that fires together with another. */
export interface CofiringUnit {
  readonly unit: number;
  /** Tokens on which both fire. */
  readonly both: number;
  /** Both over either: 1 where they always fire together. */
  readonly jaccard: number;
  /** How many times more often they fire together than if they did not know of each other. */
  readonly lift: number;
}

/** Units that fire most often on the tokens a unit fires on, by Jaccard index. One pass over the index. */
export async function cofiring(index: FiringIndex, unit: number, top = 10): Promise<CofiringUnit[]> {
  const own = await index.unit(unit);
  const fires = new Uint8Array(index.about.tokens);
  for (const position of own.positions) fires[position] = 1;
  const size = own.positions.length;
  const found: CofiringUnit[] = [];
  if (size === 0) return found;
  for await (const other of index.each()) {
    if (other.unit === unit) continue;
    let both = 0;
    for (const position of other.positions) both += fires[position];
    if (both === 0) continue;
    const theirs = other.positions.length;
    found.push({
      unit: other.unit,
      both,
      jaccard: both / (size + theirs - both),
      lift: (both * index.about.tokens) / (size * theirs),
    });
  }
  return found.sort((a, b) => b.jaccard - a.jaccard || a.unit - b.unit).slice(0, top);
}
