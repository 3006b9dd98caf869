import type { Node } from "../../program/Node.js";
import type { Site, Variable } from "../../trace/format/tables.js";
import { isBody, isFunction, isName, partIn } from "../nodeTypes.js";
import type { Random } from "../random.js";
import type { Posing } from "./Posing.js";

/** A name that may be asked about at a site. */
export interface StateName {
  readonly name: string;
  /** The call or a literal in the text gives its value away: it never changes. */
  readonly settled: boolean;
}

/** Kinds of variables that hold data. */
export const DATA: ReadonlySet<string> = new Set(["var", "let", "const", "param", "catch"]);

/**
 * Names of variables in reach of a site: first what the statement writes (for "after"), then what its head mentions, then
 * others of the same function, then those around it; settled ones behind all others. Ties in random order.
 */
export function stateNames(
  posing: Posing,
  random: Random,
  site: Site,
  when: "before" | "after",
): StateName[] {
  const { program } = posing;
  const { tables } = posing.trace;
  const scope = new Set<number>();
  for (let fn = site.function; fn >= 0; fn = tables.functions[fn].parent) scope.add(fn);
  const visible = tables.variables.filter(
    variable => variable.program === 0 && DATA.has(variable.kind) && scope.has(variable.function),
  );
  const head = headNodes(program.nodes, program.nodes[site.node]);
  const inHead = new Set(head.map(node => node.id));
  const mentioned = new Set(
    head.filter(node => isName(node.type)).map(node => program.source.slice(node.start, node.end)),
  );
  const written = new Set(
    tables.writes
      .filter(write => write.variable >= 0 && write.program === 0 && inHead.has(write.node))
      .map(write => tables.variables[write.variable].name),
  );
  const own = new Set(
    visible.filter(variable => variable.function === site.function).map(({ name }) => name),
  );
  const changing = new Set(visible.filter(variable => changes(posing, variable)).map(({ name }) => name));
  const rank = ({ name, settled }: StateName): number => {
    if (when === "after" && written.has(name)) return 0;
    const near = mentioned.has(name) ? 1 : own.has(name) ? 2 : 3;
    return settled ? near + 3 : near;
  };
  const names = [...new Set(visible.map(({ name }) => name))].sort();
  const all = names.map(name => ({ name, settled: !changing.has(name) }));
  // A stable sort: the random order stays within a rank.
  return random.shuffle(all).sort((a, b) => rank(a) - rank(b));
}

/** Whether a variable is written again, or first with something that is no literal (an argument stands in the call). */
function changes({ trace, program }: Posing, variable: Variable): boolean {
  const writes = trace.tables.writes.filter(write => write.variable === variable.id);
  if (writes.length !== 1 || variable.kind === "param") return writes.length > 1;
  const { nodes } = program;
  let node = nodes[writes[0].node];
  if (program.language !== "python") {
    const init = nodes.find(child => child.parent === node.id && child.field === "init");
    return node.type !== "VariableDeclarator" || init?.type !== "Literal";
  }
  // The write may be the name, the assignment, or the statement that holds it.
  if (isName(node.type)) node = nodes[node.parent];
  else if (node.type === "expression_statement") node = nodes[node.id + 1];
  const right = node?.type === "assignment" ? partIn(nodes, node, "right") : undefined;
  return right === undefined || !/^(?:integer|float|string|true|false|none)$/.test(right.type);
}

/** Nodes of a statement, of a branch or loop only those of its head; nested functions left out. */
export function headNodes(nodes: readonly Node[], statement: Node): Node[] {
  const found: Node[] = [];
  for (let id = statement.id + 1; id <= statement.last; id++) {
    const node = nodes[id];
    const body = node.parent === statement.id && isBody(node);
    if (body || isFunction(node.type)) id = node.last;
    else found.push(node);
  }
  return found;
}
