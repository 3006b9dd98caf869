import { Tag } from "./Kind.js";
import { encodeCut, truncatedLength } from "./strings.js";
import type { Value } from "./Value.js";
import { TAG_WORDS } from "./words.js";

/*
 * Values in JSONL: what JSON can say exactly stands as it is (null, booleans, finite numbers but -0, strings);
 * everything else is an object with `type`. Objects have their heap id and, for readers, their content at
 * that moment as in Value.ts; reading back needs the id only.
 */

/** A value of JSONL. */
export type JSONValue = null | boolean | number | string | { readonly [key: string]: unknown };

/** String table while a JSONL file is written or read: texts have the ids of their first appearance. */
export class StringIds {
  private readonly ids: Map<string, number> = new Map();
  /** Texts known, by id. */
  readonly texts: string[] = [];

  /** Id of a text; a new text gets the next. */
  id(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    this.define(text);
    return this.texts.length - 1;
  }

  /** Gives the next id to a text, whether it has one already or not. */
  define(text: string): void {
    if (!this.ids.has(text)) this.ids.set(text, this.texts.length);
    this.texts.push(text);
  }

  /** Whether a reader that sees the text for id `id` will find that id without being told. */
  plain(text: string, id: number): boolean {
    return (this.ids.get(text) ?? this.texts.length) === id;
  }
}

/** Writes a value of Value.ts: primitives that JSON has as they are, in depth. */
export function toJSONValue(value: Value): JSONValue {
  switch (value.type) {
    case "null":
      return null;
    case "boolean":
      return value.value;
    case "number":
      return Number.isFinite(value.value) && !Object.is(value.value, -0)
        ? value.value
        : { type: "number", value: Object.is(value.value, -0) ? "-0" : String(value.value) };
    case "string":
      return value.length === value.value.length ? value.value : { ...value };
    default: {
      const out: Record<string, unknown> = {};
      for (const [key, item] of Object.entries(value)) {
        if (key === "items") out.items = (item as Value[]).map(toJSONValue);
        else if (key === "entries") {
          out.entries = (item as [Value, Value][]).map(([k, v]) => [toJSONValue(k), toJSONValue(v)]);
        } else if (key === "properties") {
          const list = item as { key: string; value: Value }[];
          if (list.length > 0 || value.type === "object") {
            out.properties = list.map(p => ({ key: p.key, value: toJSONValue(p.value) }));
          }
        } else if (key === "truncated") {
          if (item !== 0) out.truncated = item;
        } else if (key === "value" && value.type === "boxed") out.value = toJSONValue(item as Value);
        else if (key === "time" && Number.isNaN(item)) out.time = "NaN";
        else out[key] = item;
      }
      return out;
    }
  }
}

/** Writes the value of a row so that {@link decodeSlot} finds tag and number again. `deep` is its content for readers. */
export function encodeSlot(
  tag: number,
  value: number,
  strings: readonly string[],
  ids: StringIds,
  deep: Value,
): JSONValue {
  switch (tag) {
    case Tag.STRING:
    case Tag.BIGINT:
    case Tag.LONG: {
      const recorded = strings[value];
      const type = tag === Tag.STRING ? "string" : tag === Tag.LONG ? "int" : "bigint";
      if (recorded === undefined) return { type, string: value };
      const shared = ids.plain(recorded, value);
      if (shared) ids.id(recorded);
      const id = shared ? {} : { string: value };
      const { text, length } = truncatedLength(recorded);
      if (tag !== Tag.STRING) return { type, value: recorded, ...id };
      const cut = length !== text.length || text !== recorded;
      if (cut && encodeCut(text, length) !== recorded) return { type, recorded, ...id };
      return cut
        ? { type, value: text, length, ...id }
        : shared
          ? recorded
          : { type, value: recorded, ...id };
    }
    case Tag.OBJECT:
    case Tag.FUNCTION:
    case Tag.SYMBOL: {
      const word = TAG_WORDS[tag];
      const shown = toJSONValue(deep);
      if (shown === null || typeof shown !== "object" || shown.id !== value || shown.type === "ref")
        return { type: word, id: value };
      return isWord(shown.type, word) ? shown : { ...shown, tag: word };
    }
    default:
      return toJSONValue(deep);
  }
}

/** Reads what {@link encodeSlot} wrote. @throws TypeError for anything else. */
export function decodeSlot(json: unknown, ids: StringIds): { readonly tag: number; readonly value: number } {
  if (json === null) return { tag: Tag.NULL, value: 0 };
  if (typeof json === "boolean") return { tag: json ? Tag.TRUE : Tag.FALSE, value: 0 };
  if (typeof json === "number") return { tag: Tag.NUMBER, value: json };
  if (typeof json === "string") return { tag: Tag.STRING, value: ids.id(json) };
  if (typeof json !== "object") throw new TypeError("no value");
  const { type, value, id, string, recorded, length, tag: kind } = json as Record<string, unknown>;
  switch (type) {
    case "number":
      if (value === "-0") return { tag: Tag.NUMBER, value: -0 };
      if (value === "NaN" || value === "Infinity" || value === "-Infinity") {
        return { tag: Tag.NUMBER, value: Number(value) };
      }
      throw new TypeError(`no number: ${JSON.stringify(value)}`);
    case "string":
    case "bigint":
    case "int": {
      const small = Number(value);
      if (type === "int" && string === undefined && Math.abs(small) <= 2 ** 53 && String(small) === value) {
        return { tag: Tag.INT, value: small };
      }
      const tag = type === "string" ? Tag.STRING : type === "int" ? Tag.LONG : Tag.BIGINT;
      if (typeof string === "number") return { tag, value: string };
      if (typeof recorded === "string") return { tag, value: ids.id(recorded) };
      if (typeof value !== "string") throw new TypeError(`no ${type}: ${JSON.stringify(value)}`);
      return { tag, value: ids.id(typeof length === "number" ? encodeCut(value, length) : value) };
    }
    default:
      break;
  }
  if (typeof id === "number") {
    const word = typeof kind === "string" ? kind : type;
    return {
      tag: word === "function" ? Tag.FUNCTION : word === "symbol" ? Tag.SYMBOL : Tag.OBJECT,
      value: id,
    };
  }
  const tag = TAG_WORDS.indexOf(String(type));
  if (tag < 0 || typeof type !== "string") throw new TypeError(`no value of type ${JSON.stringify(type)}`);
  return { tag, value: 0 };
}

/** Whether `decodeSlot` makes the tag called `word` of a value of this type. */
function isWord(type: unknown, word: string): boolean {
  return type === word || (word === "object" && type !== "function" && type !== "symbol");
}
