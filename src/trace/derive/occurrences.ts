import { ID_SHIFT, KIND_MASK, Kind } from "../format/Kind.js";
import type { Trace } from "../format/Trace.js";
import { PairCounter } from "./PairCounter.js";

/** One execution of a statement or head. */
export interface Occurrence {
  /** Index in {@link Occurrences}. */
  readonly index: number;
  readonly site: number;
  readonly frame: number;
  /** 1-based, within the activation. */
  readonly k: number;
  /** 1-based, over the whole run. */
  readonly kRun: number;
  /** Row of its BEGIN (of its CATCH for a catch clause). */
  readonly begin: number;
  /** Row of its END (RETURN of a return statement) in the same activation; -1 when it threw, was left for good while suspended, or the trace ended. */
  readonly end: number;
}

/**
 * Every occurrence of a trace in order of execution, as parallel arrays. A site occurs when it has a BEGIN
 * row; a catch clause occurs when it takes an exception (its `end` is its own row).
 */
export interface Occurrences {
  readonly count: number;
  readonly site: Int32Array;
  readonly frame: Int32Array;
  readonly k: Int32Array;
  readonly kRun: Int32Array;
  readonly begin: Int32Array;
  readonly end: Int32Array;
  /** Index of the next occurrence in the same activation, -1 for its last. */
  readonly next: Int32Array;
  /** Occurrence `index` as an object. */
  at(index: number): Occurrence;
  /** Occurrence of `site` that is the k-th in `frame`, or the k-th over the run when `frame` is left out. */
  find(site: number, k: number, frame?: number): Occurrence | undefined;
  /** Indexes of the occurrences of `site`, ascending. */
  of(site: number): Int32Array;
}

const cache: WeakMap<Trace, Occurrences> = new WeakMap();

/** The occurrences of a trace; one linear pass, kept with the trace. */
export function occurrences(trace: Trace): Occurrences {
  const known = cache.get(trace);
  if (known !== undefined) return known;
  const made = scan(trace);
  cache.set(trace, made);
  return made;
}

function scan(trace: Trace): Occurrences {
  let size = Math.max(16, trace.footer.steps + 16);
  let site = new Int32Array(size);
  let frame = new Int32Array(size);
  let k = new Int32Array(size);
  let kRun = new Int32Array(size);
  let begin = new Int32Array(size);
  let end = new Int32Array(size);
  let next = new Int32Array(size);
  // Open occurrences of a frame form a list from the newest down; END closes the nearest of its site and
  // drops those above it, which threw.
  let below = new Int32Array(size);
  const widen = (old: Int32Array): Int32Array<ArrayBuffer> => {
    const array = new Int32Array(size);
    array.set(old);
    return array;
  };
  let frames = Math.max(16, trace.footer.frames + 1);
  let open = new Int32Array(frames).fill(-1);
  let latest = new Int32Array(frames).fill(-1);
  const runs = new Int32Array(trace.tables.sites.length);
  const counter = new PairCounter(trace.tables.sites.length);
  let count = 0;
  let base = 0;
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const chunk = trace.columns.chunk(c);
    const { op: ops, frame: of } = chunk;
    for (let i = 0; i < chunk.rows; i++) {
      const op = ops[i];
      const kind = op & KIND_MASK;
      if (kind === Kind.BEGIN || kind === Kind.CATCH) {
        const s = op >>> ID_SHIFT;
        const f = of[i];
        if (count === size) {
          size *= 2;
          site = widen(site);
          frame = widen(frame);
          k = widen(k);
          kRun = widen(kRun);
          begin = widen(begin);
          end = widen(end);
          next = widen(next);
          below = widen(below);
        }
        if (f >= frames) {
          const more = Math.max(f + 1, frames * 2);
          const a = new Int32Array(more).fill(-1);
          a.set(open);
          open = a;
          const b = new Int32Array(more).fill(-1);
          b.set(latest);
          latest = b;
          frames = more;
        }
        site[count] = s;
        frame[count] = f;
        k[count] = counter.next(f, s);
        kRun[count] = ++runs[s];
        begin[count] = base + i;
        next[count] = -1;
        if (latest[f] >= 0) next[latest[f]] = count;
        latest[f] = count;
        if (kind === Kind.BEGIN) {
          end[count] = -1;
          below[count] = open[f];
          open[f] = count;
        } else {
          end[count] = base + i;
        }
        count++;
      } else if (kind === Kind.END || kind === Kind.RETURN) {
        // A `return` statement or expression body has no END of its own: its RETURN is where it is done.
        const f = of[i];
        const s = op >>> ID_SHIFT;
        let o = f < frames ? open[f] : -1;
        while (o >= 0 && site[o] !== s) o = below[o];
        if (o >= 0) {
          end[o] = base + i;
          open[f] = below[o];
        }
      }
    }
    base += chunk.rows;
  }
  return new OccurrenceTable(
    count,
    site.subarray(0, count),
    frame.subarray(0, count),
    k.subarray(0, count),
    kRun.subarray(0, count),
    begin.subarray(0, count),
    end.subarray(0, count),
    next.subarray(0, count),
    trace.tables.sites.length,
  );
}

class OccurrenceTable implements Occurrences {
  readonly count: number;
  readonly site: Int32Array;
  readonly frame: Int32Array;
  readonly k: Int32Array;
  readonly kRun: Int32Array;
  readonly begin: Int32Array;
  readonly end: Int32Array;
  readonly next: Int32Array;
  private readonly sites: number;
  private order: Int32Array | undefined;
  private starts: Int32Array | undefined;

  constructor(
    count: number,
    site: Int32Array,
    frame: Int32Array,
    k: Int32Array,
    kRun: Int32Array,
    begin: Int32Array,
    end: Int32Array,
    next: Int32Array,
    sites: number,
  ) {
    this.count = count;
    this.site = site;
    this.frame = frame;
    this.k = k;
    this.kRun = kRun;
    this.begin = begin;
    this.end = end;
    this.next = next;
    this.sites = sites;
  }

  at(index: number): Occurrence {
    if (!(index >= 0 && index < this.count)) throw new RangeError(`no occurrence ${index} of ${this.count}`);
    return {
      index,
      site: this.site[index],
      frame: this.frame[index],
      k: this.k[index],
      kRun: this.kRun[index],
      begin: this.begin[index],
      end: this.end[index],
    };
  }

  find(site: number, k: number, frame?: number): Occurrence | undefined {
    const all = this.of(site);
    if (frame === undefined) return k >= 1 && k <= all.length ? this.at(all[k - 1]) : undefined;
    for (const index of all) if (this.frame[index] === frame && this.k[index] === k) return this.at(index);
    return undefined;
  }

  of(site: number): Int32Array {
    if (this.order === undefined || this.starts === undefined) {
      const starts = new Int32Array(this.sites + 1);
      for (let i = 0; i < this.count; i++) starts[this.site[i] + 1]++;
      for (let s = 0; s < this.sites; s++) starts[s + 1] += starts[s];
      const order = new Int32Array(this.count);
      const at = starts.slice();
      for (let i = 0; i < this.count; i++) order[at[this.site[i]]++] = i;
      this.order = order;
      this.starts = starts;
    }
    return this.order.subarray(this.starts[site], this.starts[site + 1]);
  }
}
