import type { Node } from "../../../program/Node.js";

const LEAF = /^(?:Punctuator|Keyword)$/;
const PATTERN = /^(?:ArrayPattern|ObjectPattern|AssignmentPattern)$/;
const FOR = /^For(?:In|Of)?Statement$/;

/**
 * By node: the byte of the source at whose end a reader from left to right knows the type of the node. Where a reader could often
 * guess sooner, it is the end of what leaves no choice:
 *
 * - a leaf: its own end;
 * - a node with punctuation or a keyword of its own (`if`, the `=` of an assignment, the `(` of a call): the first of them;
 *   of `for` loops the first `;`, `of` or `in`, of an arrow function its arrow; parentheses around a part do not count;
 * - an expression as a statement: where the expression is known;
 * - a pattern on the left of an assignment: what tells the assignment (an array that becomes no pattern counts from its bracket);
 * - any other node: the first leaf of its second part, or of its only one. The whole program: its start.
 */
export function decisionBytes(nodes: readonly Node[], source: string): Int32Array {
  const decided = new Int32Array(nodes.length);
  // Backwards: children come behind their parents.
  for (let id = nodes.length - 1; id > 0; id--) {
    const node = nodes[id];
    if (node.last === id) decided[id] = node.byteEnd;
    else if (/^(?:ExpressionStatement|expression_statement)$/.test(node.type))
      decided[id] = decided[firstPart(nodes, node) ?? id + 1];
    else if (node.type === "VariableDeclarator") decided[id] = firstLeaf(nodes, id + 1);
    else decided[id] = ownLeaf(nodes, node, source);
  }
  // A pattern may be an expression until what holds it is known.
  for (const node of nodes) {
    const parent = nodes[node.parent];
    if (parent === undefined || !PATTERN.test(node.type)) continue;
    if (parent.type === "AssignmentExpression" || PATTERN.test(parent.type) || FOR.test(parent.type))
      decided[node.id] = Math.max(decided[node.id], decided[parent.id]);
  }
  return decided;
}

function ownLeaf(nodes: readonly Node[], node: Node, source: string): number {
  let opened = false;
  let parts = 0;
  for (let id = node.id + 1; id <= node.last; id = nodes[id].last + 1) {
    const { type, field, start, end, byteEnd } = nodes[id];
    if (!LEAF.test(type) || field !== "") {
      if (type !== "Comment") parts++;
      continue;
    }
    const text = source.slice(start, end);
    if (FOR.test(node.type)) {
      if (opened) return byteEnd;
      opened = text === "(";
    } else if (node.type === "ArrowFunctionExpression") {
      if (text === "=>") return byteEnd;
    } else if (text === "(" || text === ")") {
      if (text === "(" && parts > 0 && /call/i.test(node.type)) return byteEnd;
    } else return byteEnd;
  }
  return firstLeaf(nodes, secondPart(nodes, node) ?? node.id + 1);
}

/** End of the first leaf of a node. */
function firstLeaf(nodes: readonly Node[], id: number): number {
  let at = id;
  while (nodes[at].last > at) at++;
  return nodes[at].byteEnd;
}

function firstPart(nodes: readonly Node[], node: Node): number | undefined {
  for (let id = node.id + 1; id <= node.last; id = nodes[id].last + 1)
    if (!LEAF.test(nodes[id].type) && nodes[id].type !== "Comment") return id;
  return undefined;
}

function secondPart(nodes: readonly Node[], node: Node): number | undefined {
  const first = firstPart(nodes, node);
  if (first === undefined) return undefined;
  for (let id = nodes[first].last + 1; id <= node.last; id = nodes[id].last + 1)
    if (!LEAF.test(nodes[id].type) && nodes[id].type !== "Comment") return id;
  return undefined;
}
