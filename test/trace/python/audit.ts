import { ownerOf } from "../../../src/trace/derive/Facts.js";
import { frames } from "../../../src/trace/derive/frames.js";
import { Replay } from "../../../src/trace/derive/Replay.js";
import { Kind, Tag } from "../../../src/trace/format/Kind.js";
import { idOf, kindOf, rowGroups, tagOf } from "../../../src/trace/format/rowGroups.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import type { Value } from "../../../src/trace/format/Value.js";

/** Text of a snapshot with ids by order of appearance; sets in one order, whatever they were filled in. */
function textOf(value: Value): string {
  const bare = (v: Value): unknown =>
    JSON.parse(
      JSON.stringify(v, (key, inner: unknown) => {
        if (key === "id") return 0;
        if (typeof inner === "number" && (!Number.isFinite(inner) || Object.is(inner, -0)))
          return `${Object.is(inner, -0) ? "-" : ""}${inner}`;
        if (typeof inner === "object" && inner !== null && (inner as Value).type === "set") {
          const set = inner as Extract<Value, { type: "set" }>;
          return { ...set, items: set.items.map(item => JSON.stringify(bare(item))).sort() };
        }
        return inner;
      }),
    );
  return JSON.stringify(bare(value));
}

/** Whether a limit cut anything in the value. */
function cut(value: Value): boolean {
  return /"truncated":[1-9]|"type":"elided"/.test(JSON.stringify(value));
}

/** Compares what the log says each variable holds with what the program read back. */
export function audit(t: Trace): { checks: number; wrong: string[] } {
  const replay = new Replay(t);
  const all = frames(t);
  const wrong: string[] = [];
  let checks = 0;
  for (const group of rowGroups(t.columns)) {
    const [op] = group.op;
    if (kindOf(op) !== Kind.CHECK) continue;
    const variable = t.tables.variables[idOf(op)];
    const owner = ownerOf(all, group.frame[0], variable.function);
    replay.seek(group.row);
    checks++;
    const logged = replay.value(owner, variable.id);
    if (tagOf(op) === Tag.UNINITIALIZED) {
      if (logged !== undefined && logged.type !== "uninitialized")
        wrong.push(`row ${group.row}: ${variable.name} is unbound, log ${textOf(logged)}`);
      continue;
    }
    const read = replay.rowValue();
    if (logged === undefined) wrong.push(`row ${group.row}: ${variable.name} is not in the log`);
    else if (!cut(logged) && !cut(read) && textOf(logged) !== textOf(read)) {
      wrong.push(`row ${group.row}: ${variable.name} log ${textOf(logged)} program ${textOf(read)}`);
    }
  }
  return { checks, wrong };
}
