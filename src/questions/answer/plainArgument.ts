import type { AnyNode, Pattern } from "acorn";
import type { Program } from "../../program/Program.js";
import { tree } from "../../program/tree.js";

/** What arguments of an answered call may name. */
export interface ArgumentRules {
  /** Names of the program's top level, imports included. */
  readonly names: ReadonlySet<string>;
  /** Those of them that may be called: functions, classes and variables. */
  readonly functionsOfProgram: ReadonlySet<string>;
  readonly functions: boolean;
}

/** Rules for a program; `functions`: whether arrow functions may be arguments. */
export function argumentRules(program: Program, functions: boolean): ArgumentRules {
  const names = new Set<string>();
  const imported = new Set<string>();
  for (const statement of tree(program).ast.body) {
    const node =
      (statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration") &&
      statement.declaration != null
        ? statement.declaration
        : statement;
    if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") {
      if (node.id != null) names.add(node.id.name);
    } else if (node.type === "VariableDeclaration") {
      for (const { id } of node.declarations) bind(id, names);
    } else if (node.type === "ImportDeclaration") {
      for (const { local } of node.specifiers) imported.add(local.name);
    }
  }
  return { names: new Set([...names, ...imported]), functionsOfProgram: names, functions };
}

function bind(pattern: Pattern, names: Set<string>): void {
  if (pattern.type === "Identifier") names.add(pattern.name);
  else if (pattern.type === "AssignmentPattern") bind(pattern.left, names);
  else if (pattern.type === "RestElement") bind(pattern.argument, names);
  else if (pattern.type === "ArrayPattern")
    for (const item of pattern.elements) item !== null && bind(item, names);
  else if (pattern.type === "ObjectPattern")
    for (const property of pattern.properties)
      bind(property.type === "Property" ? property.value : property.argument, names);
}

const VALUES = new Set(["undefined", "NaN", "Infinity"]);
const HOLDERS = new Set(["Math", "Number"]);
const CLASSES =
  /^(?:Map|Set|Date|RegExp|Number|String|Boolean|Array|Object|(?:Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error|(?:(?:Int|Uint)(?:8|16|32)|Uint8Clamped|Float(?:32|64)|Big(?:Int|Uint)64)Array)$/;
/** The way to the intrinsics that all values share. */
const FORBIDDEN = /^(?:__.*__|prototype|constructor)$/;
const SIGNS = new Set(["-", "+", "!", "~", "void"]);
const ARITHMETIC = new Set(["+", "-", "*", "/", "%", "**"]);

/**
 * Whether an expression may be an argument of an answered call: literals; arrays and objects of arguments; a sign
 * or arithmetic; `new` of a built-in data class or of a class of the program; names of the program's top level and
 * constants of `Math` and `Number`; where functions are asked for, arrow functions whose body is one expression without
 * assignment, `new` of a parameter, `this`, and other names from outside. No other calls, so nothing but the program runs. The rule is
 * about the task; what runs is held by the sandbox.
 */
export function isPlain(node: AnyNode, rules: ArgumentRules): boolean {
  switch (node.type) {
    case "ParenthesizedExpression":
      return isPlain(node.expression, rules);
    case "Literal":
      return true;
    case "TemplateLiteral":
      return node.expressions.length === 0;
    case "Identifier":
      return VALUES.has(node.name) || rules.names.has(node.name);
    case "UnaryExpression":
      return SIGNS.has(node.operator) && isPlain(node.argument, rules);
    case "BinaryExpression":
      return ARITHMETIC.has(node.operator) && isPlain(node.left, rules) && isPlain(node.right, rules);
    case "ArrayExpression":
      return node.elements.every(item => item === null || isPlain(item, rules));
    case "SpreadElement":
      return isPlain(node.argument, rules);
    case "ObjectExpression":
      return node.properties.every(property => isPlain(property, rules));
    case "Property":
      return isData(node, rules);
    case "NewExpression":
      return (
        node.callee.type === "Identifier" &&
        (CLASSES.test(node.callee.name) || rules.names.has(node.callee.name)) &&
        node.arguments.every(argument => isPlain(argument, rules))
      );
    case "MemberExpression":
      return isConstant(node, rules);
    case "ArrowFunctionExpression":
      return rules.functions && isPlainFunction(node, new Set(), rules);
    default:
      return false;
  }
}

/** `key: value`, `[1]: value` or `name`; a plain `__proto__` sets the prototype. */
function isData(node: Extract<AnyNode, { type: "Property" }>, rules: ArgumentRules): boolean {
  if (node.kind !== "init" || node.method) return false;
  if (node.computed ? node.key.type !== "Literal" : keyName(node.key) === "__proto__") return false;
  return isPlain(node.value, rules);
}

function keyName(key: AnyNode): string {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : "";
}

/** `Color.RED`, `Number.MAX_SAFE_INTEGER`. */
function isConstant(node: AnyNode, rules: ArgumentRules): boolean {
  if (node.type === "Identifier") return rules.names.has(node.name) || HOLDERS.has(node.name);
  return (
    node.type === "MemberExpression" &&
    !node.computed &&
    !FORBIDDEN.test(keyName(node.property)) &&
    isConstant(node.object, rules)
  );
}

function isPlainFunction(
  node: Extract<AnyNode, { type: "ArrowFunctionExpression" }>,
  outer: ReadonlySet<string>,
  rules: ArgumentRules,
): boolean {
  if (node.async || node.body.type === "BlockStatement") return false;
  const local = new Set(outer);
  for (const param of node.params) {
    if (!isSimplePattern(param)) return false;
    bind(param, local);
  }
  return isBody(node.body, local, rules);
}

/** Names only: a default may hold anything. */
function isSimplePattern(pattern: Pattern): boolean {
  if (pattern.type === "Identifier") return true;
  if (pattern.type === "RestElement") return isSimplePattern(pattern.argument);
  if (pattern.type === "ArrayPattern")
    return pattern.elements.every(item => item === null || isSimplePattern(item));
  return (
    pattern.type === "ObjectPattern" &&
    pattern.properties.every(property =>
      property.type === "Property"
        ? !property.computed && isSimplePattern(property.value)
        : isSimplePattern(property.argument),
    )
  );
}

/** An expression within an arrow function: also its parameters, members, method calls, comparisons, `?:`. */
function isBody(node: AnyNode, local: ReadonlySet<string>, rules: ArgumentRules): boolean {
  const all = (...parts: readonly (AnyNode | null)[]): boolean =>
    parts.every(part => part === null || isBody(part, local, rules));
  switch (node.type) {
    case "ParenthesizedExpression":
    case "ChainExpression":
      return all(node.expression);
    case "Identifier":
      return local.has(node.name) || HOLDERS.has(node.name) || isPlain(node, rules);
    case "BinaryExpression":
    case "LogicalExpression":
      return all(node.left, node.right);
    case "ConditionalExpression":
      return all(node.test, node.consequent, node.alternate);
    case "UnaryExpression":
      return node.operator !== "delete" && all(node.argument);
    case "TemplateLiteral":
      return all(...node.expressions);
    case "ArrayExpression":
      return all(...node.elements);
    case "SpreadElement":
      return all(node.argument);
    case "ObjectExpression":
      return node.properties.every(property =>
        property.type === "Property"
          ? property.kind === "init" && !property.method && !property.computed && all(property.value)
          : all(property),
      );
    case "MemberExpression":
      return node.computed
        ? all(node.object, node.property) && !FORBIDDEN.test(keyName(node.property))
        : all(node.object) && !FORBIDDEN.test(keyName(node.property));
    case "CallExpression":
      return all(node.callee, ...node.arguments);
    case "ArrowFunctionExpression":
      return isPlainFunction(node, local, rules);
    default:
      return isPlain(node, rules);
  }
}
