import type { Node } from "../../program/Node.js";
import { frames } from "../derive/frames.js";
import { comesRound } from "../derive/linePath.js";
import { occurrences } from "../derive/occurrences.js";
import { ID_SHIFT, KIND_MASK, Kind } from "../format/Kind.js";
import type { Trace } from "../format/Trace.js";
import type { Site } from "../format/tables.js";

/** 1-based line, 0-based column. */
export interface CoveragePosition {
  readonly line: number;
  readonly column: number;
}

/** A source range, end exclusive. */
export interface CoverageRange {
  readonly start: CoveragePosition;
  readonly end: CoveragePosition;
}

/** Coverage counts of one file, as Istanbul writes them (`coverage-final.json`), with line counts besides. */
export interface FileCoverage {
  readonly path: string;
  readonly statementMap: Readonly<Record<string, CoverageRange>>;
  readonly s: Readonly<Record<string, number>>;
  readonly fnMap: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly line: number;
        readonly decl: CoverageRange;
        readonly loc: CoverageRange;
      }
    >
  >;
  readonly f: Readonly<Record<string, number>>;
  readonly branchMap: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly line: number;
        readonly loc: CoverageRange;
        readonly locations: readonly CoverageRange[];
      }
    >
  >;
  readonly b: Readonly<Record<string, readonly number[]>>;
  /** 1-based line → most executions of a statement that starts there. */
  readonly l: Readonly<Record<string, number>>;
}

/** Statements as Istanbul counts them; `for (;;)` initialisers are statements of their own. */
const STATEMENTS: ReadonlySet<string> = new Set([
  "statement",
  "if",
  "switch",
  "try",
  "while",
  "do",
  "for",
  "for-in",
  "for-of",
  "for-await",
  "for-init",
  "arrow",
]);

const BRANCH_TYPES: Readonly<Record<string, string>> = {
  if: "if",
  conditional: "cond-expr",
  logical: "binary-expr",
  switch: "switch",
};

/** Statement, function and branch counts with locations, for one program of the trace (default the main file). */
export function toCoverage(trace: Trace, options: { readonly program?: number } = {}): FileCoverage {
  const program = options.program ?? 0;
  const { nodes, file } = trace.programs[program];
  const statementMap: Record<string, CoverageRange> = {};
  const s: Record<string, number> = {};
  const l: Record<string, number> = {};
  const own = trace.tables.sites.filter(site => site.program === program);
  const arms = armCounts(trace);
  const counts = executions(trace, arms);
  own
    .filter(
      site =>
        STATEMENTS.has(site.kind) &&
        !/^(?:Class|Import|class_definition|import_|future_import_)/.test(nodes[site.node].type),
    )
    .forEach((site, i) => {
      statementMap[i] = range(nodes[site.node]);
      s[i] = counts[site.id];
      l[site.line] = Math.max(l[site.line] ?? 0, counts[site.id]);
    });
  const calls = new Int32Array(trace.tables.functions.length);
  for (const fn of frames(trace).function) if (fn >= 0) calls[fn]++;
  const fnMap: Record<string, FileCoverage["fnMap"][string]> = {};
  const f: Record<string, number> = {};
  trace.tables.functions
    .filter(fn => fn.program === program && !["module", "call", "init"].includes(fn.kind))
    // A class without a constructor has an entry too; what it runs is the engine's.
    .filter(fn => !/^class/i.test(nodes[fn.node].type))
    .forEach((fn, i) => {
      const node = nodes[fn.node];
      const name = nodes.find(n => n.parent === fn.node && (n.field === "id" || n.field === "name")) ?? node;
      const body = nodes.find(n => n.parent === fn.node && n.field === "body") ?? node;
      fnMap[i] = { name: fn.name, line: fn.line, decl: range(name), loc: range(body) };
      f[i] = calls[fn.id];
    });
  const branchMap: Record<string, FileCoverage["branchMap"][string]> = {};
  const b: Record<string, readonly number[]> = {};
  own
    .filter(site => BRANCH_TYPES[site.kind] !== undefined)
    .forEach((site, i) => {
      const taken = arms.get(site.id) ?? new Map<number, number>();
      const { locations, counts } = branches(nodes, site, taken);
      branchMap[i] = {
        type: BRANCH_TYPES[site.kind],
        line: site.line,
        loc: range(nodes[site.node]),
        locations,
      };
      b[i] = counts;
    });
  return { path: file, statementMap, s, fnMap, f, branchMap, b, l };
}

/** How often each statement was come to: loops count when they are entered, not when they come round. */
function executions(trace: Trace, arms: ReadonlyMap<number, ReadonlyMap<number, number>>): Int32Array {
  const all = occurrences(trace);
  const { sites } = trace.tables;
  const before = new Int32Array(all.count).fill(-1);
  for (let i = 0; i < all.count; i++) if (all.next[i] >= 0) before[all.next[i]] = i;
  const counts = new Int32Array(sites.length);
  for (let i = 0; i < all.count; i++) {
    const to = all.site[i];
    if (before[i] < 0 || !comesRound(sites, all.site[before[i]], to)) counts[to]++;
  }
  // The head of a `do` loop is always reached from its body: count the evaluations that ended it.
  for (const site of sites) if (site.kind === "do") counts[site.id] = arms.get(site.id)?.get(0) ?? 0;
  return counts;
}

/** How often each arm of each site was taken. */
function armCounts(trace: Trace): Map<number, Map<number, number>> {
  const found = new Map<number, Map<number, number>>();
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const { op, value, rows } = trace.columns.chunk(c);
    for (let i = 0; i < rows; i++) {
      if ((op[i] & KIND_MASK) !== Kind.BRANCH) continue;
      const site = op[i] >>> ID_SHIFT;
      let arms = found.get(site);
      if (arms === undefined) {
        arms = new Map();
        found.set(site, arms);
      }
      arms.set(value[i], (arms.get(value[i]) ?? 0) + 1);
    }
  }
  return found;
}

function branches(
  nodes: readonly Node[],
  site: Site,
  taken: ReadonlyMap<number, number>,
): { locations: CoverageRange[]; counts: number[] } {
  const field = (name: string): Node | undefined =>
    nodes.find(n => n.parent === site.node && n.field === name);
  const [yes, no] = [taken.get(1) ?? 0, taken.get(0) ?? 0];
  const here = nodes[site.node];
  if (site.kind === "switch") {
    const cases = nodes.filter(
      n => /^(?:SwitchCase|case_clause)$/.test(n.type) && switchOf(nodes, n) === site.node,
    );
    return { locations: cases.map(range), counts: cases.map((_, i) => taken.get(i) ?? 0) };
  }
  if (site.kind === "logical") {
    // The left side is always evaluated, the right side by arm 1.
    return { locations: [field("left") ?? here, field("right") ?? here].map(range), counts: [yes + no, yes] };
  }
  return {
    locations: [
      field("consequent") ?? field("consequence") ?? here,
      field("alternate") ?? alternative(nodes, here) ?? here,
    ].map(range),
    counts: [yes, no],
  };
}

function range(node: Node): CoverageRange {
  return {
    start: { line: node.line, column: node.column },
    end: { line: node.endLine, column: node.endColumn },
  };
}

/** The switch a case belongs to; Python's cases stand in a block. */
function switchOf(nodes: readonly Node[], { parent }: Node): number {
  return nodes[parent].type === "block" ? nodes[parent].parent : parent;
}

/** What runs where a Python `if` or `elif` is not taken: the `elif` or `else` behind it. */
function alternative(nodes: readonly Node[], here: Node): Node | undefined {
  const elif = here.type === "elif_clause";
  const behind = elif ? here.last : here.id;
  const statement = elif ? here.parent : here.id;
  return nodes.find(n => n.id > behind && n.parent === statement && n.field === "alternative");
}
