import type { Node } from "acorn";

/** Any ESTree node, its properties unread. */
// biome-ignore lint/suspicious/noExplicitAny: a syntax tree read by its field names
export type Syntax = Node & Readonly<Record<string, any>>;

/** Child nodes in the order of their properties. */
export function childNodes(node: Syntax): Syntax[] {
  return Object.values(node)
    .flat()
    .filter((value): value is Syntax => typeof value?.type === "string");
}

export function isFunction({ type }: Syntax): boolean {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type);
}

/** Names a pattern binds (or assigns), with their identifiers. */
export function targets(pattern: Syntax | null): Syntax[] {
  switch (pattern?.type) {
    case "Identifier":
      return [pattern];
    case "ArrayPattern":
      return pattern.elements.flatMap(targets);
    case "ObjectPattern":
      return pattern.properties.flatMap((p: Syntax) => targets(p.type === "RestElement" ? p : p.value));
    case "RestElement":
      return targets(pattern.argument);
    case "AssignmentPattern":
      return targets(pattern.left);
    default:
      return [];
  }
}

/** Parents of every node of a tree. */
export function parents(root: Syntax): ReadonlyMap<Syntax, Syntax> {
  const found = new Map<Syntax, Syntax>();
  const visit = (node: Syntax): void => {
    for (const child of childNodes(node)) {
      found.set(child, node);
      visit(child);
    }
  };
  visit(root);
  return found;
}

/** The node whose scope declares the name that `from` sees; undefined for a global. */
export function scopeOf(name: string, from: Syntax, up: ReadonlyMap<Syntax, Syntax>): Syntax | undefined {
  for (let node: Syntax | undefined = from; node !== undefined; node = up.get(node))
    if (declared(node).has(name)) return node;
  return undefined;
}

function declared(node: Syntax): Set<string> {
  const names = new Set<string>();
  const add = (pattern: Syntax): void => {
    for (const { name } of targets(pattern)) names.add(name);
  };
  const lexical = (list: readonly Syntax[]): void => {
    for (const one of list) {
      const item: Syntax = one.declaration ?? one;
      if (item.type === "VariableDeclaration" && item.kind !== "var")
        for (const { id } of item.declarations) add(id);
      if (/^(?:Function|Class)Declaration$/.test(item.type) && item.id) names.add(item.id.name);
    }
  };
  const hoisted = (at: Syntax): void => {
    if (at.type === "VariableDeclaration" && at.kind === "var") for (const { id } of at.declarations) add(id);
    for (const child of childNodes(at)) if (!isFunction(child)) hoisted(child);
  };
  if (isFunction(node)) {
    for (const param of node.params) add(param);
    hoisted(node.body);
    if (node.type === "FunctionExpression" && node.id) names.add(node.id.name);
  } else if (node.type === "Program") {
    hoisted(node);
    lexical(node.body);
  } else if (node.type === "BlockStatement" || node.type === "StaticBlock") lexical(node.body);
  else if (node.type === "SwitchStatement") lexical(node.cases.flatMap((one: Syntax) => one.consequent));
  else if (/^For/.test(node.type)) lexical([node.init ?? node.left].filter(Boolean));
  else if (node.type === "CatchClause" && node.param) add(node.param);
  return names;
}
