import type { SyntaxNode } from "./Syntax.js";

/** A child in the normalised tree and the property that holds it. */
export interface Child {
  readonly field: string;
  readonly node: SyntaxNode;
}

/** Properties that hold no node of the tree. */
const SKIPPED: ReadonlySet<string> = new Set(["type", "start", "end", "loc", "range", "tokens", "comments"]);

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && typeof (value as SyntaxNode).type === "string";
}

/**
 * Children of an ESTree node in source order, normalised so that every node stands for text of its own:
 *
 * - a ParenthesizedExpression gives way to what is inside;
 * - of two nodes for one piece of text (shorthand property, `import {a}`, `export {a}`) the value, or the local
 *   name, stays;
 * - an empty TemplateElement is left out.
 *
 * @param alias told of every object left out, and of the object that stands for it.
 */
export function childrenOf(node: SyntaxNode, alias: (gone: SyntaxNode, by: SyntaxNode) => void): Child[] {
  const children: Child[] = [];
  const take = (field: string, value: unknown): void => {
    if (!isNode(value)) return;
    while (value.type === "ParenthesizedExpression") {
      const inner = (value as unknown as { expression: SyntaxNode }).expression;
      alias(value, inner);
      value = inner;
      if (!isNode(value)) return;
    }
    if (value.type === "TemplateElement" && value.start === value.end) alias(value, node);
    else children.push({ field, node: value });
  };
  const record = node as unknown as Record<string, unknown>;
  const double = doubled(node);
  for (const field of Object.keys(record)) {
    if (SKIPPED.has(field)) continue;
    const value = record[field];
    if (field === double?.field) alias(double.gone, double.by);
    else if (Array.isArray(value)) for (const item of value) take(field, item);
    else take(field, value);
  }
  for (let i = 1; i < children.length; i++) {
    if (children[i].node.start < children[i - 1].node.start) {
      return children.sort((a, b) => a.node.start - b.node.start);
    }
  }
  return children;
}

/** The property of `node` that repeats the text of another one. */
function doubled(node: SyntaxNode): { field: string; gone: SyntaxNode; by: SyntaxNode } | undefined {
  const record = node as unknown as Record<string, SyntaxNode>;
  if (node.type === "Property" && (node as unknown as { shorthand: boolean }).shorthand) {
    const { key, value } = record;
    const by = value.type === "AssignmentPattern" ? (value as unknown as { left: SyntaxNode }).left : value;
    return { field: "key", gone: key, by };
  }
  const other =
    node.type === "ImportSpecifier" ? "imported" : node.type === "ExportSpecifier" ? "exported" : "";
  if (other !== "" && record[other].start === record.local.start) {
    return { field: other, gone: record[other], by: record.local };
  }
  return undefined;
}
