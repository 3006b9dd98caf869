import type { Trace } from "../trace/format/Trace.js";

/** The text, cut to `width` characters with `…` where it is longer. */
export function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** Where a site stands, and the first line of its code. */
export interface SiteCode {
  /** Line number; behind the file name where several files were loaded. */
  readonly place: string;
  readonly code: string;
}

const known: WeakMap<Trace, (SiteCode | undefined)[]> = new WeakMap();

/** Place and code of a site, kept with the trace. */
export function siteCode(trace: Trace, site: number): SiteCode {
  let table = known.get(trace);
  if (table === undefined) {
    table = [];
    known.set(trace, table);
  }
  table[site] ??= make(trace, site);
  return table[site];
}

function make(trace: Trace, id: number): SiteCode {
  const site = trace.tables.sites[id];
  const { source, nodes, file } = trace.programs[site.program];
  const node = nodes[site.node];
  // The test of a do loop stands on another line than the loop.
  const text =
    node.line === site.line ? source.slice(node.start, node.end) : (source.split("\n")[site.line - 1] ?? "");
  const files = trace.header.programs.length - (trace.header.callProgram >= 0 ? 1 : 0);
  const place =
    site.program === trace.header.callProgram
      ? "call"
      : files > 1
        ? `${file}:${site.line}`
        : String(site.line);
  return { place, code: clip(text.trim().split("\n")[0].trimEnd(), 76) };
}
