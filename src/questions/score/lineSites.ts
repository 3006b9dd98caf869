import type { Program } from "../../program/Program.js";
import { SourceError } from "../../program/SourceError.js";
import { basicBlocks } from "../../trace/derive/basicBlocks.js";
import type { Site, SiteKind } from "../../trace/format/tables.js";
import { tablesOf } from "../../trace/javascript/tablesOf.js";
import { pythonLineSites } from "./pythonLineSites.js";

/** Kinds of sites that add no line to a list of executed lines: `finally`, `case`, field initialisers and defaults. */
export const SILENT: ReadonlySet<SiteKind> = new Set<SiteKind>(["finally", "case", "init"]);

/** What stands on a line that can be executed. */
export interface LineSite {
  /** The first site that begins on the line: by it the line is classed. */
  readonly site: Site;
  /** Basic block of that site, and its place among the block's sites. */
  readonly block: number;
  readonly position: number;
}

const known = new WeakMap<Program, ReadonlyMap<number, LineSite> | undefined>();

/**
 * The lines (1-based) of a program that can be executed, from its text alone. A line on which several statements
 * begin belongs to the block of the first of them. `undefined` for a program that cannot be traced.
 */
export function lineSites(program: Program): ReadonlyMap<number, LineSite> | undefined {
  if (known.has(program)) return known.get(program);
  const found = scan(program);
  known.set(program, found);
  return found;
}

function scan(program: Program): ReadonlyMap<number, LineSite> | undefined {
  if (program.language === "python") return pythonLineSites(program);
  try {
    const tables = tablesOf(program);
    const { blocks } = basicBlocks({ tables, programs: [program] });
    const lines = new Map<number, LineSite>();
    for (const [block, { sites }] of blocks.entries()) {
      for (const [position, id] of sites.entries()) {
        const site = tables.sites[id];
        const before = lines.get(site.line);
        if (SILENT.has(site.kind) || (before !== undefined && before.site.node <= site.node)) continue;
        lines.set(site.line, { site, block, position });
      }
    }
    return lines;
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
