import type { Node } from "../../program/Node.js";
import type { Program } from "../../program/Program.js";
import { partIn, partsOf } from "../nodeTypes.js";

/** What arguments of an answered call of a Python program may name. */
export interface PythonRules {
  /** Names of the program's top level, imported ones included. */
  readonly names: ReadonlySet<string>;
  /** Those of them that the program defines itself: functions, classes and variables. */
  readonly own: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  /** Whether `lambda` may be an argument. */
  readonly functions: boolean;
}

/** Rules for a program; `functions`: whether lambdas may be arguments. */
export function pythonRules(program: Program, functions: boolean): PythonRules {
  const { nodes, source } = program;
  const text = (node: Node | undefined): string =>
    node === undefined ? "" : source.slice(node.start, node.end);
  const own = new Set<string>();
  const classes = new Set<string>();
  const imported = new Set<string>();
  for (const statement of partsOf(nodes, nodes[0])) {
    const node =
      statement.type === "decorated_definition"
        ? (partIn(nodes, statement, "definition") ?? statement)
        : statement;
    if (node.type === "function_definition" || node.type === "class_definition") {
      own.add(text(partIn(nodes, node, "name")));
      if (node.type === "class_definition") classes.add(text(partIn(nodes, node, "name")));
    } else if (node.type === "expression_statement") {
      for (const assignment of partsOf(nodes, node)) {
        const left = assignment.type === "assignment" ? partIn(nodes, assignment, "left") : undefined;
        if (left !== undefined) for (const name of namesIn(nodes, left)) own.add(text(name));
      }
    } else if (/^import_(?:from_)?statement$/.test(node.type)) {
      for (let id = node.id + 1; id <= node.last; id = nodes[id].last + 1) {
        if (nodes[id].field !== "name") continue;
        imported.add(text(partIn(nodes, nodes[id], "alias") ?? nodes[id]));
      }
    }
  }
  return { names: new Set([...own, ...imported]), own, classes, functions };
}

/** Names in a target, attributes and subscripts left out. */
function namesIn(nodes: readonly Node[], target: Node): Node[] {
  if (target.type === "identifier") return [target];
  return /pattern/.test(target.type) ? partsOf(nodes, target).flatMap(part => namesIn(nodes, part)) : [];
}

/** Built-in types that make data out of data; the others only where the program has the name. */
const BUILT_IN =
  /^(?:bool|bytearray|bytes|complex|dict|float|frozenset|int|list|object|range|set|slice|str|tuple|[A-Z][A-Za-z]*(?:Error|Exception)|Exception)$/;
const IMPORTED =
  /^(?:ChainMap|Counter|Decimal|Fraction|OrderedDict|SimpleNamespace|date|datetime|defaultdict|deque|namedtuple|time|timedelta)$/;
/** Built-in functions that a lambda may use. */
const PURE =
  /^(?:abs|all|any|chr|divmod|enumerate|filter|isinstance|len|map|max|min|ord|pow|reversed|round|sorted|sum|zip)$/;
const OPERATORS = new Set(["+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>"]);

/**
 * Whether an expression may be an argument of an answered call: literals; lists, tuples, sets and dicts of arguments; a
 * sign or arithmetic; what built-in types of data and classes of the program make of arguments; names of the program's top
 * level and their attributes; keyword and starred arguments; where functions are asked for, lambdas of one plain
 * expression. No other calls, so nothing but the program runs. The rule is about the task; what runs is held by the
 * sandbox.
 */
export function isPlainPython(node: Node, program: Program, rules: PythonRules): boolean {
  return isPlain(node, { program, rules, local: undefined });
}

interface Scope {
  readonly program: Program;
  readonly rules: PythonRules;
  /** Names of the lambdas around, and of their comprehensions; undefined outside of lambdas. */
  readonly local: ReadonlySet<string> | undefined;
}

function isPlain(node: Node, scope: Scope): boolean {
  const { program, rules, local } = scope;
  const { nodes, source } = program;
  const text = source.slice(node.start, node.end);
  const all = (): boolean => partsOf(nodes, node).every(part => isPlain(part, scope));
  switch (node.type) {
    case "integer":
    case "float":
    case "true":
    case "false":
    case "none":
    case "ellipsis":
      return true;
    case "string":
      // A string with interpolations has parts.
      return node.last === node.id;
    case "concatenated_string":
    case "list":
    case "tuple":
    case "set":
    case "dictionary":
    case "pair":
    case "list_splat":
    case "dictionary_splat":
    case "parenthesized_expression":
    case "unary_operator":
    case "not_operator":
    case "expression_list":
      return all();
    case "binary_operator":
      return OPERATORS.has(operatorOf(program, node)) && all();
    case "keyword_argument": {
      const value = partIn(nodes, node, "value");
      return value !== undefined && isPlain(value, scope);
    }
    case "identifier":
      if (rules.names.has(text) || local?.has(text)) return true;
      return BUILT_IN.test(text) || (local !== undefined && PURE.test(text));
    case "attribute":
      return isAttribute(node, scope);
    case "call":
      return isCall(node, scope);
    case "lambda":
      return rules.functions && isLambda(node, scope);
    default:
      return local !== undefined && isInLambda(node, scope, all);
  }
}

/** `Colour.RED`, within lambdas also `x.name`; nothing with underscores around it. */
function isAttribute(node: Node, scope: Scope): boolean {
  const { nodes, source } = scope.program;
  const object = partIn(nodes, node, "object");
  const attribute = partIn(nodes, node, "attribute");
  if (object === undefined || attribute === undefined) return false;
  if (/^_/.test(source.slice(attribute.start, attribute.end))) return false;
  const named = object.type === "identifier" || object.type === "attribute" || scope.local !== undefined;
  return named && isPlain(object, scope);
}

function isCall(node: Node, scope: Scope): boolean {
  const { program, rules, local } = scope;
  const { nodes, source } = program;
  const callee = partIn(nodes, node, "function");
  const given = partIn(nodes, node, "arguments");
  // `sum(x for x in y)` has a generator in place of its arguments.
  if (callee === undefined || given?.type !== "argument_list") return false;
  const name = callee.type === "identifier" ? source.slice(callee.start, callee.end) : "";
  const makes =
    rules.classes.has(name) ||
    (BUILT_IN.test(name) && !rules.names.has(name)) ||
    (IMPORTED.test(name) && rules.names.has(name));
  // `f.__globals__` and the like are refused with the attribute.
  if (!makes && !(local !== undefined && isPlain(callee, scope))) return false;
  return partsOf(nodes, given).every(part => isPlain(part, scope));
}

function isLambda(node: Node, scope: Scope): boolean {
  const { nodes, source } = scope.program;
  const parameters = partIn(nodes, node, "parameters");
  const body = partIn(nodes, node, "body");
  const local = new Set(scope.local);
  for (const part of parameters === undefined ? [] : partsOf(nodes, parameters)) {
    const names = namesIn(nodes, part);
    // Names only: a default may hold anything.
    if (names.length !== 1) return false;
    local.add(source.slice(names[0].start, names[0].end));
  }
  return body !== undefined && isPlain(body, { ...scope, local });
}

/** What may stand in a lambda beside what may stand anywhere. */
function isInLambda(node: Node, scope: Scope, all: () => boolean): boolean {
  const { nodes, source } = scope.program;
  switch (node.type) {
    case "comparison_operator":
    case "boolean_operator":
    case "conditional_expression":
    case "subscript":
    case "slice":
      return all();
    case "list_comprehension":
    case "set_comprehension":
    case "dictionary_comprehension": {
      const local = new Set(scope.local);
      for (const clause of partsOf(nodes, node)) {
        const left = clause.type === "for_in_clause" ? partIn(nodes, clause, "left") : undefined;
        if (left === undefined) continue;
        for (const name of namesIn(nodes, left)) local.add(source.slice(name.start, name.end));
      }
      return partsOf(nodes, node).every(part => isPlain(part, { ...scope, local }));
    }
    case "for_in_clause": {
      const right = partIn(nodes, node, "right");
      return right !== undefined && isPlain(right, scope);
    }
    case "if_clause":
      return all();
    default:
      return false;
  }
}

function operatorOf({ nodes, source }: Program, node: Node): string {
  const leaf =
    partIn(nodes, node, "operator") ?? nodes.find(one => one.parent === node.id && one.type === "Punctuator");
  return leaf === undefined ? "" : source.slice(leaf.start, leaf.end);
}
