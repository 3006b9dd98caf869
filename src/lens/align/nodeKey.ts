import type { Node } from "../../program/Node.js";
import type { AlignedSource } from "./Aligned.js";

/** Own tokens of ERROR nodes and of what stands directly in one. */
export const ERROR_KEY = "error";
/** Tokens of white space between leaves. */
export const WHITE_SPACE_KEY = "white space";

/** What nodes are grouped by. */
export type KeyBy =
  /** One of the thirteen categories. */
  | "category"
  /** `identifier`; keywords and punctuation by their text between quotes: `"if"`. */
  | "type"
  /** Field in front, as `IfStatement.test Identifier`. */
  | "field"
  /** Parent in front, as `CallExpression > Identifier`. */
  | "parent"
  /** Your own grouping; undefined leaves a node out of tables of nodes, and puts its loss under `other`. */
  | ((node: Node, source: AlignedSource) => string | undefined);

/** Key of a node for statistics; `error` for ERROR nodes and what stands directly in one. */
export function nodeKey(node: Node, source: AlignedSource, by: KeyBy): string | undefined {
  const { errors } = source;
  if (errors !== undefined && (errors.has(node.id) || errors.has(node.parent))) return ERROR_KEY;
  if (by === "category") return node.category;
  if (typeof by === "function") return by(node, source);
  const own = typeKey(node, source.source);
  if (by === "type" || node.parent < 0) return own;
  const parent = source.nodes[node.parent].type;
  if (by === "parent") return `${parent} > ${own}`;
  return node.field === "" ? own : `${parent}.${node.field} ${own}`;
}

/** Type of a node; a keyword or punctuation by its text, so that the leaf `lambda` and the node `lambda` stay two. */
function typeKey({ type, start, end }: Node, source: string): string {
  return type === "Keyword" || type === "Punctuator" ? `"${source.slice(start, end)}"` : type;
}
