import type { Program } from "../../../program/Program.js";
import { OCCURRING } from "../../../trace/derive/coverage.js";
import { decisions } from "../../../trace/derive/decisions.js";
import { occurrences } from "../../../trace/derive/occurrences.js";
import { valueAt } from "../../../trace/derive/valueAt.js";
import type { Trace } from "../../../trace/format/Trace.js";
import type { Aligned } from "../../align/Aligned.js";
import { headEnd } from "./headEnds.js";
import { plainValue } from "./plainValue.js";
import { runPlaces } from "./RunPlaces.js";
import { sourceEnds } from "./sourceEnds.js";
import { labelCells, type TextLabels } from "./TextLabels.js";

/** Labels that {@link runLabels} gives. */
export const RUN_LABELS: readonly string[] = [
  "executed",
  "times",
  "branch",
  "last branch",
  "value before",
  "value after",
];

/** What is known of the text around the program. */
export interface RunLabelsOptions {
  /** Byte of the text behind the call; undefined: it does not stand in the text, so that nothing about the run is read-out. */
  readonly callEnd?: number;
  /** Which program of the trace the tokens show. Default 0. */
  readonly program?: number;
}

/**
 * What a run says of each token of the source it ran:
 *
 * - `executed`: whether the statement or head the token belongs to occurred; `times`: how often;
 * - `branch`: for tokens of a condition, `taken`, `not taken`, `both` or `never` (evaluated), over the whole run; `last branch`: `taken` or `not
 *   taken`, the last time;
 * - `value before`, `value after`: for names, their value before and after the last occurrence of the statement; none where it has
 *   none (not yet declared, a statement that left by an exception or returned).
 *
 * All of them depend on the call and on the source as far as `runPlaces` says: read-out only where both stand before the end of the
 * token.
 */
export function runLabels(trace: Trace, aligned: Aligned, options: RunLabelsOptions = {}): TextLabels {
  const { callEnd = Number.POSITIVE_INFINITY, program: index = 0 } = options;
  const program = trace.programs[index] as Program;
  const { nodes } = program;
  const { owner, trivia, scored } = aligned;
  const { sites } = trace.tables;
  const places = runPlaces(trace, program, index, OCCURRING);
  const ends = sourceEnds(aligned);
  const all = occurrences(trace);
  const arms = armsOf(trace);
  const cells = Object.fromEntries(RUN_LABELS.map(name => [name, labelCells(owner.length)])) as Record<
    string,
    ReturnType<typeof labelCells>
  >;
  for (let t = 0; t < owner.length; t++) {
    const site = owner[t] < 0 || trivia[t] === 1 ? -1 : places.siteOf[owner[t]];
    if (site < 0) continue;
    const put = (name: string, value: string | number | boolean | undefined, known: number): void => {
      if (value === undefined) return;
      cells[name].values[t] = value;
      if (known > ends[t] || callEnd > scored.spans.end[t]) cells[name].anticipated[t] = 1;
    };
    const own = all.of(site);
    const every = places.every(site);
    put("executed", own.length > 0, places.executed(site));
    put("times", own.length, every);
    const test = conditionOf(program, owner[t]);
    const taken = test === undefined ? undefined : (arms.get(`${index} ${test.node}`) ?? []);
    if (test !== undefined && taken !== undefined) {
      const known = Math.max(every, test.byteEnd);
      put("branch", branchOf(taken), known);
      const last = taken.at(-1);
      if (last !== undefined) put("last branch", last === 1 ? "taken" : "not taken", known);
    }
    const { type, start, end } = nodes[owner[t]];
    if ((type !== "Identifier" && type !== "identifier") || own.length === 0) continue;
    const name = program.source.slice(start, end);
    const last = own[own.length - 1];
    put("value before", stateValue(trace, last, "before", name), every);
    put(
      "value after",
      stateValue(trace, last, "after", name),
      Math.max(every, headEnd(program, sites[site])),
    );
  }
  return new Map(Object.entries(cells));
}

function stateValue(trace: Trace, occurrence: number, when: "before" | "after", name: string) {
  return plainValue(valueAt(trace, occurrence, when, name));
}

function branchOf(arms: readonly number[]): string {
  const taken = arms.includes(1);
  if (arms.length === 0) return "never";
  return taken && arms.includes(0) ? "both" : taken ? "taken" : "not taken";
}

/** By `<program> <node>`: arms of a two-way decision in order. */
function armsOf(trace: Trace): Map<string, number[]> {
  const found = new Map<string, number[]>();
  const { site, arm } = decisions(trace);
  for (let i = 0; i < site.length; i++) {
    const { program, node, kind } = trace.tables.sites[site[i]];
    if (kind === "switch") continue;
    const key = `${program} ${node}`;
    const list = found.get(key);
    if (list === undefined) found.set(key, [arm[i]]);
    else list.push(arm[i]);
  }
  return found;
}

/** The condition a leaf stands in: the node that decides by it, and where it ends. */
function conditionOf({ nodes }: Program, leaf: number): { node: number; byteEnd: number } | undefined {
  for (let at = nodes[leaf]; at.parent >= 0; at = nodes[at.parent]) {
    const { type } = nodes[at.parent];
    if (at.field === "test" || at.field === "condition") return { node: at.parent, byteEnd: at.byteEnd };
    if (/Statement$|Function|Declaration$|_statement$|_definition$/.test(type)) return undefined;
  }
  return undefined;
}
