import type { Node } from "../../../program/Node.js";

const LEAF = /^(?:Punctuator|Keyword|Comment|Type)$/;

/** By node: the innermost node of the grammar it is or stands in; punctuation and keywords stand for the node they belong to. */
export function namedNodes(nodes: readonly Node[]): Int32Array {
  return Int32Array.from(nodes, ({ id, type, parent }) => (LEAF.test(type) && parent >= 0 ? parent : id));
}
