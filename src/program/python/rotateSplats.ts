import type { Node } from "../Node.js";

type Writable = { -readonly [K in keyof Node]: Node[K] };

/** Expressions the grammar may hang above a splat that CPython reads inside of it. */
const ABOVE: ReadonlySet<string> = new Set([
  "call",
  "attribute",
  "subscript",
  "generic_type",
  "binary_operator",
  "boolean_operator",
  "comparison_operator",
  "conditional_expression",
]);

/**
 * Puts splats where Python has them. The grammar (tree-sitter-python 0.25) reads `[*f(x)]` as a call of `*f`: here
 * the splat becomes the parent of the call, as in CPython's `ast`. The nodes of such a chain, its splat and the `*`
 * stand side by side in preorder, so the order is mended by moving two entries.
 */
export function rotateSplats(nodes: Writable[]): void {
  for (let id = 1; id < nodes.length; id++) {
    if (nodes[id].type !== "list_splat" && nodes[id].type !== "list_splat_pattern") continue;
    let top = id;
    while (nodes[top].parent === top - 1 && ABOVE.has(nodes[top - 1].type)) top--;
    if (top < id) rotate(nodes, top, id);
  }
}

/** Moves the splat at `splat`, and its `*` behind it, to `top`, the first node of the chain above it. */
function rotate(nodes: Writable[], top: number, splat: number): void {
  const chain = nodes.slice(top, splat);
  const [star, mark] = nodes.slice(splat, splat + 2);
  const operand = nodes[splat + 2];
  const outer = chain[0];
  const { end, byteEnd, endLine, endColumn, last, field, parent } = outer;
  const { field: operandField } = star;
  Object.assign(star, { type: "list_splat", end, byteEnd, endLine, endColumn, last, field, parent });
  for (const node of chain) {
    const { start, byteStart, line, column } = operand;
    Object.assign(node, { start, byteStart, line, column });
  }
  outer.field = "";
  operand.field = operandField;
  nodes.splice(top, chain.length + 2, star, mark, ...chain);
  for (let i = top; i < splat + 2; i++) nodes[i].id = i;
  star.parent = parent;
  mark.parent = top;
  mark.last = top + 1;
  chain.forEach((node, i) => {
    node.parent = i === 0 ? top : node.id - 1;
  });
  operand.parent = splat + 1;
  // What else the nodes of the chain hold stands behind the operand.
  for (let i = operand.last + 1; i <= last; i++) {
    if (nodes[i].parent >= top && nodes[i].parent < splat) nodes[i].parent += 2;
  }
}
