import type { Node } from "../../program/Node.js";
import type { Program } from "../../program/Program.js";
import { parseExpression } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import { Shape, Tag } from "../format/Kind.js";
import { truncatedLength } from "../format/strings.js";
import type { Value } from "../format/Value.js";
import type { PathContext } from "./evaluatePath.js";
import { pythonKey } from "./pythonKey.js";
import { pythonString } from "./pythonString.js";
import type { Slot } from "./Slot.js";
import { snapshot } from "./snapshot.js";

/** Either a recorded slot, or a value that stands nowhere in the trace (a character, a tuple, a literal). */
type Found = { readonly slot: Slot } | { readonly value: Value } | undefined;

const parsed: Map<string, Program> = new Map();

/**
 * Value of a Python path expression: names, attributes (`self.x`, as recorded on the object itself, not on its class),
 * subscripts by a literal or a path (`a[-1]`, `d["k"]`, `grid[i][j]`, `d[1, 2]`), `len(path)`, literals, tuples
 * (given as an array of class `tuple` with id -1). A text is counted in code points, as Python does. `undefined` when
 * it has none: not bound, no such attribute, key or index.
 *
 * @throws SourceError (file `expression`) when the text is not such a path.
 */
export function evaluatePythonPath(text: string, context: PathContext): Value | undefined {
  const path = parsePath(text);
  return asValue(evaluate(path, rootOf(path), context), context);
}

function parsePath(text: string): Program {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  let path: Program;
  try {
    path = parseExpression(text.trim(), "expression", "python");
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new SourceError(`not an expression: ${JSON.stringify(text)}: ${error.reason}`, "expression");
  }
  check(path, rootOf(path), text);
  if (parsed.size >= 1000) parsed.clear();
  parsed.set(text, path);
  return path;
}

/** The expression of the module; an expression_statement with commas is a tuple itself. */
function rootOf(path: Program): Node {
  const statement = path.nodes.find(node => node.type === "expression_statement")!;
  const parts = partsOf(path, statement);
  return parts.length === 1 && path.nodes[statement.id + 1].last === statement.last ? parts[0] : statement;
}

/** Children that are no punctuation. */
function partsOf({ nodes }: Program, node: Node): Node[] {
  const parts: Node[] = [];
  for (let id = node.id + 1; id <= node.last; id = nodes[id].last + 1) {
    if (!/^(?:Punctuator|Keyword|Comment)$/.test(nodes[id].type)) parts.push(nodes[id]);
  }
  return parts;
}

const textOf = ({ source }: Program, node: Node): string => source.slice(node.start, node.end);

/** Refuses what is no path, wherever it stands in the expression. */
function check(path: Program, node: Node, text: string): void {
  const parts = partsOf(path, node);
  switch (node.type) {
    case "identifier":
    case "integer":
    case "float":
    case "true":
    case "false":
    case "none":
      return;
    case "string":
      if (pythonString(textOf(path, node)) === undefined) break;
      return;
    case "unary_operator":
      if (!/^-\s*\d/.test(textOf(path, node)) || parts.length !== 1) break;
      return;
    case "call": {
      const [callee, list] = parts;
      const items = list === undefined ? [] : partsOf(path, list);
      if (textOf(path, callee) !== "len" || list.type !== "argument_list" || items.length !== 1) break;
      check(path, items[0], text);
      return;
    }
    case "expression_statement":
    case "tuple":
    case "parenthesized_expression":
    case "attribute":
    case "subscript":
      for (const part of parts) check(path, part, text);
      return;
    default:
      break;
  }
  throw new SourceError(
    `${node.type} in ${JSON.stringify(text)}: only names, attributes, subscripts, len(), literals and tuples have a recorded value`,
    "expression",
    1,
    node.column,
  );
}

/** Value of a path that {@link check} let pass. */
function evaluate(path: Program, node: Node, context: PathContext): Found {
  const parts = partsOf(path, node);
  const text = textOf(path, node);
  switch (node.type) {
    case "identifier":
      return held(context.named(text));
    case "true":
    case "false":
      return { value: { type: "boolean", value: node.type === "true" } };
    case "none":
      return { value: { type: "null" } };
    case "integer":
      return { value: { type: "int", value: integer(text) } };
    case "float":
      return { value: { type: "number", value: Number(text.replaceAll("_", "")) } };
    case "unary_operator": {
      const found = evaluate(path, parts[0], context);
      const value = found !== undefined && "value" in found ? found.value : undefined;
      if (value?.type === "int") return { value: { type: "int", value: String(-BigInt(value.value)) } };
      return value?.type === "number" ? { value: { type: "number", value: -value.value } } : undefined;
    }
    case "string": {
      const value = pythonString(text)!;
      return { value: { type: "string", value, length: value.length } };
    }
    case "parenthesized_expression":
      return evaluate(path, parts[0], context);
    case "attribute": {
      const object = objectOf(evaluate(path, parts[0], context), context);
      return held(object?.properties.get(textOf(path, parts[1])));
    }
    case "subscript": {
      const [of, ...keys] = parts;
      const key =
        keys.length === 1 && !text.endsWith(",]")
          ? evaluate(path, keys[0], context)
          : tuple(path, keys, context);
      const value = asValue(key, context);
      return value === undefined ? undefined : item(evaluate(path, of, context), value, context);
    }
    case "call":
      return length(evaluate(path, partsOf(path, parts[1])[0], context), context);
    default:
      return tuple(path, parts, context);
  }
}

function tuple(path: Program, parts: readonly Node[], context: PathContext): Found {
  const items: Value[] = [];
  for (const part of parts) {
    const value = asValue(evaluate(path, part, context), context);
    if (value === undefined) return undefined;
    items.push(value);
  }
  const { length } = items;
  return { value: { type: "array", id: -1, class: "tuple", length, items, properties: [], truncated: 0 } };
}

function item(of: Found, key: Value, context: PathContext): Found {
  const characters = charactersOf(of, context);
  const index =
    key.type === "int" ? Number(key.value) : key.type === "boolean" ? Number(key.value) : Number.NaN;
  if (characters !== undefined) {
    const character = characters.at(index);
    if (character === undefined || !inside(index, characters.length)) return undefined;
    return { value: { type: "string", value: character, length: character.length } };
  }
  const object = objectOf(of, context);
  if (object?.shape === Shape.ARRAY) {
    if (!inside(index, object.length)) return undefined;
    return held(object.element(index < 0 ? index + object.length : index));
  }
  if (object?.shape !== Shape.MAP) return undefined;
  const wanted = pythonKey(key);
  if (wanted === undefined) return undefined;
  let found: Found;
  object.members?.visit(entry => {
    if (pythonKey(snapshot(context.heap, entry.key, context.options)) !== wanted) return true;
    found = held(entry.value);
    return false;
  });
  return found;
}

const inside = (index: number, length: number): boolean =>
  Number.isInteger(index) && index < length && index >= -length;

function length(of: Found, context: PathContext): Found {
  const object = objectOf(of, context);
  const count =
    charactersOf(of, context)?.length ??
    (object?.shape === Shape.ARRAY
      ? object.length
      : object?.shape === Shape.MAP || object?.shape === Shape.SET
        ? (object.members?.size ?? 0) + object.truncated
        : undefined);
  return count === undefined ? undefined : { value: { type: "int", value: String(count) } };
}

function objectOf(found: Found, { heap }: PathContext): ReturnType<typeof heap.object> {
  if (found === undefined || !("slot" in found)) return undefined;
  const { tag, value } = found.slot;
  return tag === Tag.OBJECT || tag === Tag.FUNCTION ? heap.object(value) : undefined;
}

/** Code points of a text that was recorded in full. */
function charactersOf(found: Found, { heap }: PathContext): string[] | undefined {
  if (found === undefined) return undefined;
  if ("value" in found) return found.value.type === "string" ? [...found.value.value] : undefined;
  if (found.slot.tag !== Tag.STRING) return undefined;
  const { text, length } = truncatedLength(heap.strings[found.slot.value] ?? "");
  return text.length < length ? undefined : [...text];
}

function held(slot: Slot | undefined): Found {
  if (
    slot === undefined ||
    [Tag.ELIDED, Tag.UNINITIALIZED, Tag.ACCESSOR, Tag.HOLE].includes(slot.tag as never)
  ) {
    return undefined;
  }
  return { slot };
}

function asValue(found: Found, context: PathContext): Value | undefined {
  if (found === undefined) return undefined;
  return "slot" in found ? snapshot(context.heap, found.slot, context.options) : found.value;
}

/** Decimal digits of an integer literal. */
function integer(text: string): string {
  return String(BigInt(text.replaceAll("_", "").toLowerCase()));
}
