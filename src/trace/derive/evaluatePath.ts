import { type Expression, type Literal, type MemberExpression, parseExpressionAt, tokenizer } from "acorn";
import { SourceError } from "../../program/SourceError.js";
import { Shape, Tag } from "../format/Kind.js";
import { truncatedLength } from "../format/strings.js";
import type { Value } from "../format/Value.js";
import type { Heap } from "./Heap.js";
import { elementIndex, type HeapObject } from "./HeapObject.js";
import type { Slot } from "./Slot.js";
import { type SnapshotOptions, snapshot } from "./snapshot.js";
import { readElement, viewOf } from "./views.js";

/** Where a path is looked up. */
export interface PathContext {
  readonly heap: Heap;
  /** What a name (or `this`) holds; `undefined` when it is not there or not written yet. */
  named(name: string): Slot | undefined;
  readonly options: SnapshotOptions;
}

/** Either a recorded slot, or a value that stands nowhere in the trace (a character, a tuple, a literal). */
type Found = { readonly slot: Slot } | { readonly value: Value } | undefined;

const parsed: Map<string, Expression> = new Map();

/**
 * Value of a path expression: names, `this`, members, computed members by literal or path, `.length`, `.size`,
 * private fields, literals, tuples. `undefined` when it has none.
 *
 * @throws SourceError (file `expression`) when the text is not such a path.
 */
export function evaluatePath(text: string, context: PathContext): Value | undefined {
  return asValue(evaluate(parsePath(text), text, context), context);
}

function parsePath(text: string): Expression {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  let path: Expression;
  try {
    // In parentheses, so that nothing may follow and a tuple needs none of its own.
    path = parseExpressionAt(`(${text}\n)`, 0, { ecmaVersion: "latest", checkPrivateFields: false } as never);
    const rest = tokenizer(`(${text}\n)`.slice(path.end), { ecmaVersion: "latest" }).getToken();
    if (rest.type.label !== ")" && rest.type.label !== "eof")
      throw new SyntaxError("more than one expression");
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/ \(\d+:\d+\)$/, "") : String(error);
    throw new SourceError(`not an expression: ${JSON.stringify(text)}: ${said}`, "expression");
  }
  check(path, text);
  if (parsed.size >= 1000) parsed.clear();
  parsed.set(text, path);
  return path;
}

/** Refuses what is no path, wherever it stands in the expression. */
function check(path: Expression, text: string): void {
  switch (path.type) {
    case "Identifier":
    case "ThisExpression":
      return;
    case "Literal":
      if (path.value instanceof RegExp || "regex" in path) break;
      return;
    case "ParenthesizedExpression":
    case "ChainExpression":
      check(path.expression, text);
      return;
    case "UnaryExpression":
      if (path.operator !== "-" || path.argument.type !== "Literal") break;
      if (typeof path.argument.value !== "number") break;
      return;
    case "SequenceExpression":
      for (const part of path.expressions) check(part, text);
      return;
    case "MemberExpression":
      if (path.object.type === "Super") break;
      check(path.object, text);
      if (path.computed) check(path.property as Expression, text);
      return;
    default:
      break;
  }
  throw new SourceError(
    `${path.type} in ${JSON.stringify(text)}: only names, members, literals and tuples have a recorded value`,
    "expression",
    1,
    path.start - 1,
  );
}

/** Value of a path that {@link check} let pass. */
function evaluate(path: Expression, text: string, context: PathContext): Found {
  switch (path.type) {
    case "Identifier":
      if (path.name === "undefined") return { value: { type: "undefined" } };
      return held(context.named(path.name));
    case "ThisExpression":
      return held(context.named("this"));
    case "ParenthesizedExpression":
    case "ChainExpression":
      return evaluate(path.expression, text, context);
    case "Literal":
      return literalValue(path.value, path.bigint ?? undefined);
    case "UnaryExpression":
      return { value: { type: "number", value: -Number((path.argument as Literal).value) } };
    case "SequenceExpression": {
      const items: Value[] = [];
      for (const part of path.expressions) {
        const value = asValue(evaluate(part, text, context), context);
        if (value === undefined) return undefined;
        items.push(value);
      }
      const { length } = items;
      return {
        value: { type: "array", id: -1, class: "Array", length, items, properties: [], truncated: 0 },
      };
    }
    case "MemberExpression":
      return member(path, text, context);
    default:
      return undefined;
  }
}

function member(path: MemberExpression, text: string, context: PathContext): Found {
  const object = evaluate(path.object as Expression, text, context);
  if (path.property.type === "PrivateIdentifier") return memberOf(object, `#${path.property.name}`, context);
  if (!path.computed && path.property.type === "Identifier")
    return memberOf(object, path.property.name, context);
  const key = asValue(evaluate(path.property as Expression, text, context), context);
  if (key?.type === "string" && key.length === key.value.length) return memberOf(object, key.value, context);
  return key?.type === "number" ? memberOf(object, String(key.value), context) : undefined;
}

function memberOf(found: Found, key: string, context: PathContext): Found {
  if (found === undefined) return undefined;
  const text = textOf(found, context);
  if (text !== undefined) {
    if (key === "length") return { value: { type: "number", value: text.length } };
    const index = /^(0|[1-9]\d{0,9})$/.test(key) ? Number(key) : -1;
    if (index < 0 || index >= text.text.length) return undefined;
    return { value: { type: "string", value: text.text[index], length: 1 } };
  }
  if (!("slot" in found) || (found.slot.tag !== Tag.OBJECT && found.slot.tag !== Tag.FUNCTION))
    return undefined;
  const object = context.heap.object(found.slot.value);
  return object === undefined ? undefined : ofObject(object, key, context);
}

function ofObject(object: HeapObject, key: string, { heap }: PathContext): Found {
  const index = /^(0|[1-9]\d{0,9})$/.test(key)
    ? elementIndex({ tag: Tag.NUMBER, value: Number(key) }, [])
    : -1;
  switch (object.shape) {
    case Shape.ARRAY:
      if (key === "length") return count(object.length);
      if (index >= 0) return index < object.length ? held(object.element(index)) : undefined;
      break;
    case Shape.TYPED_ARRAY: {
      const view = viewOf(object);
      if (view === undefined) return undefined;
      if (key === "length") return count(view.length);
      if (index < 0) break;
      if (index >= view.length) return undefined;
      const read = readElement(heap.className(object), view, heap.object(view.buffer), index);
      if (read === undefined) return undefined;
      return typeof read === "number" ? count(read) : { value: { type: "bigint", value: String(read) } };
    }
    case Shape.MAP:
    case Shape.SET:
      if (key === "size") return count((object.members?.size ?? 0) + object.truncated);
      break;
    case Shape.ERROR:
      if (object.properties.get(key) === undefined && (key === "name" || key === "message")) {
        return held(object.internal[key === "name" ? 0 : 1]);
      }
      break;
    default:
      break;
  }
  return held(object.properties.get(key));
}

/** What can be an answer: recorded, initialised, and not a getter. A hole reads as undefined. */
function held(slot: Slot | undefined): Found {
  switch (slot?.tag) {
    case undefined:
    case Tag.ACCESSOR:
    case Tag.ELIDED:
    case Tag.UNINITIALIZED:
      return undefined;
    case Tag.HOLE:
      return { value: { type: "undefined" } };
    default:
      return { slot: slot as Slot };
  }
}

const count = (value: number): Found => ({ slot: { tag: Tag.NUMBER, value } });

function textOf(
  found: NonNullable<Found>,
  { heap }: PathContext,
): { text: string; length: number } | undefined {
  if ("slot" in found) {
    return found.slot.tag === Tag.STRING ? truncatedLength(heap.strings[found.slot.value] ?? "") : undefined;
  }
  return found.value.type === "string" ? { text: found.value.value, length: found.value.length } : undefined;
}

function asValue(found: Found, context: PathContext): Value | undefined {
  if (found === undefined) return undefined;
  return "slot" in found ? snapshot(context.heap, found.slot, context.options) : found.value;
}

function literalValue(value: unknown, bigint: string | undefined): Found {
  if (bigint !== undefined) return { value: { type: "bigint", value: bigint } };
  if (typeof value === "number") return { value: { type: "number", value } };
  if (typeof value === "string") return { value: { type: "string", value, length: value.length } };
  if (typeof value === "boolean") return { value: { type: "boolean", value } };
  return value === null ? { value: { type: "null" } } : undefined;
}
