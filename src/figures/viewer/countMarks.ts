import type { Node } from "../../program/Node.js";
import type { Program } from "../../program/Program.js";
import { stepCounts } from "../../trace/derive/coverage.js";
import { ID_SHIFT, KIND_MASK, Kind } from "../../trace/format/Kind.js";
import type { Trace } from "../../trace/format/Trace.js";
import type { Site } from "../../trace/format/tables.js";
import { lineEnds } from "./sourceLines.js";
import type { ViewerMark } from "./ViewerModel.js";

/** Marks of one program, and which mark stands for which site. */
export interface CountMarks {
  readonly marks: readonly ViewerMark[];
  /** Site id → index of its mark; sites without a mark are absent. */
  readonly bySite: ReadonlyMap<number, number>;
}

/** Parts of a compound statement that are statements of their own: the mark of its head ends before them. */
const BODY_FIELDS: ReadonlySet<string> = new Set(["body", "consequent", "consequence", "block", "cases"]);
/** Statements of Python that run their head only: the body runs when it is called. */
const DEFINITIONS: ReadonlySet<string> = new Set(["function_definition", "class_definition"]);
const HEADS: ReadonlySet<string> = new Set([
  "do",
  "if",
  "switch",
  "try",
  "while",
  "for",
  "for-in",
  "for-of",
  "for-await",
  "case",
  "catch",
  "finally",
  "with",
]);
const SUSPENDING: ReadonlySet<string> = new Set(["await", "yield"]);
const BRANCHING: ReadonlySet<string> = new Set(["conditional", "logical", "optional"]);

/** How often each arm of a branch was taken: site id → arm → times. One pass over the rows. */
export function branchCounts(trace: Trace): Map<number, Map<number, number>> {
  const counts = new Map<number, Map<number, number>>();
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const chunk = trace.columns.chunk(c);
    for (let i = 0; i < chunk.rows; i++) {
      const op = chunk.op[i]!;
      const kind = op & KIND_MASK;
      if (kind !== Kind.BRANCH && kind !== Kind.AWAIT && kind !== Kind.YIELD) continue;
      const site = op >>> ID_SHIFT;
      const arm = kind === Kind.BRANCH ? chunk.value[i]! : 0;
      const arms = counts.get(site) ?? new Map<number, number>();
      arms.set(arm, (arms.get(arm) ?? 0) + 1);
      counts.set(site, arms);
    }
  }
  return counts;
}

/** Counts of one program of a trace, by node, placed in its text. */
export function countMarks(
  trace: Trace,
  program: number,
  branches: ReadonlyMap<number, ReadonlyMap<number, number>>,
): CountMarks {
  const { sites } = stepCounts(trace, { program });
  const { nodes } = trace.programs[program]!;
  const found: {
    readonly site: number;
    readonly mark: ViewerMark;
    readonly start: number;
    readonly end: number;
  }[] = [];
  for (const site of trace.tables.sites) {
    if (site.program !== program || site.kind === "function") continue;
    const arms = branches.get(site.id);
    const node = nodes[site.node]!;
    const [start, end] = headSpan(trace.programs[program]!, node, site);
    const place = position(trace.programs[program]!, node, start, end);
    if (BRANCHING.has(site.kind) || SUSPENDING.has(site.kind)) {
      const times = arms === undefined ? 0 : [...arms.values()].reduce((sum, value) => sum + value, 0);
      found.push({ site: site.id, mark: [...place, times, siteNote(site, arms)], start, end });
    } else {
      found.push({ site: site.id, mark: [...place, sites[site.id]!, siteNote(site, arms)], start, end });
    }
  }
  // Outer before inner, so that of two marks at one place the later is the narrower.
  found.sort((a, b) => a.start - b.start || b.end - a.end || a.site - b.site);
  return {
    marks: found.map(entry => entry.mark),
    bySite: new Map(found.map((entry, i) => [entry.site, i])),
  };
}

/** The part of the source a site's count belongs to: the head of a compound statement, else the whole node. */
function headSpan(program: Program, node: Node, site: Site): [start: number, end: number] {
  if (site.kind === "do" || site.kind === "for") {
    const test = childOf(program, node, field => field === "test");
    if (test !== undefined) return [test.start, test.end];
  }
  if (!HEADS.has(site.kind) && !DEFINITIONS.has(node.type)) return [node.start, node.end];
  const body = childOf(program, node, (field, type) => BODY_FIELDS.has(field) || type === "block");
  if (body === undefined || body.start <= node.start) return [node.start, node.end];
  const head = program.source.slice(node.start, body.start).trimEnd();
  return [node.start, node.start + head.length];
}

function childOf(
  program: Program,
  node: Node,
  wanted: (field: string, type: string) => boolean,
): Node | undefined {
  for (let id = node.id + 1; id <= node.last; id = program.nodes[id]!.last + 1) {
    if (wanted(program.nodes[id]!.field, program.nodes[id]!.type)) return program.nodes[id];
  }
  return undefined;
}

/** Lines and columns of a span that begins in or at a node. */
function position(
  { source, language }: Program,
  node: Node,
  start: number,
  end: number,
): [number, number, number, number] {
  const at = (offset: number): [number, number] => {
    const before = source.slice(node.start, offset).split(lineEnds(language));
    const last = before.at(-1)!.length;
    return before.length === 1 ? [node.line, node.column + last] : [node.line + before.length - 1, last];
  };
  return [...at(start), ...at(end)];
}

/** What the arms of a site mean, in words. */
function siteNote(site: Site, arms: ReadonlyMap<number, number> | undefined): string {
  const times = (arm: number): number => arms?.get(arm) ?? 0;
  switch (site.kind) {
    case "if":
      return arms === undefined ? "if" : `if: taken ${times(1)}×, not taken ${times(0)}×`;
    case "while":
    case "do":
    case "for":
    case "for-in":
    case "for-of":
    case "for-await":
      return arms === undefined ? "loop head" : `loop head: went on ${times(1)}×, left ${times(0)}×`;
    case "conditional":
      return `?: first ${times(1)}×, second ${times(0)}×`;
    case "logical":
      return `right side evaluated ${times(1)}×, skipped ${times(0)}×`;
    case "optional":
      return `?. went on ${times(1)}×, ended ${times(0)}×`;
    case "switch": {
      const taken = [...(arms ?? [])]
        .sort((a, b) => a[0] - b[0])
        .map(([arm, n]) => `${arm < 0 ? "none" : `case ${arm + 1}`} ${n}×`);
      return taken.length === 0 ? "switch" : `switch: ${taken.join(", ")}`;
    }
    case "statement":
      return "";
    default:
      return site.kind;
  }
}
