import type { Language } from "../../program/Program.js";
import { pythonLiteral } from "../../trace/derive/pythonLiteral.js";
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

/** Of Python: tuples, frozensets and the like cannot be changed, and equal ones may be one object or not. */
const PYTHON_CHANGEABLE: Readonly<Record<string, RegExp>> = {
  array: /^(?:list|deque)$/,
  map: /./,
  set: /^set$/,
  object: /./,
};

function isChangeable(value: Value, language: Language): boolean {
  if (!CHANGEABLE.has(value.type)) return false;
  return language !== "python" || (PYTHON_CHANGEABLE[value.type]?.test(classOf(value)) ?? false);
}

function classOf(value: Value): string {
  return "class" in value ? value.class : "";
}

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
  { trace, program }: Posing,
  names: readonly string[],
  index: number,
  when: "before" | "after",
): AliasPath[] {
  const found: AliasPath[] = [];
  const seen = new Map<number, Value>();
  for (const root of names) {
    const value = valueAt(trace, index, when, root, SNAPSHOT);
    if (value !== undefined) collect(root, root, value, 0, { seen, found, language: program.language });
  }
  return found;
}

interface Collecting {
  /** What a snapshot shows a second time is a reference without content. */
  readonly seen: Map<number, Value>;
  readonly found: AliasPath[];
  readonly language: Language;
}

function collect(text: string, root: string, shown: Value, level: number, into: Collecting): void {
  const { seen, found, language } = into;
  const value = shown.type === "ref" ? seen.get(shown.id) : shown;
  if (value === undefined || !CHANGEABLE.has(value.type) || !("id" in value) || value.id < 0) return;
  seen.set(value.id, value);
  if (isChangeable(value, language)) found.push({ text, root, id: value.id, value });
  if (level === LEVELS || shown.type === "ref") return;
  if (value.type === "array")
    value.items.slice(0, ELEMENTS).forEach((item, i) => {
      collect(`${text}[${i}]`, root, item, level + 1, into);
    });
  if (value.type === "map")
    for (const [key, item] of value.entries.slice(0, ELEMENTS))
      if (language === "python") {
        const written = key.type === "string" || key.type === "int" ? pythonLiteral(key) : undefined;
        if (written !== undefined) collect(`${text}[${written}]`, root, item, level + 1, into);
      } else if (key.type === "string" || key.type === "number")
        collect(`${text}.get(${JSON.stringify(key.value)})`, root, item, level + 1, into);
  if (value.type !== "object") return;
  for (const { key, value: item } of value.properties) {
    // Private fields are in reach of `this` for certain.
    const reachable = /^[A-Za-z_$][\w$]*$/.test(key) || (root === "this" && /^#[\w$]+$/.test(key));
    if (reachable) collect(`${text}.${key}`, root, item, level + 1, into);
  }
}
