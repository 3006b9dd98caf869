import type { Program } from "../../program/Program.js";
import { linePath } from "../../trace/derive/linePath.js";
import { occurrences } from "../../trace/derive/occurrences.js";
import { outcomeValue } from "../../trace/derive/outcomeValue.js";
import { Replay } from "../../trace/derive/Replay.js";
import { describe } from "../../trace/format/events.js";
import { Kind } from "../../trace/format/Kind.js";
import { idOf, kindOf, rowGroups, tagOf } from "../../trace/format/rowGroups.js";
import type { Trace } from "../../trace/format/Trace.js";
import { fieldName, type Naming, valueText } from "./valueText.js";

/** What a run did, in a form that two runs can be compared by. */
export interface Account {
  readonly outcome: string;
  readonly output: string;
  /** Values written, by variable (`program:declaring node`). */
  readonly writes: ReadonlyMap<string, readonly string[]>;
  /** Property writes, deletions and changes by built-ins, in order. */
  readonly heap: readonly string[];
  /** Statements and heads of the program as they began (node ids; an expression statement as its expression). */
  readonly statements: readonly number[];
  readonly lines: readonly number[];
}

/** Values in one write that are looked at. */
const NODES = 300;

/**
 * Goes through a trace and writes down what two traces of one meaning share.
 *
 * @param nodeOf The node of the main program a node is compared by, -1 for none.
 * @param added Whether a node without such a node is of no account: the variable it declares is left out.
 */
export function account(
  trace: Trace,
  naming: Pick<Naming, "name">,
  nodeOf: (node: number) => number,
  added: boolean,
): Account {
  const { tables, strings } = trace;
  const place = (program: number, node: number): string =>
    `${program}:${program === 0 ? nodeOf(node) : node}`;
  const named: Naming = {
    ...naming,
    fn: id => `function ${place(tables.functions[id].program, tables.functions[id].node)}`,
  };
  const isAdded = (program: number, node: number): boolean => added && program === 0 && nodeOf(node) < 0;
  const writes = new Map<string, string[]>();
  const heap: string[] = [];
  const objects = new Map<number, number>();
  let output = "";
  const replay = new Replay(trace);
  for (const group of rowGroups(trace.columns)) {
    const last = group.op.length - 1;
    const kind = group.regular ? kindOf(group.op[last]) : 0;
    if (kind === Kind.OUTPUT) output += strings[group.value[0]] ?? "";
    if (kind === Kind.SET || kindOf(group.op[0]) === Kind.KEY || kindOf(group.op[0]) === Kind.MUTATE) {
      replay.seek(group.row);
      const event = describe(trace, replay, group, 0, NODES);
      const value = event.value === undefined ? "" : valueText(event.value, named);
      if (kind === Kind.SET) {
        const variable = tables.variables[tables.writes[idOf(group.op[0])].variable];
        if (variable !== undefined && !isAdded(variable.program, variable.node)) {
          const key = `${place(variable.program, variable.node)} ${variable.kind === "this" ? "this" : ""}`;
          const list = writes.get(key);
          if (list === undefined) writes.set(key, [value]);
          else list.push(value);
        }
      } else {
        // Objects go by the order in which they are first changed: ids count what the mutant added too.
        const object = event.object ?? -1;
        if (!objects.has(object)) objects.set(object, objects.size);
        const mutated = kindOf(group.op[0]) === Kind.MUTATE ? group.op.slice(1) : [];
        const given = mutated.map((op, i) => {
          return valueText(
            replay.snapshot({ tag: tagOf(op), value: group.value[i + 1] }, { nodes: NODES }),
            named,
          );
        });
        const name = fieldName(event.name ?? "", naming);
        heap.push(`#${objects.get(object)} ${event.kind} ${name} ${value}${given.join()}`);
      }
    }
  }
  return {
    outcome: outcomeText(trace, named),
    output,
    writes,
    heap,
    statements: statements(trace),
    lines: linePath(trace),
  };
}

function outcomeText(trace: Trace, naming: Naming): string {
  const { outcome, rejections } = trace.footer;
  const value = outcomeValue(trace);
  return [outcome.kind, value === undefined ? "" : valueText(value, naming), ...rejections].join(" ");
}

function statements(trace: Trace): readonly number[] {
  const all = occurrences(trace);
  const [program] = trace.programs;
  const core = trace.tables.sites.map(site => (site.program === 0 ? coreOf(program, site.node) : -1));
  return Array.from(all.site.subarray(0, all.count), site => core[site]).filter(node => node >= 0);
}

/** A node as statements are compared: of an expression statement its expression, which may stand in a loop head too. */
export function coreOf({ nodes }: Program, node: number): number {
  if (nodes[node].type !== "ExpressionStatement") return node;
  for (let id = node + 1; id <= nodes[node].last; id = nodes[id].last + 1) {
    if (nodes[id].field === "expression") return id;
  }
  return node;
}
