import { ID_SHIFT, KIND_MASK, Kind } from "../format/Kind.js";
import type { Trace } from "../format/Trace.js";
import { PairCounter } from "./PairCounter.js";

/** Every BRANCH row of a trace, in order, as parallel lists. */
export interface Decisions {
  readonly row: readonly number[];
  readonly site: readonly number[];
  readonly frame: readonly number[];
  /**
   * 1-based, within the activation: which occurrence of the site it belongs to. Sites below a statement (`?:`, `&&`,
   * `||`, `??`, `?.`) have no occurrences; for them it counts the decisions.
   */
  readonly k: readonly number[];
  /** The same over the whole run. */
  readonly kRun: readonly number[];
  /** Arm, as the BRANCH row says it. */
  readonly arm: readonly number[];
}

const BELOW: ReadonlySet<string> = new Set(["conditional", "logical", "optional"]);

/** The decisions of a trace; one linear pass. */
export function decisions(trace: Trace): Decisions {
  const { sites } = trace.tables;
  const below = Uint8Array.from(sites, ({ kind }) => (BELOW.has(kind) ? 1 : 0));
  const heads = Uint8Array.from(sites, ({ kind }) => (/^(?:if|switch|while|do|for.*)$/.test(kind) ? 1 : 0));
  const counter = new PairCounter(sites.length);
  // How often the site began in the activation it last began in, and over the run.
  const times = new Map<number, number>();
  const runs = new Int32Array(sites.length);
  const found = { row: [], site: [], frame: [], k: [], kRun: [], arm: [] } as Record<
    keyof Decisions,
    number[]
  >;
  let base = 0;
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const chunk = trace.columns.chunk(c);
    for (let i = 0; i < chunk.rows; i++) {
      const op = chunk.op[i];
      const kind = op & KIND_MASK;
      if (kind !== Kind.BEGIN && kind !== Kind.BRANCH) continue;
      const site = op >>> ID_SHIFT;
      const frame = chunk.frame[i];
      if (kind === Kind.BEGIN) {
        if (heads[site] === 1) times.set(frame * sites.length + site, pair(counter, runs, frame, site));
        continue;
      }
      const at =
        below[site] === 1 ? pair(counter, runs, frame, site) : times.get(frame * sites.length + site);
      found.row.push(base + i);
      found.site.push(site);
      found.frame.push(frame);
      found.k.push((at ?? 0) % LIMIT);
      found.kRun.push(Math.floor((at ?? 0) / LIMIT));
      found.arm.push(chunk.value[i]);
    }
    base += chunk.rows;
  }
  return found;
}

/** Both counts in one number: k + kRun × 2^26. A trace has fewer steps than that. */
const LIMIT = 2 ** 26;

function pair(counter: PairCounter, runs: Int32Array, frame: number, site: number): number {
  return counter.next(frame, site) + ++runs[site] * LIMIT;
}
