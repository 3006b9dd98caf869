import { outcomeValue } from "../../trace/derive/outcomeValue.js";
import { Kind } from "../../trace/format/Kind.js";
import { idOf, kindOf } from "../../trace/format/rowGroups.js";
import type { Trace } from "../../trace/format/Trace.js";
import type { Value } from "../../trace/format/Value.js";
import type { TwinSet } from "./Twin.js";

/** What a call came to, in terms that no language has to itself: equal for twins on equal arguments. */
export interface TwinOutcome {
  /** `return`, `throw`, or why there is neither (`limit`, `pending`, …). */
  readonly outcome: string;
  /** JSON; an object or dict is `{entries: [[key, value], …]}` in order of insertion. */
  readonly value?: unknown;
  /** Class of the exception, as JavaScript names it. */
  readonly error?: string;
  readonly message?: string;
  /** All that was printed to stdout. */
  readonly output: string;
}

/**
 * Outcome of a twin's call in a recorded trace, comparable between languages.
 *
 * @param errors Of {@link TwinSet}: what JavaScript throws for an exception of Python.
 * @throws TypeError for a value that no JSON says, such as an instance.
 */
export function twinOutcome(trace: Trace, errors: TwinSet["errors"]): TwinOutcome {
  const end = trace.footer.outcome;
  const output = printed(trace);
  if (end.kind === "return") return { outcome: end.kind, value: plain(outcomeValue(trace)!), output };
  if (end.kind !== "throw") return { outcome: end.kind, output };
  const thrown = outcomeValue(trace);
  const name = thrown?.type === "error" ? thrown.class : end.name;
  return { outcome: end.kind, error: errors[name] ?? name, message: end.message, output };
}

/** `seen` has what was made of the objects before: one that occurs again is recorded as a reference. */
function plain(value: Value, seen: Map<number, unknown> = new Map()): unknown {
  switch (value.type) {
    case "null":
      return null;
    case "boolean":
    case "number":
    case "string":
      return value.value;
    case "int":
      return Number(value.value);
    case "ref":
      if (seen.has(value.id)) return seen.get(value.id);
      break;
    case "array":
    case "map":
    case "object": {
      const made = whole(value, seen);
      if (made === undefined) break;
      seen.set(value.id, made);
      return made;
    }
  }
  throw new TypeError(`no twin may return a value of type ${value.type}`);
}

function whole(
  value: Extract<Value, { readonly type: "array" | "map" | "object" }>,
  seen: Map<number, unknown>,
): unknown {
  if (value.type === "array") return value.items.map(item => plain(item, seen));
  if (value.type === "map")
    return { entries: value.entries.map(pair => pair.map(item => plain(item, seen))) };
  if (value.class !== "Object") return undefined;
  return { entries: value.properties.map(({ key, value: item }) => [key, plain(item, seen)]) };
}

function printed({ columns, strings }: Trace): string {
  let text = "";
  for (let c = 0; c < columns.chunkCount; c++) {
    const { rows, op, value } = columns.chunk(c);
    for (let i = 0; i < rows; i++) {
      if (kindOf(op[i]) === Kind.OUTPUT && idOf(op[i]) === 1) text += strings[value[i]];
    }
  }
  return text;
}
