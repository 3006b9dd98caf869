import { decisions } from "../../trace/derive/decisions.js";
import { frames } from "../../trace/derive/frames.js";
import { lineSteps } from "../../trace/derive/linePath.js";
import { literal } from "../../trace/derive/literal.js";
import { occurrences } from "../../trace/derive/occurrences.js";
import { outcomeValue } from "../../trace/derive/outcomeValue.js";
import { valueAt } from "../../trace/derive/valueAt.js";
import type { Trace } from "../../trace/format/Trace.js";
import { DIALECT_VALUES, EMPTY, SLOTS, type TraceRow, type TraceRows } from "./TraceRow.js";

export { DIALECT_VALUES } from "./TraceRow.js";

/** Why a trace cannot be written in the dialect. Nothing else keeps one out. */
export const ROW_REFUSALS = [
  "no call",
  "does not return",
  "more than one function",
  "too many variables",
  "value out of range",
] as const;
/** One of {@link ROW_REFUSALS}. */
export type RowRefusal = (typeof ROW_REFUSALS)[number];

/**
 * The rows of a recorded call: the steps of the `lines` convention that the called function makes, each with the values
 * of all its variables when it is done. Why not, where the trace is none of the dialect.
 */
export function traceRows(trace: Trace): TraceRows | RowRefusal {
  const { tables, header, footer } = trace;
  if (header.call === "") return "no call";
  if (footer.outcome.kind !== "return") return "does not return";
  const value = outcomeValue(trace);
  const result = value === undefined ? undefined : literal(value);
  if (result === undefined || !DIALECT_VALUES.has(result)) return "value out of range";
  const own = tables.functions.filter(fn => fn.kind !== "module" && fn.kind !== "call");
  if (own.length !== 1) return "more than one function";
  const slots = slotNames(trace, own[0].id);
  if (slots === undefined) return "too many variables";
  const all = occurrences(trace);
  const { function: functionOf } = frames(trace);
  const arms = new Map<number, number>();
  const { site: sites, kRun, arm } = decisions(trace);
  sites.forEach((site, i) => {
    arms.set(kRun[i] * tables.sites.length + site, arm[i]);
  });
  const times = new Map<number, number>();
  const rows: TraceRow[] = [];
  for (const index of lineSteps(trace)) {
    if (functionOf[all.frame[index]] !== own[0].id) continue;
    const site = tables.sites[all.site[index]];
    const held = arms.get(all.kRun[index] * tables.sites.length + site.id);
    const when =
      held === undefined && trace.programs[0].nodes[site.node].type !== "ReturnStatement"
        ? "after"
        : "before";
    const values: string[] = [];
    for (const slot of slots) {
      const text = slot === EMPTY ? EMPTY : slotText(trace, index, when, slot);
      if (text === undefined) return "value out of range";
      values.push(text);
    }
    const k = (times.get(site.line) ?? 0) + 1;
    times.set(site.line, k);
    // Arm 0 is the one that is taken when the condition holds.
    rows.push({ line: site.line, k, values, mark: held === undefined ? ";" : held === HOLDS ? "T" : "F" });
  }
  return { slots, rows, result };
}

const HOLDS = 1;

/** Names of the function's variables in order of declaration, filled up to {@link SLOTS}; one slot for each name. */
function slotNames({ tables }: Trace, fn: number): string[] | undefined {
  const names = new Set<string>();
  for (const { function: of, name, kind, program } of tables.variables) {
    if (of === fn && program === 0 && kind !== "function") names.add(name);
  }
  names.delete("arguments");
  if (names.size > SLOTS) return undefined;
  return [...names, ...Array.from({ length: SLOTS - names.size }, () => EMPTY)];
}

function slotText(trace: Trace, index: number, when: "before" | "after", name: string): string | undefined {
  const value = valueAt(trace, index, when, name);
  if (value === undefined || value.type === "uninitialized" || value.type === "undefined") return EMPTY;
  const text = literal(value);
  return text !== undefined && DIALECT_VALUES.has(text) ? text : undefined;
}
