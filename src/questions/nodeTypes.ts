import type { Node } from "../program/Node.js";

/*
 * What the parts of a program that questions are made of are called in its syntax tree: ESTree's names for JavaScript and
 * TypeScript, those of tree-sitter's grammar for Python. No name means two things, so one table serves all.
 */

const LEAVING = /^(?:(?:Return|Throw|Break|Continue)Statement|(?:return|raise|break|continue)_statement)$/;

/** Whether a statement leaves its block or call, so that there is no state after it. */
export function leaves(type: string): boolean {
  return LEAVING.test(type);
}

/** Whether a statement returns from its call. */
export function isReturn(type: string): boolean {
  return type === "ReturnStatement" || type === "return_statement";
}

/** Whether a node has activations or a scope of its own: functions, in Python also the bodies of classes. */
export function isFunction(type: string): boolean {
  return /Function/.test(type) || /^(?:function_definition|lambda|class_definition)$/.test(type);
}

/** Whether a node is the name of a variable (or may be that of a property). */
export function isName(type: string): boolean {
  return type === "Identifier" || type === "identifier";
}

const ESTREE_BODY = /^(?:body|consequent|alternate|cases|block|handler|finalizer)$/;

/** Whether a direct part of a statement is its body, not its head. */
export function isBody({ type, field }: Node): boolean {
  return (
    ESTREE_BODY.test(field) ||
    field === "alternative" ||
    /^(?:block|except_clause|finally_clause)$/.test(type)
  );
}

const PYTHON_STATEMENT = /(?:_statement|^elif_clause|^class_definition|^function_definition)$/;

/** Whether a node is a statement (or a head) on whose first line execution may stand. */
export function isStatement(type: string): boolean {
  if (/(?:Statement|Declaration)$/.test(type))
    return type !== "BlockStatement" && type !== "FunctionDeclaration";
  return PYTHON_STATEMENT.test(type);
}

/** Parts of a node that are no punctuation, keyword or comment, in order. */
export function partsOf(nodes: readonly Node[], node: Node): Node[] {
  const found: Node[] = [];
  for (let id = node.id + 1; id <= node.last; id = nodes[id].last + 1)
    if (!/^(?:Punctuator|Keyword|Comment)$/.test(nodes[id].type)) found.push(nodes[id]);
  return found;
}

/** The first part of a node that stands in a field. */
export function partIn(nodes: readonly Node[], node: Node, field: string): Node | undefined {
  for (let id = node.id + 1; id <= node.last; id = nodes[id].last + 1)
    if (nodes[id].field === field) return nodes[id];
  return undefined;
}
