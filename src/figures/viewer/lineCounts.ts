import type { ViewerFile } from "./ViewerModel.js";

/** What stands in the count column of a line. */
export interface LineCount {
  /** Counts of its nodes from left to right, equal neighbours once: `1·4·3`. */
  readonly text: string;
  /** The largest of them, for the shading. */
  readonly most: number;
}

/** Opacity of the ground under code that ran `count` times: 0.05..0.2 by the logarithm of the count. */
export function heat(count: number, most: number): number {
  const share = Math.log(Math.max(1, count)) / Math.log(Math.max(10, most));
  return Math.round((0.05 + 0.15 * share) * 1000) / 1000;
}

/** The same under the count itself, where only dark text stands. */
export function strongHeat(count: number, most: number): number {
  return Math.round(heat(count, most) * 2.4 * 1000) / 1000;
}

/** Parts named in one count before the rest is summed up as `…`. */
const PARTS = 4;

/** Counts by 1-based line; lines on which nothing can run are absent. Nodes that only tell which way a branch went do not count. */
export function lineCounts(file: ViewerFile): Map<number, LineCount> {
  const byLine = new Map<number, number[]>();
  for (const [line, , , , count, what] of file.marks) {
    if (/^(\?|right side|await|yield)/.test(what)) continue;
    const counts = byLine.get(line) ?? [];
    if (counts.at(-1) !== count) counts.push(count);
    byLine.set(line, counts);
  }
  return new Map(
    [...byLine].map(([line, counts]) => {
      const text = counts.length > PARTS ? `${counts.slice(0, PARTS - 1).join("·")}·…` : counts.join("·");
      return [line, { text, most: Math.max(...counts) }];
    }),
  );
}
