import type { Program } from "../../program/Program.js";
import type { Trace } from "../format/Trace.js";

/** Where each variable of a trace can be seen: first and last node id of its scope, per variable. */
export interface Scopes {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

const cache: WeakMap<Trace, Scopes> = new WeakMap();

const FUNCTIONS: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "Program",
]);

const BLOCKS: ReadonlySet<string> = new Set([
  "BlockStatement",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "SwitchStatement",
  "StaticBlock",
]);

/** The scopes, found in the syntax tree; kept with the trace. */
export function scopes(trace: Trace): Scopes {
  const known = cache.get(trace);
  if (known !== undefined) return known;
  const { variables } = trace.tables;
  const from = new Int32Array(variables.length);
  const to = new Int32Array(variables.length).fill(0x7fffffff);
  for (const variable of variables) {
    const program = trace.programs[variable.program];
    if (program === undefined || program.nodes.length <= variable.node) continue;
    // A name of Python belongs to its whole function (class body, module), whatever block binds it.
    const owner = trace.tables.functions[variable.function];
    const whole = program.language === "python" && owner?.program === variable.program;
    const scope = whole ? owner.node : scopeOf(program, variable.kind, variable.node);
    from[variable.id] = scope;
    to[variable.id] = program.nodes[scope].last;
  }
  const made = { from, to };
  cache.set(trace, made);
  return made;
}

function scopeOf(program: Program, kind: string, node: number): number {
  const { nodes } = program;
  const parent = nodes[node].parent;
  const declaration = parent < 0 ? "" : nodes[parent].type;
  let at = parent;
  switch (kind) {
    case "let":
    case "const":
      while (at > 0 && !BLOCKS.has(nodes[at].type) && !FUNCTIONS.has(nodes[at].type)) at = nodes[at].parent;
      return Math.max(at, 0);
    case "class":
    case "function":
      // The own name of a function or class expression is seen inside of it only.
      if (declaration === "ClassExpression" || declaration === "FunctionExpression") return parent;
      at = parent < 0 ? 0 : nodes[parent].parent;
      while (at > 0 && !BLOCKS.has(nodes[at].type) && !FUNCTIONS.has(nodes[at].type)) at = nodes[at].parent;
      return Math.max(at, 0);
    case "catch":
      while (at > 0 && nodes[at].type !== "CatchClause") at = nodes[at].parent;
      return Math.max(at, 0);
    case "this":
      while (at > 0 && (!FUNCTIONS.has(nodes[at].type) || nodes[at].type === "ArrowFunctionExpression")) {
        at = nodes[at].parent;
      }
      return Math.max(at, 0);
    default:
      // var, param, import, global: the whole function.
      while (at > 0 && !FUNCTIONS.has(nodes[at].type)) at = nodes[at].parent;
      return Math.max(at, 0);
  }
}
