import type { Trace } from "../format/Trace.js";
import { occurrences } from "./occurrences.js";

/** Which program of the trace is meant where several were loaded: index into `trace.programs`. Default 0. */
export interface ProgramChoice {
  readonly program?: number;
}

/** Lines (1-based, ascending) on which a statement or head began. */
export function coveredLines(trace: Trace, options: ProgramChoice = {}): number[] {
  const lines = new Set<number>();
  for (const site of coveredSites(trace, options.program ?? 0)) lines.add(trace.tables.sites[site].line);
  return [...lines].sort((a, b) => a - b);
}

/** Node ids (ascending) of the statements, heads and catch clauses that occurred. */
export function coveredNodes(trace: Trace, options: ProgramChoice = {}): number[] {
  const nodes = new Set<number>();
  for (const site of coveredSites(trace, options.program ?? 0)) nodes.add(trace.tables.sites[site].node);
  return [...nodes].sort((a, b) => a - b);
}

function coveredSites(trace: Trace, program: number): number[] {
  const { site, count } = occurrences(trace);
  const seen = new Uint8Array(trace.tables.sites.length);
  for (let i = 0; i < count; i++) seen[site[i]] = 1;
  return trace.tables.sites.filter(s => seen[s.id] === 1 && s.program === program).map(s => s.id);
}

/** How often things began, in one program of the trace. */
export interface StepCounts {
  /** By site id (all programs; 0 where it never began). */
  readonly sites: Int32Array;
  /** 1-based line → occurrences on it of every site with that line; only lines that have a site. */
  readonly lines: ReadonlyMap<number, number>;
  /** Node id → occurrences of its sites; only nodes that have a site that can occur. */
  readonly nodes: ReadonlyMap<number, number>;
}

/** Kinds of sites that have occurrences (the others only have BRANCH, AWAIT, YIELD or RETURN rows). */
export const OCCURRING: ReadonlySet<string> = new Set([
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
  "for-update",
  "case",
  "catch",
  "finally",
  "arrow",
  "init",
]);

/** Execution counts by site, line and node, zeros included. Lines and nodes are in ascending order. */
export function stepCounts(trace: Trace, options: ProgramChoice = {}): StepCounts {
  const program = options.program ?? 0;
  const { site, count } = occurrences(trace);
  const sites = new Int32Array(trace.tables.sites.length);
  for (let i = 0; i < count; i++) sites[site[i]]++;
  const lines = new Map<number, number>();
  const nodes = new Map<number, number>();
  for (const s of trace.tables.sites) {
    if (s.program !== program || (sites[s.id] === 0 && !OCCURRING.has(s.kind))) continue;
    lines.set(s.line, (lines.get(s.line) ?? 0) + sites[s.id]);
    nodes.set(s.node, (nodes.get(s.node) ?? 0) + sites[s.id]);
  }
  return { sites, lines: sorted(lines), nodes: sorted(nodes) };
}

function sorted(map: Map<number, number>): Map<number, number> {
  return new Map([...map].sort((a, b) => a[0] - b[0]));
}
