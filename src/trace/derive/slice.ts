import { SourceError } from "../../program/SourceError.js";
import type { Trace } from "../format/Trace.js";
import { type Dependences, dependences } from "./dependences.js";
import { occurrences } from "./occurrences.js";

/** What a backward slice starts from. */
export interface SliceCriterion {
  /** Occurrence (index) whose value or effect is asked about. */
  readonly occurrence: number;
  /** Only what this variable's value at the occurrence's begin depends on; default everything the occurrence uses. */
  readonly variable?: string;
}

/** What the criterion depends on. */
export interface Slice {
  /** Occurrences (indexes, ascending), the criterion's own included. */
  readonly occurrences: readonly number[];
  /** Their nodes and 1-based lines, ascending, by program. */
  readonly nodes: readonly { readonly program: number; readonly node: number }[];
  readonly lines: readonly { readonly program: number; readonly line: number }[];
}

const cache: WeakMap<Trace, Dependences> = new WeakMap();

/**
 * Dynamic backward slice: every occurrence the criterion depends on through data (variables, properties, results and
 * arguments of calls) and control (the evaluation of the heads around it, the call of its function). An object
 * handed to code that is not traced counts as read as a whole.
 *
 * @throws SourceError when the trace was recorded without `record.reads`, without which reads are not known.
 */
export function slice(trace: Trace, criterion: SliceCriterion): Slice {
  if (!trace.header.record.reads) {
    throw new SourceError(
      "a slice needs a trace recorded with reads: set record.reads to true",
      "record.reads",
    );
  }
  let known = cache.get(trace);
  if (known === undefined) {
    known = dependences(trace);
    cache.set(trace, known);
  }
  const all = occurrences(trace);
  const start = all.at(criterion.occurrence).index;
  const seen = new Uint8Array(known.occurrence.length);
  const todo: number[] = [];
  const reach = (part: number): void => {
    if (part >= 0 && seen[part] === 0) {
      seen[part] = 1;
      todo.push(part);
    }
  };
  if (criterion.variable === undefined) reach(known.last[start]);
  else reach(known.lastWriter(trace, start, criterion.variable));
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    for (let e = known.first[part]; e < known.first[part + 1]; e++) reach(known.target[e]);
  }
  const reached = new Set([start]);
  known.occurrence.forEach((occurrence, part) => {
    if (seen[part] === 1) reached.add(occurrence);
  });
  const found = [...reached].sort((a, b) => a - b);
  return { occurrences: found, ...places(trace, found) };
}

function places(trace: Trace, found: readonly number[]): Pick<Slice, "nodes" | "lines"> {
  const all = occurrences(trace);
  const used = new Uint8Array(trace.tables.sites.length);
  for (const index of found) used[all.site[index]] = 1;
  const nodes = new Map<string, { program: number; node: number }>();
  const lines = new Map<string, { program: number; line: number }>();
  for (const { id, program, node, line } of trace.tables.sites) {
    if (used[id] === 0) continue;
    nodes.set(`${program} ${node}`, { program, node });
    lines.set(`${program} ${line}`, { program, line });
  }
  return {
    nodes: [...nodes.values()].sort((a, b) => a.program - b.program || a.node - b.node),
    lines: [...lines.values()].sort((a, b) => a.program - b.program || a.line - b.line),
  };
}
