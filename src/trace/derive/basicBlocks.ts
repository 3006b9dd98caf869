import type { Program } from "../../program/Program.js";
import type { Trace } from "../format/Trace.js";
import type { Site } from "../format/tables.js";
import { jumpOf } from "./syntax.js";

/** A basic block: sites of one activation that always run one after the other, unless one throws. */
export interface BasicBlock {
  readonly id: number;
  /** Function id of the tables. */
  readonly function: number;
  /** Sites in order of execution. */
  readonly sites: readonly number[];
  /** 1-based first and last line of its sites. */
  readonly line: number;
  readonly endLine: number;
}

/** What blocks are computed from: a trace, or programs with tables made without running them. */
export type Static = Pick<Trace, "tables" | "programs">;

/** Blocks of a program, with for each site the block it is in and the site that block begins with (-1: neither). */
export interface BasicBlocks {
  readonly blocks: readonly BasicBlock[];
  readonly blockOf: Int32Array;
  readonly leader: Int32Array;
}

/**
 * Basic blocks, from the static structure: a block begins at a function's first site, at a loop head, at the first
 * site of a branch, loop body, case or handler, and behind a branching statement or a jump. Sites of one
 * statement list in between run together.
 */
export function basicBlocks(code: Static): BasicBlocks {
  const { sites } = code.tables;
  const leader = leaders(code);
  const blockOf = new Int32Array(sites.length).fill(-1);
  const members: number[][] = [];
  for (const site of executing(code)) {
    if (leader[site.id] === site.id) {
      blockOf[site.id] = members.length;
      members.push([site.id]);
    } else {
      blockOf[site.id] = blockOf[leader[site.id]];
      members[blockOf[site.id]].push(site.id);
    }
  }
  const blocks = members.map((list, id): BasicBlock => {
    const lines = list.map(s => sites[s].line);
    const fn = sites[list[0]].function;
    return { id, function: fn, sites: list, line: Math.min(...lines), endLine: Math.max(...lines) };
  });
  return { blocks, blockOf, leader };
}

const HEADS: ReadonlySet<string> = new Set(["while", "do", "for", "for-in", "for-of", "for-await"]);
const BREAKS: ReadonlySet<string> = new Set(["if", "switch", "try", "with", ...HEADS]);
const NOT_EXECUTED: ReadonlySet<string> = new Set([
  "conditional",
  "logical",
  "optional",
  "await",
  "yield",
  "function",
  "case",
]);
const LABELLED: ReadonlySet<string> = new Set(["LabeledStatement"]);

/** Sites that have occurrences, function by function in source order. */
function executing({ tables }: Static): Site[] {
  return tables.sites.filter(s => !NOT_EXECUTED.has(s.kind));
}

/** For each site the site its block begins with. */
function leaders(code: Static): Int32Array {
  const leader = new Int32Array(code.tables.sites.length).fill(-1);
  // The site before, in the same statement list (function, enclosing site, and list node).
  const before = new Map<string, Site>();
  for (const site of executing(code)) {
    const program = code.programs[site.program];
    const list = `${site.function} ${site.parent} ${listOf(program, site)}`;
    const last = before.get(list);
    const begins =
      last === undefined ||
      HEADS.has(site.kind) ||
      site.kind === "catch" ||
      site.kind === "finally" ||
      site.kind === "for-update" ||
      BREAKS.has(last.kind) ||
      jumpOf(program?.nodes[last.node]?.type ?? "") !== undefined ||
      afterBlock(program, last, site);
    leader[site.id] = begins ? site.id : leader[last.id];
    // What follows a `for` initialiser is its head, in a list of its own.
    before.set(list, site);
  }
  return leader;
}

/** The node whose statements `site` stands among. */
function listOf(program: Program | undefined, site: Site): number {
  if (program === undefined || program.nodes.length <= site.node) return 0;
  if (site.kind === "for-init") return program.nodes[program.nodes[site.node].parent]?.parent ?? -1;
  let at = program.nodes[site.node].parent;
  while (at > 0 && LABELLED.has(program.nodes[at].type)) at = program.nodes[at].parent;
  // A switch runs from case to case: its cases are separate lists, entered by jumps.
  return at;
}

/** Whether a nested block or labelled statement, which may be left by a jump, lies between two sites. */
function afterBlock(program: Program | undefined, last: Site, site: Site): boolean {
  if (program === undefined) return false;
  const end = program.nodes[last.node]?.last ?? 0;
  for (let at = end + 1; at < site.node; at = program.nodes[at].last + 1) {
    const { type } = program.nodes[at];
    if (type === "BlockStatement" || type === "LabeledStatement") return true;
  }
  return false;
}
