import { valueAt } from "../../trace/derive/valueAt.js";
import type { Value } from "../../trace/format/Value.js";
import type { Posing } from "./Posing.js";
import { DATA } from "./stateVariables.js";

/** An expression that holds an object at some moment. */
export interface AliasPath {
  /** `list`, `this.items`, `rows[0].tags`, `byName.get("x")`. */
  readonly text: string;
  /** The variable it starts from. */
  readonly root: string;
  /** Heap id of the object. */
  readonly id: number;
  readonly value: Value;
}

/** Kinds of objects that a program can change through what holds them. */
const CHANGEABLE: ReadonlySet<string> = new Set(["array", "object", "map", "set", "typedarray", "date"]);

/** Elements of an array or map that are looked at, levels below a variable, and objects and primitives of one snapshot. */
const ELEMENTS = 3;
const LEVELS = 2;
const SNAPSHOT: { readonly nodes: number; readonly depth: number } = { nodes: 120, depth: LEVELS + 2 };

/** Names of variables (and `this`) in reach of a function, innermost function first. */
export function namesInReach({ trace }: Posing, fn: number): string[] {
  const { functions, variables } = trace.tables;
  const names = new Set<string>();
  for (let at = fn; at >= 0; at = functions[at].parent)
    for (const { name, kind, function: owner, program } of variables)
      if (owner === at && program === 0 && (DATA.has(kind) || kind === "this")) names.add(name);
  return [...names];
}

/** What holds an object before or after an occurrence: variables, and what stands at most two levels below them. */
export function aliasPaths(
  { trace }: Posing,
  names: readonly string[],
  index: number,
  when: "before" | "after",
): AliasPath[] {
  const found: AliasPath[] = [];
  // What a snapshot shows a second time is a reference without content.
  const seen = new Map<number, Value>();
  for (const root of names) {
    const value = valueAt(trace, index, when, root, SNAPSHOT);
    if (value !== undefined) collect(root, root, value, 0, seen, found);
  }
  return found;
}

function collect(
  text: string,
  root: string,
  shown: Value,
  level: number,
  seen: Map<number, Value>,
  found: AliasPath[],
): void {
  const value = shown.type === "ref" ? seen.get(shown.id) : shown;
  if (value === undefined || !CHANGEABLE.has(value.type) || !("id" in value) || value.id < 0) return;
  seen.set(value.id, value);
  found.push({ text, root, id: value.id, value });
  if (level === LEVELS || shown.type === "ref") return;
  if (value.type === "array")
    value.items.slice(0, ELEMENTS).forEach((item, i) => {
      collect(`${text}[${i}]`, root, item, level + 1, seen, found);
    });
  if (value.type === "map")
    for (const [key, item] of value.entries.slice(0, ELEMENTS))
      if (key.type === "string" || key.type === "number")
        collect(`${text}.get(${JSON.stringify(key.value)})`, root, item, level + 1, seen, found);
  if (value.type !== "object") return;
  for (const { key, value: item } of value.properties) {
    // Private fields are in reach of `this` for certain.
    const reachable = /^[A-Za-z_$][\w$]*$/.test(key) || (root === "this" && /^#[\w$]+$/.test(key));
    if (reachable) collect(`${text}.${key}`, root, item, level + 1, seen, found);
  }
}
