import {
  type AnyNode,
  type ArrayExpression,
  type Expression,
  type NewExpression,
  type ObjectExpression,
  parseExpressionAt,
  type UnaryExpression,
} from "acorn";
import type { Property, Value } from "../../trace/format/Value.js";
import type { ParseFailure } from "../Question.js";
import { trimmedEnd } from "./trim.js";

/** A part of a literal with its UTF-16 span in the text. */
export interface LiteralPart {
  readonly start: number;
  readonly end: number;
}

/** A literal that was read, or why it could not be. */
export type ReadLiteral =
  | {
      readonly value: Value;
      readonly start: number;
      readonly end: number;
      readonly parts: readonly LiteralPart[];
    }
  | { readonly failure: ParseFailure };

/** Thrown inside the walk when an expression is fine JavaScript but no literal. */
class NotALiteral extends Error {}

/**
 * Reads a text as exactly one JavaScript literal: numbers (with sign), strings, templates without holes,
 * booleans, `null`, `undefined`, `NaN`, `Infinity`, bigints, regular expressions, arrays, objects,
 * `new Map([...])`, `new Set([...])`, typed arrays, boxed primitives and `new Date(number or ISO text)` of such. Nothing
 * is evaluated. `start` and `end` are UTF-16
 * offsets of the expression in `text`; `parts` are those of the outermost elements or properties.
 */
export function readLiteral(text: string): ReadLiteral {
  const body = withoutEnd(text);
  const lead = body.length - body.trimStart().length;
  if (lead === body.length) return { failure: "empty" };
  const node = parseWhole(body) ?? (/[^.]\.$/.test(body) ? parseWhole(body.slice(0, -1)) : undefined);
  if (node === undefined) return { failure: isOpen(body) ? "truncated" : "not one expression" };
  if (node.type === "SequenceExpression") return { failure: "not one expression" };
  try {
    const value = convert(node, { next: 1 });
    return { value, start: node.start - 1, end: node.end - 1, parts: outerParts(node) };
  } catch (error) {
    // A RangeError: nested too deeply for the stack.
    if (error instanceof NotALiteral || error instanceof RangeError) return { failure: "not a literal" };
    throw error;
  }
}

/** The text without blanks and semicolons at its end, and without a comment behind the last semicolon. */
function withoutEnd(text: string): string {
  const whole = text.slice(0, trimmedEnd(text, /[\s;]/));
  const last = whole.slice(whole.lastIndexOf("\n") + 1);
  const comment = last.indexOf("//");
  const before = whole.length - last.length + trimmedEnd(last, /\s/, comment < 0 ? 0 : comment);
  return comment >= 0 && whole[before - 1] === ";" ? whole.slice(0, before - 1) : whole;
}

/** The expression that fills `text`; its positions are shifted by one, for the parenthesis put around it. */
function parseWhole(text: string): Expression | undefined {
  // The line break ends a `//` comment behind the answer.
  const wrapped = `(${text}\n)`;
  try {
    const node = parseExpressionAt(wrapped, 0, { ecmaVersion: "latest", preserveParens: true });
    if (node.end !== wrapped.length || node.type !== "ParenthesizedExpression") return undefined;
    let inner: Expression = node.expression;
    while (inner.type === "ParenthesizedExpression") inner = inner.expression;
    return inner;
  } catch {
    return undefined;
  }
}

/** Brackets or quotes that are still open where the text ends. */
export function isOpen(text: string): boolean {
  let depth = 0;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quote !== "") {
      if (c === "\\") i++;
      else if (c === quote) quote = "";
      else if (c === "\n" && quote !== "`") return false;
    } else if (c === '"' || c === "'" || c === "`") quote = c;
    else if (c === "[" || c === "{" || c === "(") depth++;
    else if (c === "]" || c === "}" || c === ")") depth--;
    if (depth < 0) return false;
  }
  return depth > 0 || (quote !== "" && text.startsWith(quote));
}

function outerParts(node: Expression): readonly LiteralPart[] {
  const list: readonly (AnyNode | null)[] =
    node.type === "ArrayExpression" ? node.elements : node.type === "ObjectExpression" ? node.properties : [];
  return list.flatMap(part => (part === null ? [] : [{ start: part.start - 1, end: part.end - 1 }]));
}

function convert(node: AnyNode, ids: { next: number }): Value {
  switch (node.type) {
    case "ParenthesizedExpression":
      return convert(node.expression, ids);
    case "Literal":
      if (node.bigint != null)
        return { type: "bigint", value: BigInt(node.bigint.replace(/_/g, "")).toString() };
      if (node.regex != null)
        return { type: "regexp", id: ids.next++, source: node.regex.pattern, flags: node.regex.flags };
      return primitive(node.value as string | number | boolean | null);
    case "TemplateLiteral":
      if (node.expressions.length > 0 || node.quasis[0].value.cooked == null) throw new NotALiteral();
      return primitive(node.quasis[0].value.cooked);
    case "Identifier":
      if (node.name === "undefined") return { type: "undefined" };
      if (node.name === "NaN") return primitive(Number.NaN);
      if (node.name === "Infinity") return primitive(Number.POSITIVE_INFINITY);
      throw new NotALiteral();
    case "UnaryExpression":
      return unary(node, ids);
    case "ArrayExpression":
      return array(node, ids);
    case "ObjectExpression":
      return object(node, ids);
    case "NewExpression":
      return collection(node, ids);
    default:
      throw new NotALiteral();
  }
}

function primitive(value: string | number | boolean | null): Value {
  if (value === null) return { type: "null" };
  if (typeof value === "string") return { type: "string", value, length: value.length };
  return typeof value === "number" ? { type: "number", value } : { type: "boolean", value };
}

function unary(node: UnaryExpression, ids: { next: number }): Value {
  const inner = convert(node.argument, ids);
  if (node.operator === "void" && inner.type === "number") return { type: "undefined" };
  if (inner.type === "number" && node.operator === "-") return primitive(-inner.value);
  if (inner.type === "number" && node.operator === "+") return inner;
  if (inner.type === "bigint" && node.operator === "-")
    return { type: "bigint", value: (-BigInt(inner.value)).toString() };
  throw new NotALiteral();
}

function array(node: ArrayExpression, ids: { next: number }): Value {
  const id = ids.next++;
  const items = node.elements.map((item): Value => (item === null ? { type: "hole" } : convert(item, ids)));
  return { type: "array", id, class: "Array", length: items.length, items, properties: [], truncated: 0 };
}

function object(node: ObjectExpression, ids: { next: number }): Value {
  const id = ids.next++;
  const properties = new Map<string, Property>();
  for (const part of node.properties) {
    if (part.type !== "Property" || part.kind !== "init" || part.method || part.shorthand)
      throw new NotALiteral();
    const key = propertyKey(part.key, part.computed);
    // `{ __proto__: x }` sets the prototype: no data.
    if (key === "__proto__" && !part.computed) throw new NotALiteral();
    // The last of equal keys wins, at the place of the first, as in the language.
    properties.set(key, { key, value: convert(part.value, ids) });
  }
  return { type: "object", id, class: "Object", properties: [...properties.values()], truncated: 0 };
}

function propertyKey(key: Expression | { type: "PrivateIdentifier" }, computed: boolean): string {
  if (key.type === "Identifier" && !computed) return key.name;
  if (key.type === "Literal" && (typeof key.value === "string" || typeof key.value === "number"))
    return String(key.value);
  if (key.type === "Literal" && key.bigint != null) return BigInt(key.bigint.replace(/_/g, "")).toString();
  throw new NotALiteral();
}

const TYPED = /^(?:(?:Int|Uint)(?:8|16|32)|Uint8Clamped|Float(?:32|64)|Big(?:Int|Uint)64)Array$/;
const BOXED: ReadonlyMap<string, Value["type"]> = new Map([
  ["Number", "number"],
  ["String", "string"],
  ["Boolean", "boolean"],
]);

function collection(node: NewExpression, ids: { next: number }): Value {
  if (node.callee.type !== "Identifier" || node.arguments.length > 1) throw new NotALiteral();
  const id = ids.next++;
  const name = node.callee.name;
  const given = node.arguments.length === 1 ? convert(node.arguments[0], ids) : undefined;
  if (name === "Date") return date(id, given);
  if (given?.type === BOXED.get(name) && given !== undefined)
    return { type: "boxed", id, class: name, value: given };
  if (name !== "Map" && name !== "Set" && !TYPED.test(name)) throw new NotALiteral();
  if (given !== undefined && given.type !== "array") throw new NotALiteral();
  const items = given?.items ?? [];
  if (TYPED.test(name))
    return { type: "typedarray", id, class: name, length: items.length, items, truncated: 0 };
  const rest = { id, class: name, properties: [], truncated: 0 };
  if (name === "Set") {
    const members = unique(items, item => item);
    return { type: "set", size: members.length, items: members, ...rest };
  }
  const pairs = items.map((item): readonly [Value, Value] => {
    if (item.type !== "array" || item.items.length !== 2) throw new NotALiteral();
    return [item.items[0], item.items[1]];
  });
  const entries = unique(pairs, pair => pair[0]);
  return { type: "map", size: entries.length, entries, ...rest };
}

function date(id: number, given: Value | undefined): Value {
  if (given?.type === "number") return { type: "date", id, time: given.value };
  // Without a zone the text would be read in local time: no fixed value.
  if (given?.type === "string" && /(Z|[+-]\d\d:\d\d)$|^\d{4}-\d\d-\d\d$/.test(given.value))
    return { type: "date", id, time: Date.parse(given.value) };
  throw new NotALiteral();
}

/** Later entries replace earlier ones of the same primitive key, at their place, as Map and Set do. */
function unique<T>(list: readonly T[], key: (item: T) => Value): T[] {
  const seen = new Map<string, T>();
  list.forEach((item, index) => {
    const value = key(item);
    const primitive = "value" in value && typeof value.value !== "object";
    const name =
      "id" in value ? `#${index}` : primitive ? `${value.type}:${String(value.value)}` : value.type;
    seen.set(name, item);
  });
  return [...seen.values()];
}
