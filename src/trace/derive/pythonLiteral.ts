import type { Property, Value } from "../format/Value.js";
import { pythonFloat } from "./pythonFloat.js";
import { pythonText } from "./pythonText.js";

type Identified = Extract<Value, { readonly id: number }>;

/** Decimal digits beyond which Python refuses to write an `int`. */
const LONGEST_INT = 4300;

/**
 * A value as Python's `repr` writes it: `[1, 2.0, 'a', b'\x00', (1,), {'k': None}, set()]`, `inf`, `frozenset({1})`,
 * `Counter({'a': 2})`, `deque([1])`, `OrderedDict({'a': 1})` (as 3.12 and newer do), `range(0, 3)`, `Decimal('1.5')`. A
 * defaultdict, whose repr is no expression, is written as the dict it equals. Sets are written in the order they were
 * recorded in. An object that occurs twice is written twice. `undefined` where no expression says it: instances,
 * functions, iterators, cycles, integers beyond 4,300 digits, and anything cut by a limit.
 */
export function pythonLiteral(value: Value): string | undefined {
  return text(value, { seen: new Map(), open: new Set() });
}

interface Writing {
  readonly seen: Map<number, Identified>;
  readonly open: Set<number>;
}

function text(value: Value, writing: Writing): string | undefined {
  switch (value.type) {
    case "null":
      return "None";
    case "boolean":
      return value.value ? "True" : "False";
    case "int":
      return value.value.replace("-", "").length > LONGEST_INT ? undefined : value.value;
    case "number":
      return pythonFloat(value.value);
    case "string":
      return value.value.length < value.length ? undefined : pythonText(value.value);
    case "boxed":
      return value.value.type === "string" && value.value.value.length === value.value.length
        ? value.value.value
        : undefined;
    case "ref": {
      const target = writing.seen.get(value.id);
      return target === undefined || writing.open.has(value.id) ? undefined : text(target, writing);
    }
    case "array":
    case "map":
    case "set":
      break;
    default:
      return undefined;
  }
  if (value.truncated > 0) return undefined;
  if (value.id >= 0) {
    writing.seen.set(value.id, value);
    writing.open.add(value.id);
  }
  const result =
    value.type === "array"
      ? sequenceText(value, writing)
      : value.type === "map"
        ? dictText(value, writing)
        : setText(value, writing);
  writing.open.delete(value.id);
  return result;
}

function sequenceText(
  value: Extract<Value, { readonly type: "array" }>,
  writing: Writing,
): string | undefined {
  const items = joined(value.items, writing);
  if (items === undefined) return undefined;
  if (value.class === "list") return `[${items}]`;
  if (value.class === "tuple") return value.items.length === 1 ? `(${items},)` : `(${items})`;
  if (value.class === "deque") {
    const bound = value.properties.find(({ key }) => key === "maxlen")?.value;
    const most = bound === undefined || bound.type === "null" ? "" : `, maxlen=${text(bound, writing)}`;
    return `deque([${items}]${most})`;
  }
  // A named tuple, if its fields were recorded.
  return value.properties.length === value.items.length && value.items.length > 0
    ? fields(value.class, value.properties, writing)
    : undefined;
}

function fields(name: string, properties: readonly Property[], writing: Writing): string | undefined {
  const parts: string[] = [];
  for (const { key, value } of properties) {
    const part = text(value, writing);
    if (part === undefined) return undefined;
    parts.push(`${key}=${part}`);
  }
  return `${name}(${parts.join(", ")})`;
}

function dictText(value: Extract<Value, { readonly type: "map" }>, writing: Writing): string | undefined {
  const parts: { readonly count: number; readonly text: string }[] = [];
  for (const [key, item] of value.entries) {
    const left = text(key, writing);
    const right = text(item, writing);
    if (left === undefined || right === undefined) return undefined;
    parts.push({ count: item.type === "int" ? Number(item.value) : 0, text: `${left}: ${right}` });
  }
  // A Counter shows what is most common first; the sort is stable, as Python's is.
  if (value.class === "Counter") parts.sort((a, b) => b.count - a.count);
  const body = `{${parts.map(part => part.text).join(", ")}}`;
  if (value.class === "dict" || value.class === "defaultdict") return body;
  if (value.class !== "Counter" && value.class !== "OrderedDict") return undefined;
  return parts.length === 0 ? `${value.class}()` : `${value.class}(${body})`;
}

function setText(value: Extract<Value, { readonly type: "set" }>, writing: Writing): string | undefined {
  if (value.class !== "set" && value.class !== "frozenset") return undefined;
  if (value.items.length === 0) return `${value.class}()`;
  const items = joined(value.items, writing);
  if (items === undefined) return undefined;
  return value.class === "set" ? `{${items}}` : `frozenset({${items}})`;
}

function joined(items: readonly Value[], writing: Writing): string | undefined {
  const parts: string[] = [];
  for (const item of items) {
    const part = text(item, writing);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.join(", ");
}
