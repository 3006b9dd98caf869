import type * as acorn from "acorn";

/** Any ESTree node as acorn builds it. Fields are looked at by type, which the walker has checked. */
// biome-ignore lint/suspicious/noExplicitAny: ESTree nodes are told apart by `type` at run time; the walker is table driven.
export type Syntax = acorn.Node & Record<string, any>;

/** Fields that are not children. */
const SKIP = new Set(["type", "start", "end", "loc", "range", "raw", "value", "regex", "bigint"]);

/** Child nodes in source order. A shorthand property `{a}` has its one identifier once. */
export function children(node: Syntax): Syntax[] {
  const found: Syntax[] = [];
  for (const field in node) {
    // `value` is a primitive on literals and a child on properties and definitions.
    if (SKIP.has(field) && !(field === "value" && isSyntax(node[field]))) continue;
    const child = node[field];
    if (Array.isArray(child)) {
      for (const one of child) if (isSyntax(one)) found.push(one);
    } else if (isSyntax(child)) found.push(child);
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((one, i) => i === 0 || one.start >= found[i - 1].end);
}

/** Is it a syntax node? */
export function isSyntax(thing: unknown): thing is Syntax {
  return typeof thing === "object" && thing !== null && typeof (thing as Syntax).type === "string";
}

/** A function of any form (not a class). */
export function isFunction(node: Syntax): boolean {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

/** The expression inside any parentheses. */
export function unwrap(node: Syntax): Syntax {
  while (node.type === "ParenthesizedExpression") node = node.expression;
  return node;
}

/** ECMA-262 IsAnonymousFunctionDefinition: an initialiser that takes its `name` from the binding. */
export function isAnonymousFunction(node: Syntax): boolean {
  const inner = unwrap(node);
  return (
    inner.type === "ArrowFunctionExpression" ||
    ((inner.type === "FunctionExpression" || inner.type === "ClassExpression") && !inner.id)
  );
}

/** Identifiers bound by a declaration pattern, in source order. */
export function boundNames(pattern: Syntax | null, found: Syntax[] = []): Syntax[] {
  if (!pattern) return found;
  switch (pattern.type) {
    case "Identifier":
      found.push(pattern);
      break;
    case "ObjectPattern":
      for (const p of pattern.properties) boundNames(p.type === "RestElement" ? p.argument : p.value, found);
      break;
    case "ArrayPattern":
      for (const p of pattern.elements) boundNames(p, found);
      break;
    case "AssignmentPattern":
      boundNames(pattern.left, found);
      break;
    case "RestElement":
      boundNames(pattern.argument, found);
      break;
  }
  return found;
}

/** Does the function or block start with its own "use strict"? */
export function hasUseStrict(body: readonly Syntax[]): boolean {
  return body.some(s => s.directive === "use strict");
}

/** Is there an `await` (or `for await`) that belongs to this code, not to a nested function? */
export function hasOwnAwait(node: Syntax): boolean {
  if (node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await)) return true;
  return children(node).some(child => !isFunction(child) && hasOwnAwait(child));
}
