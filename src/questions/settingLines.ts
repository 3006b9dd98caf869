import type { Node } from "../program/Node.js";
import type { Program } from "../program/Program.js";
import { pythonSetting } from "./pythonSetting.js";

/** Where the text of a function sets a variable of a name, nested functions left out. */
export interface SettingLines {
  /** Lines on which the name stands where it is set, ascending. */
  readonly lines: readonly number[];
  /** It is a parameter of the function. */
  readonly parameter: boolean;
}

/**
 * Finds what sets a name in a function (0: the top level of the program) by the text alone: assignments, updates,
 * declarations with a value and `let` without one, loop heads, catch clauses, parameters; destructuring included. For
 * Python see {@link pythonSetting}.
 */
export function settingLines(program: Program, fn: number, name: string): SettingLines {
  if (program.language === "python") return pythonSetting(program, fn, name);
  const { nodes, source } = program;
  const lines = new Set<number>();
  let parameter = false;
  for (let id = fn + 1; id <= nodes[fn].last; id++) {
    const node = nodes[id];
    if (isFunction(node)) {
      id = node.last;
      continue;
    }
    if (node.type !== "Identifier" || node.end - node.start !== name.length) continue;
    if (source.slice(node.start, node.end) !== name) continue;
    const how = setBy(program, node, fn);
    if (how === "parameter") parameter = true;
    else if (how === "line") lines.add(node.line);
  }
  return { lines: [...lines].sort((a, b) => a - b), parameter };
}

/** How an identifier sets its variable, if it does. */
function setBy(program: Program, identifier: Node, fn: number): "line" | "parameter" | undefined {
  const { nodes } = program;
  let node = identifier;
  let parent = nodes[node.parent];
  while (isPattern(parent, node)) {
    node = parent;
    parent = nodes[node.parent];
  }
  switch (parent.type) {
    case "AssignmentExpression":
    case "ForInStatement":
    case "ForOfStatement":
      return node.field === "left" ? "line" : undefined;
    case "UpdateExpression":
      return "line";
    case "CatchClause":
      return node.field === "param" ? "line" : undefined;
    case "VariableDeclarator":
      return node.field === "id" && declares(program, parent) ? "line" : undefined;
    default:
      return parent.id === fn && node.field === "params" ? "parameter" : undefined;
  }
}

/** Whether `node` is a target inside of the pattern `parent`. */
function isPattern(parent: Node, node: Node): boolean {
  switch (parent.type) {
    case "ArrayPattern":
    case "ObjectPattern":
    case "RestElement":
      return true;
    case "AssignmentPattern":
      return node.field === "left";
    case "Property":
      return node.field === "value";
    default:
      return false;
  }
}

/** A `var` without a value sets nothing, unless it is the head of a loop. */
function declares({ nodes, source }: Program, declarator: Node): boolean {
  for (let id = declarator.id + 1; id <= declarator.last; id = nodes[id].last + 1)
    if (nodes[id].field === "init") return true;
  const declaration = nodes[declarator.parent];
  return declaration.field === "left" || !source.startsWith("var", declaration.start);
}

function isFunction({ type }: Node): boolean {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|StaticBlock|PropertyDefinition)$/.test(
    type,
  );
}
