import { spawnSync } from "node:child_process";
import type { Value } from "../../../../src/trace/format/Value.js";

/** What a real Python prints as JSON when it is given a script and a JSON input. */
export function inPython(script: string, input: unknown, python = "python3"): unknown {
  const { status, stdout, stderr } = spawnSync(python, ["-I", "-S", "-W", "ignore", "-c", script], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Whether a Python is there to compare with. */
export function hasPython(python = "python3"): boolean {
  return spawnSync(python, ["-c", "pass"]).status === 0;
}

/** Python that says a value with its types as JSON, as {@link shape} says ours. */
export const SHAPE: string = `
import ast, json, sys

def shape(v):
    t = type(v).__name__
    if t in ("int", "float", "bytes", "complex", "ellipsis"):
        return [t, repr(v) if t != "int" else str(v)]
    if t in ("str", "bool", "NoneType"):
        return [t, v]
    if t in ("list", "tuple"):
        return [t, [shape(x) for x in v]]
    if t == "set":
        return [t, sorted((shape(x) for x in v), key=json.dumps)]
    if t == "dict":
        return [t, [[shape(k), shape(x)] for k, x in v.items()]]
    raise TypeError(t)
`;

/** A value of ours in the form Python's {@link SHAPE} gives it. */
export function shape(value: Value, float: (value: number) => string): unknown {
  const inner = (item: Value): unknown => shape(item, float);
  switch (value.type) {
    case "int":
      return ["int", value.value];
    case "number":
      return ["float", float(value.value)];
    case "boxed":
      return [value.class, value.value.type === "string" ? value.value.value : ""];
    case "string":
      return ["str", value.value];
    case "boolean":
      return ["bool", value.value];
    case "null":
      return ["NoneType", null];
    case "array":
      return [value.class, value.items.map(inner)];
    case "set": {
      const text = (item: unknown): string => asciiJson(item);
      return [value.class, value.items.map(inner).sort((a, b) => (text(a) < text(b) ? -1 : 1))];
    }
    case "map":
      return [value.class, value.entries.map(([key, item]) => [inner(key), inner(item)])];
    default:
      throw new TypeError(value.type);
  }
}

/** JSON as Python's `json.dumps` writes it, so that both sides sort alike. */
function asciiJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asciiJson).join(", ")}]`;
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
