import type { Program } from "../../program/Program.js";
import type { Random } from "../../questions/random.js";
import { children, type Syntax, unwrap } from "../../trace/javascript/instrument/syntax.js";
import type { Edit } from "./edits.js";
import type { MutantRefusal } from "./Mutant.js";
import type { Edits } from "./rename.js";
import { listsOf, namesIn } from "./syntaxOf.js";

/**
 * Swaps neighbouring statements that are independent: each declares or sets plain variables to values that call
 * nothing and change nothing, and neither sets what the other reads or sets. About half of the pairs found are taken.
 */
export function reorder(program: Program, random: Random): Edits | MutantRefusal {
  const edits: Edit[] = [];
  const swapped: (readonly [Syntax, Syntax])[] = [];
  const pairs: (readonly [Syntax, Syntax])[] = [];
  for (const { list } of listsOf(program)) {
    for (let i = 0; i + 1 < list.length; i++) {
      if (!independent(list[i], list[i + 1], program.source)) continue;
      pairs.push([list[i], list[i + 1]]);
      // A statement takes part in one swap only.
      i++;
    }
  }
  const chosen = pairs.filter(() => random.next() < 0.5);
  if (pairs.length > 0 && chosen.length === 0) chosen.push(random.pick(pairs));
  for (const [first, second] of chosen) {
    const middle = [first.end, second.start] as const;
    edits.push({
      start: first.start,
      end: second.end,
      pieces: [[second.start, second.end], middle, [first.start, first.end]],
    });
    swapped.push([first, second]);
  }
  return edits.length === 0 ? "no independent neighbours" : { edits, swapped };
}

function independent(first: Syntax, second: Syntax, source: string): boolean {
  const one = effects(first);
  const other = effects(second);
  if (one === undefined || other === undefined) return false;
  // Without its own `;` a statement may only end where it stood.
  if (
    !source.slice(first.start, first.end).endsWith(";") ||
    !source.slice(second.start, second.end).endsWith(";")
  ) {
    return false;
  }
  const clash = (sets: ReadonlySet<string>, names: ReadonlySet<string>): boolean =>
    [...sets].some(name => names.has(name));
  return !clash(one.sets, other.all) && !clash(other.sets, one.all);
}

/** Variables a statement sets and all it mentions; undefined where it may do more than set variables. */
function effects(
  statement: Syntax,
): { readonly sets: ReadonlySet<string>; readonly all: ReadonlySet<string> } | undefined {
  const sets = new Set<string>();
  if (statement.type === "VariableDeclaration") {
    for (const { id, init } of statement.declarations) {
      if (id.type !== "Identifier" || (init && !isPlain(init))) return undefined;
      sets.add(id.name);
    }
  } else if (statement.type === "ExpressionStatement" && !statement.directive) {
    const expression = unwrap(statement.expression);
    const target = expression.left ?? expression.argument;
    if (expression.type !== "AssignmentExpression" && expression.type !== "UpdateExpression")
      return undefined;
    if (target.type !== "Identifier" || (expression.right && !isPlain(expression.right))) return undefined;
    sets.add(target.name);
  } else return undefined;
  return { sets, all: namesIn(statement) };
}

/** Types of expressions that compute a value from plain values and do nothing else. */
const PLAIN: ReadonlySet<string> = new Set([
  "Identifier",
  "Literal",
  "ThisExpression",
  "ParenthesizedExpression",
  "UnaryExpression",
  "BinaryExpression",
  "LogicalExpression",
  "ConditionalExpression",
  "TemplateLiteral",
  "TemplateElement",
  "ArrayExpression",
  "ObjectExpression",
  "Property",
]);

/** Whether evaluating an expression calls nothing and changes nothing. Functions are made, not called. */
function isPlain(node: Syntax): boolean {
  if (node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression") return true;
  if (node.type === "MemberExpression") {
    // Any other property may be a getter.
    return !node.computed && node.property.name === "length" && node.object.type === "Identifier";
  }
  if (node.type === "UnaryExpression" && node.operator === "delete") return false;
  if (node.type === "BinaryExpression" && /^(?:in|instanceof)$/.test(node.operator)) return false;
  return PLAIN.has(node.type) && children(node).every(isPlain);
}
