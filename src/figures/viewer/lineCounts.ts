import type { ViewerFile } from "./ViewerModel.js";

/** What stands in the count column of a line. */
export interface LineCount {
  /** Counts of its nodes from left to right, equal neighbours once: `1·4·3`. */
  readonly text: string;
  /** The largest of them, for the shading. */
  readonly most: number;
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
