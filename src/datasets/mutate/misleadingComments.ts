import type { Program } from "../../program/Program.js";
import type { Random } from "../../questions/random.js";
import { type Syntax, unwrap } from "../../trace/javascript/instrument/syntax.js";
import type { Edit } from "./edits.js";
import type { MutantRefusal } from "./Mutant.js";
import type { Edits } from "./rename.js";
import { indentAt, listsOf } from "./syntaxOf.js";

/** Comments put into one program. */
const MOST = 5;

/**
 * Puts in comments that say something plausible and wrong about the statement below: each is false by the form of
 * the statement alone, whatever the program is called with.
 */
export function misleadingComments(program: Program, random: Random): Edits | MutantRefusal {
  const { source } = program;
  const places: { readonly at: number; readonly indent: string; readonly claims: readonly string[] }[] = [];
  for (const { list } of listsOf(program)) {
    for (const statement of list) {
      const indent = indentAt(source, statement.start);
      const claims = wrongClaims(statement, source);
      if (indent !== undefined && claims.length > 0) places.push({ at: statement.start, indent, claims });
    }
  }
  if (places.length === 0) return "no place for a comment";
  const edits = random
    .shuffle(places)
    .slice(0, Math.max(1, Math.min(MOST, Math.ceil(places.length / 3))))
    .map(
      ({ at, indent, claims }): Edit => ({
        start: at,
        end: at,
        pieces: [`// ${random.pick(claims)}\n${indent}`],
      }),
    );
  return { edits };
}

/** What a statement does not do, though it might look so. */
function wrongClaims(statement: Syntax, source: string): readonly string[] {
  switch (statement.type) {
    case "ForStatement":
      return forward(statement)
        ? ["goes from the last one down to the first", "counts down"]
        : ["looks at the body once before the condition"];
    case "ForOfStatement":
      return ["goes through the list from its end", "looks at the keys, not at the values"];
    case "WhileStatement":
      return ["the condition is looked at after each round only", "runs until the condition holds"];
    case "DoWhileStatement":
      return ["may not run at all"];
    case "IfStatement":
      return statement.alternate
        ? ["both branches run, one after the other"]
        : ["goes on below only if the condition holds", "runs when the condition does not hold"];
    case "ReturnStatement":
      return statement.argument &&
        source.slice(statement.argument.start, statement.argument.end) !== "undefined"
        ? ["gives nothing back", "goes on with the line below"]
        : ["gives the last value back"];
    case "ThrowStatement":
      return ["only notes the problem and goes on", "returns the error to the caller"];
    case "BreakStatement":
      return ["goes on with the next round"];
    case "ContinueStatement":
      return ["leaves the loop"];
    case "TryStatement":
      return statement.finalizer
        ? ["the last block runs only when nothing was thrown"]
        : ["the second block runs in any case"];
    case "SwitchStatement":
      return ["runs every case from the top"];
    case "FunctionDeclaration":
      return statement.params.length > 0 ? ["takes no arguments"] : ["takes one argument"];
    case "ClassDeclaration":
      return statement.superClass ? ["stands alone, nothing is inherited"] : ["inherits from Array"];
    case "VariableDeclaration":
      return declared(statement);
    case "ExpressionStatement":
      return did(unwrap(statement.expression));
    default:
      return [];
  }
}

function forward({ update }: Syntax): boolean {
  return update?.type === "UpdateExpression" ? update.operator === "++" : update?.operator === "+=";
}

function declared({ kind, declarations }: Syntax): readonly string[] {
  const [{ id, init }] = declarations;
  if (id.type !== "Identifier") return [];
  if (init?.type === "Literal" && typeof init.value === "number") return [`${id.name} is a text`];
  if (init?.type === "ArrayExpression") return [`${id.name} is an object without an order`];
  return kind === "const" ? [`${id.name} is set again below`] : [`${id.name} can never be set again`];
}

function did(expression: Syntax): readonly string[] {
  const { type, operator } = expression;
  if (type === "UpdateExpression") return [operator === "++" ? "one less" : "one more"];
  if (type === "AssignmentExpression") {
    if (operator === "=") return ["keeps the old value if there is one"];
    return /^(?:\+|-|\*)=$/.test(operator) ? ["forgets the old value"] : [];
  }
  if (type !== "CallExpression" || expression.callee.type !== "MemberExpression") return [];
  const wrong: Readonly<Record<string, string>> = {
    push: "puts it in front",
    unshift: "puts it at the end",
    pop: "takes the first one away",
    shift: "takes the last one away",
    sort: "the order stays as it was",
    reverse: "the order stays as it was",
    add: "takes it out again",
    delete: "puts it in again",
    set: "forgets the key",
    log: "prints nothing",
    forEach: "stops at the first one",
  };
  const claim = wrong[expression.callee.property.name];
  return claim === undefined ? [] : [claim];
}
