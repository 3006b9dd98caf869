import type { Node } from "../../program/Node.js";

/** How coarse the text is painted: by token, or by the score of the smallest node around it that is at least this. */
export const LEVELS = ["token", "leaf", "expression", "statement", "block", "function", "file"] as const;

/** One of {@link LEVELS}. */
export type Granularity = (typeof LEVELS)[number];

const FUNCTIONS: ReadonlySet<string> = new Set(
  (
    "FunctionDeclaration FunctionExpression ArrowFunctionExpression MethodDefinition PropertyDefinition StaticBlock " +
    "ClassDeclaration ClassExpression function_definition class_definition decorated_definition lambda " +
    "function_declaration function_expression generator_function generator_function_declaration arrow_function " +
    "method_definition class_declaration class abstract_class_declaration class_static_block"
  ).split(" "),
);
const BLOCKS: ReadonlySet<string> = new Set(
  "BlockStatement ClassBody block statement_block class_body switch_body interface_body object_type".split(
    " ",
  ),
);
const CLAUSES: ReadonlySet<string> = new Set(
  (
    "SwitchCase CatchClause elif_clause else_clause except_clause except_group_clause finally_clause case_clause " +
    "switch_case switch_default catch_clause lexical_declaration variable_declaration enum_declaration " +
    "type_alias_declaration interface_declaration ImportDeclaration ExportNamedDeclaration " +
    "ExportDefaultDeclaration ExportAllDeclaration VariableDeclaration EmptyStatement"
  ).split(" "),
);

/**
 * Index in {@link LEVELS} of a node, 1 (leaf) to 6 (file): ESTree types and those of tree-sitter's grammars for Python,
 * JavaScript and TypeScript. Classes rank with functions; what is no function, block or statement is an expression.
 */
export function rankOf(node: Node): number {
  if (node.parent < 0) return 6;
  if (FUNCTIONS.has(node.type) && node.last > node.id) return 5;
  if (BLOCKS.has(node.type)) return 4;
  if (CLAUSES.has(node.type) || /(?:Statement|_statement)$/.test(node.type)) return 3;
  return node.last > node.id ? 2 : 1;
}
