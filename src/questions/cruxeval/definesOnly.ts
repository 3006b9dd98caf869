import type { Node } from "../../program/Node.js";
import { parse } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";

const known = new Map<string, boolean>();

/** Statements that are errors in some places, which the grammar does not know. */
const PLACED = /^(?:nonlocal|global)_statement$|^(?:await|yield)$|^named_expression$/;
const LITERAL = /^(?:integer|float|string|true|false|none)$/;
const LOOP = /^(?:for|while)_statement$/;

/**
 * Whether a Python program surely runs without an error because all it does is define functions: it parses, its
 * statements are functions without decorators, annotations or computed defaults, and nothing in them stands
 * where the compiler would refuse it. False where that is not certain.
 */
export function definesOnly(code: string): boolean {
  let answer = known.get(code);
  if (answer === undefined) {
    answer = look(code);
    known.set(code, answer);
  }
  return answer;
}

function look(code: string): boolean {
  let nodes: readonly Node[];
  try {
    ({ nodes } = parse(code, { language: "python" }));
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
  return nodes.every(node => {
    const { type, parent } = node;
    if (parent === 0) return type === "function_definition" || type === "Comment";
    if (parent < 0) return true;
    if (PLACED.test(type)) return false;
    if (type === "break_statement" || type === "continue_statement") return withinLoop(node, nodes);
    if (type === "parameters") return plainParameters(node, nodes, code);
    return node.field !== "return_type";
  });
}

function withinLoop(node: Node, nodes: readonly Node[]): boolean {
  for (let at = nodes[node.parent]; at.parent >= 0; at = nodes[at.parent]) {
    if (LOOP.test(at.type)) return true;
    if (at.type === "function_definition") return false;
  }
  return false;
}

/** Names, each once, and behind them names with literals for defaults. */
function plainParameters(list: Node, nodes: readonly Node[], code: string): boolean {
  const names: string[] = [];
  let defaults = false;
  for (let id = list.id + 1; id <= list.last; id = nodes[id].last + 1) {
    const { type, last } = nodes[id];
    if (type === "Punctuator") continue;
    const withDefault = type === "default_parameter";
    // The name, `=`, and one leaf.
    if (withDefault && (last !== id + 3 || !LITERAL.test(nodes[last].type))) return false;
    if (!withDefault && (defaults || type !== "identifier")) return false;
    defaults ||= withDefault;
    const { start, end } = nodes[withDefault ? id + 1 : id];
    names.push(code.slice(start, end));
  }
  return new Set(names).size === names.length;
}
