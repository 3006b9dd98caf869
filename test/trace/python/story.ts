import { events } from "../../../src/trace/format/events.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import type { Value } from "../../../src/trace/format/Value.js";

/** A value in few characters. */
export function short(value: Value | undefined): string {
  if (value === undefined) return "";
  switch (value.type) {
    case "null":
      return "None";
    case "boolean":
      return value.value ? "True" : "False";
    case "string":
      return JSON.stringify(value.value);
    case "int":
    case "bigint":
    case "number":
      return String(value.value);
    case "array":
      return `${value.class === "list" ? "" : value.class}[${value.items.map(short).join(" ")}]`;
    case "map":
      return `{${value.entries.map(([k, v]) => `${short(k)}:${short(v)}`).join(" ")}}`;
    case "set":
      return `{${value.items.map(short).join(" ")}}`;
    case "object":
      return `${value.class}(${value.properties.map(p => `${p.key}=${short(p.value)}`).join(" ")})`;
    case "error":
      return `${value.class}(${value.message})`;
    case "function":
      return `fn ${value.name}`;
    case "boxed":
      return `${value.class} ${short(value.value)}`;
    case "opaque":
      return `<${value.class}>`;
    default:
      return value.type;
  }
}

const QUIET: ReadonlySet<string> = new Set(["new", "row"]);

/** Events of a trace in one line each: kind, line, name, value; `from`: first line of the program to tell of. */
export function story(t: Trace, from = 1): string[] {
  const told: string[] = [];
  for (const { kind, line = 0, name, value, program } of events(t)) {
    if (QUIET.has(kind) || (program === 0 && line < from)) continue;
    told.push(
      [kind, program === 0 ? line : "call", ...(name ? [name] : []), ...(value ? [short(value)] : [])].join(
        " ",
      ),
    );
  }
  return told;
}
