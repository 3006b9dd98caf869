import type { Field, FunctionText } from "./blocks.js";
import type { V8Function } from "./v8.js";

/** A range of V8: start, end, count. */
export type Range = readonly [start: number, end: number, count: number];

/** V8's counts by offset: those of the innermost range of the innermost function. */
export class V8Counts {
  private readonly cache = new Map<number, Range>();
  private readonly plain: readonly V8Function[];
  private readonly initialisers: readonly V8Function[];
  private readonly fields: readonly Field[];

  constructor(reported: readonly V8Function[], functions: readonly FunctionText[], fields: readonly Field[]) {
    this.fields = fields;
    this.initialisers = reported.filter(isInitialiser);
    const plain = reported.filter(f => !isInitialiser(f));
    // V8 leaves out a function that was not called inside one that was not called either.
    const starts = new Set(plain.map(f => f.ranges[0][0]));
    const silent = functions
      .filter(f => !starts.has(f.start))
      .map(({ start, end }): V8Function => ({ name: "", block: false, ranges: [[start, end, 0]] }));
    this.plain = [...plain, ...silent];
  }

  at(offset: number): number {
    return this.rangeAt(offset)[2];
  }

  /** Innermost range at an offset. */
  rangeAt(offset: number): Range {
    let best = this.cache.get(offset);
    if (best) return best;
    best = [-1e9, 1e9, 0];
    for (const f of this.plain) best = narrow(f, offset, best);
    // The range of the initialisers spans the other members of the class too, which do not count by it.
    const field = this.fields.find(m => m.start <= offset && offset < m.end);
    const own = this.initialisers.filter(f => field && f.name.includes("static") === field.static);
    for (const f of own) if (field!.start >= best[0] && field!.end <= best[1]) best = narrow(f, offset, best);
    this.cache.set(offset, best);
    return best;
  }

  /** The range that starts at an offset, functions aside; the outermost if there are several. */
  startingAt(offset: number): Range | undefined {
    for (const f of [...this.plain, ...this.initialisers]) {
      const found = f.ranges.slice(1).find(r => r[0] === offset);
      if (found) return found;
    }
    return undefined;
  }

  /** The range that starts in a statement and goes on behind it: V8 makes one of two neighbours that count the same. */
  runningPast(start: number, end: number): Range | undefined {
    for (const f of [...this.plain, ...this.initialisers]) {
      const found = f.ranges.slice(1).find(r => r[0] > start && r[0] < end && r[1] > end);
      if (found) return found;
    }
    return undefined;
  }
}

/** V8's function of the instance or static fields of a class. */
export function isInitialiser(f: V8Function): boolean {
  return /^<\w+_initializer>$/.test(f.name);
}

function narrow(f: V8Function, offset: number, best: Range): Range {
  for (const range of f.ranges) {
    const [start, end] = range;
    // Ranges come outermost first, so an equal one is further in.
    if (start <= offset && offset < end && start >= best[0] && end <= best[1]) best = range;
  }
  return best;
}
