import type { Node } from "../../program/Node.js";
import type { Program } from "../../program/Program.js";
import type { Trace } from "../format/Trace.js";
import type { Site } from "../format/tables.js";
import { activates, isLoop, jumpOf } from "./syntax.js";

const BRANCHING: ReadonlySet<string> = new Set([
  "if",
  "switch",
  "while",
  "do",
  "for",
  "for-in",
  "for-of",
  "for-await",
]);
const LOOPS: ReadonlySet<string> = new Set([...BRANCHING].filter(kind => kind !== "if" && kind !== "switch"));

/**
 * For each site the heads (site ids) that decide whether it runs: the branching statement or loop around it, for a
 * loop head also itself, and every head behind or within which a jump (`break`, `continue`, `return`, `throw`) may
 * have skipped it.
 */
export function controllers(trace: Trace): readonly (readonly number[])[] {
  const { sites } = trace.tables;
  const found = sites.map(site => {
    const own = new Set<number>();
    let at = site.parent;
    while (at >= 0 && !BRANCHING.has(sites[at].kind) && sites[at].kind !== "catch") at = sites[at].parent;
    if (at >= 0) own.add(at);
    if (LOOPS.has(site.kind)) own.add(site.id);
    return own;
  });
  const byFunction = new Map<number, Site[]>();
  for (const site of sites) {
    const list = byFunction.get(site.function);
    if (list === undefined) byFunction.set(site.function, [site]);
    else list.push(site);
  }
  for (const list of byFunction.values()) {
    const program = trace.programs[list[0].program];
    if (program === undefined) continue;
    for (const jump of list) skippers(program, jump, list, sites, found);
  }
  return found.map(set => [...set]);
}

/** Notes what a jump may skip. */
function skippers(
  program: Program,
  jump: Site,
  list: readonly Site[],
  sites: readonly Site[],
  found: readonly Set<number>[],
): void {
  const { nodes } = program;
  const node = nodes[jump.node];
  if (jump.kind !== "statement" || node === undefined || jumpOf(node.type) === undefined) return;
  const target = targetOf(program, jump.node);
  for (let head = jump.parent; head >= 0 && sites[head].node > target; head = sites[head].parent) {
    if (!BRANCHING.has(sites[head].kind)) continue;
    const end = nodes[sites[head].node].last;
    for (const site of list) {
      const behind = site.node > end && site.node <= nodes[target].last;
      // A loop around the head comes round only if the jump did not leave it.
      const around = LOOPS.has(site.kind) && site.node < sites[head].node && nodes[site.node].last >= end;
      if (behind || (around && site.node >= target)) found[site.id].add(head);
    }
  }
}

/** The node a jump leaves (or goes round): loop, switch, labelled statement or function. */
function targetOf(program: Program, node: number): number {
  const { nodes } = program;
  const jump = jumpOf(nodes[node].type);
  const label = labelOf(program, node);
  let at = nodes[node].parent;
  for (; at > 0; at = nodes[at].parent) {
    const here = nodes[at];
    if (activates(here.type)) return at;
    if (jump === "return" || jump === "throw") continue;
    if (label === undefined) {
      if (isLoop(here.type)) return at;
      if (jump === "break" && here.type === "SwitchStatement") return at;
    } else if (here.type === "LabeledStatement") {
      const name = labelOf(program, at);
      if (name !== undefined && textOf(program, name.id) === textOf(program, label.id)) return at;
    }
  }
  return 0;
}

function labelOf(program: Program, node: number): Node | undefined {
  const { nodes } = program;
  for (let id = node + 1; id <= nodes[node].last; id = nodes[id].last + 1)
    if (nodes[id].field === "label") return nodes[id];
  return undefined;
}

function textOf(program: Program, node: number): string {
  return program.source.slice(program.nodes[node].start, program.nodes[node].end);
}
