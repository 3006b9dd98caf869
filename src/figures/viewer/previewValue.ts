import type { Language } from "../../program/Program.js";
import type { Property, Value } from "../../trace/format/Value.js";
import { previewPython } from "./previewPython.js";

/** Snapshot bounds that fit a preview: more would not be shown. */
export const PREVIEW_BOUNDS: { readonly nodes: number; readonly depth: number } = { nodes: 200, depth: 5 };

/**
 * A value as one line for people, at most `limit` characters; what is left out is said with `…`. Objects met
 * twice in one value are labelled `#id`, so that shared and circular structure can be seen.
 *
 * @param language whose forms the text has: `None` and `(1,)` of Python, else those of JavaScript.
 * @param ids gets the heap ids of all objects the text depends on.
 */
export function previewValue(value: Value, limit: number, language: Language, ids?: Set<number>): string {
  const again = new Set<number>();
  collect(value, ids, again);
  const text = show(value, { again, limit, language });
  if (text.length <= limit) return text;
  const kept = text.slice(0, Math.max(0, limit - 1)).replace(/[\ud800-\udbff]$/, "");
  return `${kept}…`;
}

function collect(value: Value, ids: Set<number> | undefined, again: Set<number>): void {
  if (value.type === "ref") again.add(value.id);
  if ("id" in value) ids?.add(value.id);
  switch (value.type) {
    case "array":
    case "set":
    case "typedarray":
      for (const item of value.items) collect(item, ids, again);
      break;
    case "map":
      for (const [key, item] of value.entries) {
        collect(key, ids, again);
        collect(item, ids, again);
      }
      break;
    case "boxed":
      collect(value.value, ids, again);
      break;
  }
  if ("properties" in value) for (const property of value.properties) collect(property.value, ids, again);
}

/** What the text of a value depends on besides the value. */
interface Showing {
  /** Ids that are met more than once. */
  readonly again: ReadonlySet<number>;
  /** No string needs more characters than this. */
  readonly limit: number;
  readonly language: Language;
}

function show(value: Value, showing: Showing): string {
  const python =
    showing.language === "python"
      ? previewPython(value, showing.limit, item => show(item, showing))
      : undefined;
  if (python !== undefined) {
    return "id" in value && showing.again.has(value.id) ? `#${value.id} ${python}` : python;
  }
  switch (value.type) {
    case "undefined":
    case "null":
      return value.type;
    case "boolean":
      return String(value.value);
    case "number":
      return Object.is(value.value, -0) ? "-0" : String(value.value);
    case "bigint":
      return `${value.value}n`;
    case "int":
      return value.value;
    case "string":
      return value.length > value.value.length
        ? `${JSON.stringify(value.value.slice(0, showing.limit))}… (${value.length} characters)`
        : JSON.stringify(value.value.slice(0, showing.limit));
    case "symbol":
      return `Symbol(${value.description})`;
    case "ref":
      return `→#${value.id}`;
    case "hole":
      return "empty";
    case "accessor":
      return "(getter)";
    case "elided":
      return "…";
    case "uninitialized":
      return "(not initialised)";
  }
  const tag = showing.again.has(value.id) ? `#${value.id} ` : "";
  return tag + showObject(value, showing);
}

type Identified = Exclude<Extract<Value, { readonly id: number }>, { type: "ref" | "symbol" }>;

function showObject(value: Identified, showing: Showing): string {
  const inner = (item: Value): string => show(item, showing);
  const rest = (truncated: number): string[] => (truncated > 0 ? [`… ${truncated} more`] : []);
  const named = (properties: readonly Property[]): string[] =>
    properties.map(property => `${keyText(property.key)}: ${inner(property.value)}`);
  switch (value.type) {
    case "function":
      return value.name === "" ? "ƒ" : `ƒ ${value.name}`;
    case "array": {
      const parts = [...value.items.map(inner), ...rest(value.truncated), ...named(value.properties)];
      return `${value.class === "Array" ? "" : `${value.class} `}[${parts.join(", ")}]`;
    }
    case "typedarray":
      return `${value.class} [${[...value.items.map(inner), ...rest(value.truncated)].join(", ")}]`;
    case "object": {
      const parts = [...named(value.properties), ...rest(value.truncated)];
      return `${value.class === "Object" ? "" : `${value.class} `}{${parts.join(", ")}}`;
    }
    case "map": {
      const entries = value.entries.map(([key, item]) => `${inner(key)} ⇒ ${inner(item)}`);
      return `${value.class}(${value.size}) {${[...entries, ...rest(value.truncated), ...named(value.properties)].join(", ")}}`;
    }
    case "set": {
      const parts = [...value.items.map(inner), ...rest(value.truncated), ...named(value.properties)];
      return `${value.class}(${value.size}) {${parts.join(", ")}}`;
    }
    case "date":
      return Number.isNaN(value.time) ? "Date(invalid)" : `Date(${new Date(value.time).toISOString()})`;
    case "regexp":
      return `/${value.source}/${value.flags}`;
    case "error":
      return value.message === "" ? value.name : `${value.name}: ${value.message}`;
    case "boxed":
      return `[${value.class} ${inner(value.value)}]`;
    case "opaque":
      return value.class;
  }
}

const IDENTIFIER = /^(?:[#@\p{ID_Start}$_][\p{ID_Continue}$@]*|\d{1,15})$/u;

function keyText(key: string): string {
  return IDENTIFIER.test(key) ? key : JSON.stringify(key);
}
