import type { Property, Value } from "../format/Value.js";

/** Languages a literal can be written in; both give the same text. */
export type LiteralLanguage = "javascript" | "typescript";

type Identified = Extract<Value, { readonly id: number }>;

/**
 * Canonical literal text of a value: `[1, 2]`, `{a: 1, "b-c": -0}`, `new Map([["k", 1]])`, `new Set([1])`, `10n`,
 * `NaN`, `/x/g`, `new Date(0)`, `new Uint8Array([1])`. Keys keep their order and are quoted only if needed.
 * An object that occurs twice is written twice. `undefined` where no literal says it: functions, symbols,
 * class instances, accessors, cycles, or anything cut by a limit.
 */
export function literal(value: Value, _language: LiteralLanguage = "javascript"): string | undefined {
  return text(value, new Map(), new Set());
}

type Seen = Map<number, Identified>;

function text(value: Value, seen: Seen, open: Set<number>): string | undefined {
  switch (value.type) {
    case "undefined":
    case "null":
      return value.type;
    case "boolean":
      return String(value.value);
    case "number":
      return Object.is(value.value, -0) ? "-0" : String(value.value);
    case "int":
      return value.value;
    case "bigint":
      return `${value.value}n`;
    case "string":
      return value.value.length < value.length ? undefined : quote(value.value);
    case "ref": {
      const target = seen.get(value.id);
      return target === undefined || open.has(value.id) ? undefined : text(target, seen, open);
    }
    case "array":
    case "object":
    case "map":
    case "set":
    case "typedarray":
    case "date":
    case "regexp":
    case "boxed":
      break;
    default:
      return undefined;
  }
  if (value.id >= 0) {
    seen.set(value.id, value);
    open.add(value.id);
  }
  const result = objectText(value, seen, open);
  open.delete(value.id);
  return result;
}

function objectText(value: Identified, seen: Seen, open: Set<number>): string | undefined {
  switch (value.type) {
    case "array": {
      if (value.class !== "Array" || value.truncated > 0 || value.properties.length > 0) return undefined;
      return list(value.items, seen, open, value.items.at(-1)?.type === "hole");
    }
    case "object": {
      if (value.class !== "Object" || value.truncated > 0) return undefined;
      const parts: string[] = [];
      for (const property of value.properties) {
        const part = propertyText(property, seen, open);
        if (part === undefined) return undefined;
        parts.push(part);
      }
      return `{${parts.join(", ")}}`;
    }
    case "map": {
      if (value.class !== "Map" || value.truncated > 0 || value.properties.length > 0) return undefined;
      const parts: string[] = [];
      for (const [k, v] of value.entries) {
        const key = text(k, seen, open);
        const item = text(v, seen, open);
        if (key === undefined || item === undefined) return undefined;
        parts.push(`[${key}, ${item}]`);
      }
      return parts.length === 0 ? "new Map()" : `new Map([${parts.join(", ")}])`;
    }
    case "set": {
      if (value.class !== "Set" || value.truncated > 0 || value.properties.length > 0) return undefined;
      const items = list(value.items, seen, open, false);
      return items === undefined ? undefined : items === "[]" ? "new Set()" : `new Set(${items})`;
    }
    case "typedarray": {
      if (value.truncated > 0) return undefined;
      const items = list(value.items, seen, open, false);
      return items === undefined ? undefined : `new ${value.class}(${items})`;
    }
    case "date":
      return `new Date(${value.time})`;
    case "regexp":
      return `/${value.source}/${value.flags}`;
    case "boxed": {
      const inner = text(value.value, seen, open);
      return inner === undefined || !["Number", "String", "Boolean"].includes(value.class)
        ? undefined
        : `new ${value.class}(${inner})`;
    }
    default:
      return undefined;
  }
}

function list(items: readonly Value[], seen: Seen, open: Set<number>, trailing: boolean): string | undefined {
  const parts: string[] = [];
  for (const item of items) {
    const part = item.type === "hole" ? "" : text(item, seen, open);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  // A hole at the end needs one more comma: `[1, ,]` has two elements.
  return `[${parts.join(", ")}${trailing ? "," : ""}]`;
}

function propertyText(property: Property, seen: Seen, open: Set<number>): string | undefined {
  if (property.key.startsWith("@@") || property.key.startsWith("#")) return undefined;
  const value = text(property.value, seen, open);
  return value === undefined ? undefined : `${keyText(property.key)}: ${value}`;
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

function keyText(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  if (IDENTIFIER.test(key)) return key;
  if (/^(0|[1-9]\d{0,14})$/.test(key)) return key;
  return quote(key);
}

function quote(value: string): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, c => (c === "\u2028" ? "\\u2028" : "\\u2029"));
}
