import type { Program } from "../program/Program.js";
import { tree } from "../program/tree.js";
import { pythonConstructs } from "./pythonConstructs.js";

/** Any ESTree node, its properties unread. */
type Syntax = Readonly<Record<string, unknown>> & { readonly type: string };

/** Node types that are a construct by themselves. */
const BY_TYPE: Readonly<Record<string, string>> = {
  ArrayPattern: "array pattern",
  ArrowFunctionExpression: "arrow function",
  AssignmentPattern: "default value",
  AwaitExpression: "await",
  BreakStatement: "break",
  ChainExpression: "optional chaining",
  ClassDeclaration: "class",
  ClassExpression: "class",
  ConditionalExpression: "conditional",
  ContinueStatement: "continue",
  DoWhileStatement: "do while",
  ForInStatement: "for in",
  ForStatement: "for",
  IfStatement: "if",
  LabeledStatement: "label",
  NewExpression: "new",
  ObjectPattern: "object pattern",
  PrivateIdentifier: "private name",
  PropertyDefinition: "field",
  RestElement: "rest",
  SequenceExpression: "comma",
  SpreadElement: "spread",
  StaticBlock: "static block",
  Super: "super",
  SwitchStatement: "switch",
  TaggedTemplateExpression: "tagged template",
  TemplateLiteral: "template",
  ThisExpression: "this",
  ThrowStatement: "throw",
  UpdateExpression: "update",
  WhileStatement: "while",
};

/** Built-in names whose mention is a construct. */
const BY_NAME: Readonly<Record<string, string>> = {
  arguments: "arguments",
  console: "console",
  DataView: "typed array",
  Float64Array: "typed array",
  Uint8Array: "typed array",
  Uint8ClampedArray: "typed array",
  Date: "Date",
  Map: "Map",
  Promise: "Promise",
  Proxy: "Proxy",
  queueMicrotask: "microtask",
  Reflect: "Reflect",
  Set: "Set",
  setInterval: "timer",
  setTimeout: "timer",
  Symbol: "Symbol",
  WeakMap: "WeakMap",
  WeakSet: "WeakMap",
};

/** Operators whose use is a construct, by node type. */
const BY_OPERATOR: Readonly<Record<string, RegExp>> = {
  BinaryExpression: /^(?:in|instanceof|\*\*)$/,
  LogicalExpression: /^\?\?$/,
  UnaryExpression: /^(?:delete|typeof|void)$/,
};

/**
 * Language constructs a program uses, sorted: what reports group by and what the tags of a data set are. Found in
 * the syntax tree, so a word in a comment or string counts for nothing. Types of TypeScript leave no construct. Python has names of its own for what only it has.
 */
export function constructs(program: Program): readonly string[] {
  if (program.language === "python") return pythonConstructs(program);
  const found = new Set<string>();
  visit(tree(program).ast as unknown as Syntax, found);
  return [...found].sort();
}

function visit(node: Syntax, found: Set<string>): void {
  const { type, operator } = node;
  if (BY_TYPE[type] !== undefined) found.add(BY_TYPE[type]);
  if (BY_OPERATOR[type]?.test(operator as string)) found.add(operator as string);
  if (type === "Identifier" && Object.hasOwn(BY_NAME, node.name as string))
    found.add(BY_NAME[node.name as string]);
  for (const tag of special(node)) found.add(tag);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === "string") visit(child, found);
    }
  }
}

/** Constructs that depend on more than the type of a node. */
function special(node: Syntax): readonly string[] {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      if (node.generator) return [node.async ? "async generator" : "generator"];
      return node.async ? ["async function"] : [];
    case "ForOfStatement":
      return [node.await ? "for await" : "for of"];
    case "TryStatement":
      return [...(node.handler ? ["catch"] : []), ...(node.finalizer ? ["finally"] : [])];
    case "YieldExpression":
      return [node.delegate ? "yield*" : "yield"];
    case "AssignmentExpression":
      return /^(?:&&|\|\||\?\?)=$/.test(node.operator as string)
        ? ["logical assignment"]
        : node.operator === "="
          ? []
          : ["compound assignment"];
    case "ClassDeclaration":
    case "ClassExpression":
      return node.superClass ? ["extends"] : [];
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      return [
        ...(node.kind === "get" ? ["getter"] : []),
        ...(node.kind === "set" ? ["setter"] : []),
        ...(node.static ? ["static"] : []),
        ...(node.computed ? ["computed key"] : []),
      ];
    case "Literal":
      return [...(node.bigint ? ["bigint"] : []), ...(node.regex ? ["regular expression"] : [])];
    case "MetaProperty":
      return [(node.meta as { name: string }).name === "new" ? "new.target" : "import.meta"];
    case "ImportDeclaration":
      return ["module"];
    case "CallExpression":
      return (node.callee as Syntax).name === "require" ? ["module"] : [];
    default:
      return [];
  }
}
