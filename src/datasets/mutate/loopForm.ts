import type { Program } from "../../program/Program.js";
import { parseExpression } from "../../program/parse.js";
import { tree } from "../../program/tree.js";
import type { Random } from "../../questions/random.js";
import { lexicalNames } from "../../trace/javascript/instrument/Scope.js";
import { children, isFunction, type Syntax, unwrap } from "../../trace/javascript/instrument/syntax.js";
import type { Edit, Piece } from "./edits.js";
import { freshNames } from "./freshNames.js";
import type { MutantRefusal } from "./Mutant.js";
import type { Edits } from "./rename.js";
import { indentAt, namesIn, nodesOf, wordsOf } from "./syntaxOf.js";

/**
 * Writes loops in another form: `for` as `while`, `while` as `for`, `for … of` over an array as a counted loop. Left
 * alone are loops with a label, `for` loops with a `continue` of their own (it would skip the update) or whose
 * variables live on in a function, and lists that are not known to be arrays.
 */
export function loopForm(program: Program, calls: readonly string[], random: Random): Edits | MutantRefusal {
  const edits: Edit[] = [];
  const spare: (readonly Edit[])[] = [];
  const names = freshNames(random, wordsOf(program));
  const arrays = arraysOf(program, calls);
  for (const { node, above } of nodesOf(program)) {
    const loop = node;
    if (above[0]?.type === "LabeledStatement") continue;
    const made =
      loop.type === "ForStatement"
        ? asWhile(loop, program)
        : loop.type === "WhileStatement"
          ? [asFor(loop)]
          : loop.type === "ForOfStatement"
            ? counted(loop, program, arrays, names)
            : undefined;
    if (made !== undefined && random.next() < 0.75) edits.push(...made);
    else if (made !== undefined) spare.push(made);
  }
  if (edits.length === 0 && spare.length > 0) edits.push(...random.pick(spare));
  return edits.length === 0 ? "no loop to change" : { edits };
}

/** `while (test) body` → `for (; test; ) body`. */
function asFor({ start, end, test, body }: Syntax): Edit {
  return { start, end, pieces: ["for (; ", [test.start, test.end], "; ) ", [body.start, body.end]] };
}

/** `for (init; test; update) body` → `{ init; while (test) { body update; } }`. */
function asWhile(loop: Syntax, program: Program): readonly Edit[] | undefined {
  const { source } = program;
  const { start, end, init, test, update, body } = loop;
  if (hasContinue(body) || (update && declares(body, namesIn(update)))) return undefined;
  const lexical = init?.type === "VariableDeclaration" && init.kind !== "var";
  if (lexical) {
    const own = new Set<string>(init.declarations.flatMap((each: Syntax) => [...namesIn(each.id)]));
    if (isCaptured(loop, own)) return undefined;
  }
  const indent = indentAt(source, start) ?? "";
  const inner = lexical ? `${indent}  ` : indent;
  const block = body.type === "BlockStatement";
  const pieces: Piece[] = [];
  // The block keeps the variables of the loop from what stands around it.
  if (lexical) pieces.push(`{\n${inner}`);
  else if (init) pieces.push("{ ");
  if (init) pieces.push([init.start, semicolon(source, init.end)], lexical ? `;\n${inner}` : "; ");
  pieces.push("while (");
  pieces.push(...(test ? ([[test.start, test.end]] as Piece[]) : ["true"]), ") {");
  if (block) pieces.push([body.start + 1, trimmedEnd(source, body.end - 1)]);
  else pieces.push(`\n${inner}  `, [body.start, body.end]);
  if (update) pieces.push(`\n${inner}  `, [update.start, update.end], ";");
  pieces.push(`\n${inner}}`);
  if (lexical) pieces.push(`\n${indent}}`);
  else if (init) pieces.push(" }");
  return [{ start, end, pieces }, ...(lexical ? deeper(body, program) : [])];
}

/** `for (const item of list) body` → `for (let i = 0; i < list.length; i++) { const item = list[i]; body }`. */
function counted(
  loop: Syntax,
  { source }: Program,
  arrays: ReadonlySet<string>,
  names: () => string,
): readonly Edit[] | undefined {
  const { start, end, left, right, body } = loop;
  const list = unwrap(right);
  if (loop.await || left.type !== "VariableDeclaration" || left.kind === "var") return undefined;
  if (list.type !== "Identifier" || !arrays.has(list.name) || setsName(body, list.name)) return undefined;
  if (declares(body, namesIn(left, new Set([list.name])))) return undefined;
  const indent = indentAt(source, start) ?? "";
  const at = names();
  const head = `for (let ${at} = 0; ${at} < ${list.name}.length; ${at}++) {\n${indent}  `;
  const pieces: Piece[] = [head, [left.start, left.end], " = ", [list.start, list.end], `[${at}];`];
  if (body.type === "BlockStatement") pieces.push([body.start + 1, body.end]);
  else pieces.push(`\n${indent}  `, [body.start, body.end], `\n${indent}}`);
  return [{ start, end, pieces }];
}

/** Whether a block declares one of the names for itself. */
function declares(body: Syntax, names: ReadonlySet<string>): boolean {
  if (body.type !== "BlockStatement") return false;
  return lexicalNames(body.body).some(({ identifier }) => names.has(identifier.name));
}

/** Two more spaces before each line of a block, but not inside of templates. */
function deeper({ type, start, end }: Syntax, { source, nodes }: Program): readonly Edit[] {
  if (type !== "BlockStatement") return [];
  const fixed = nodes.filter(node => /^(?:TemplateElement|Comment|Literal)$/.test(node.type));
  const edits: Edit[] = [];
  for (let at = source.indexOf("\n", start) + 1; at > 0 && at < end; at = source.indexOf("\n", at) + 1) {
    if (fixed.some(node => node.start < at && at < node.end)) continue;
    edits.push({ start: at, end: at, pieces: ["  "] });
  }
  return edits;
}

/** End of the text of a declaration, a type behind its last name included. */
function semicolon(source: string, from: number): number {
  const at = source.indexOf(";", from);
  return at < 0 ? from : at;
}

function trimmedEnd(source: string, end: number): number {
  while (end > 0 && /\s/.test(source[end - 1])) end--;
  return end;
}

/** Whether a body holds a `continue` that may belong to its loop. */
function hasContinue(node: Syntax): boolean {
  if (node.type === "ContinueStatement") return true;
  if (isFunction(node)) return false;
  const ownLoop = /^(?:For|While|DoWhile)/.test(node.type);
  return children(node).some(child => (ownLoop ? hasLabelled(child) : hasContinue(child)));
}

function hasLabelled(node: Syntax): boolean {
  if (node.type === "ContinueStatement") return node.label !== null;
  return !isFunction(node) && children(node).some(hasLabelled);
}

/** Whether a function inside mentions one of the names. */
function isCaptured(node: Syntax, names: ReadonlySet<string>): boolean {
  if (isFunction(node) || /^Class/.test(node.type)) return [...namesIn(node)].some(name => names.has(name));
  return children(node).some(child => isCaptured(child, names));
}

/** Whether a name is assigned to inside. */
function setsName(node: Syntax, name: string): boolean {
  const target =
    node.type === "AssignmentExpression"
      ? node.left
      : node.type === "UpdateExpression"
        ? node.argument
        : undefined;
  if (target !== undefined && namesIn(target).has(name) && target.type !== "MemberExpression") return true;
  return children(node).some(child => setsName(child, name));
}

/** Methods that give an array. */
const MAKERS =
  /^(?:slice|map|filter|split|concat|flat|flatMap|reverse|sort|splice|keys|values|entries|from|of|toSorted)$/;
/** Methods that only arrays have among what can be gone through. */
const USERS = /^(?:push|pop|shift|unshift|splice|sort|map|filter|reduce|some|every|join|findIndex|reverse)$/;

/**
 * Names that hold arrays wherever they are declared: set to an array once, used as one, a rest parameter, annotated
 * `…[]`, or a parameter that every call fills with an array literal. The traces are compared afterwards, so a wrong
 * guess costs a mutant, not its meaning.
 */
function arraysOf(program: Program, calls: readonly string[]): ReadonlySet<string> {
  const yes = new Set<string>();
  const no = new Set<string>();
  for (const { node, above } of nodesOf(program)) {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init) {
      (makesArray(unwrap(node.init)) ? yes : no).add(node.id.name);
    } else if (
      node.type === "RestElement" &&
      node.argument.type === "Identifier" &&
      above[0]?.type !== "ObjectPattern"
    ) {
      yes.add(node.argument.name);
    } else if (node.type === "MemberExpression" && node.object.type === "Identifier" && !node.computed) {
      if (USERS.test(node.property.name)) yes.add(node.object.name);
    } else if (isFunction(node)) {
      for (const [i, parameter] of node.params.entries()) {
        if (parameter.type !== "Identifier") continue;
        const annotated = /^\s*:\s*(?:readonly\s+)?[\w.]+\[\]/.test(program.source.slice(parameter.end));
        if (annotated || (node.id && filledWithArrays(calls, node.id.name, i, program)))
          yes.add(parameter.name);
      }
    }
  }
  for (const name of no) yes.delete(name);
  return yes;
}

function makesArray(value: Syntax): boolean {
  if (value.type === "ArrayExpression") return true;
  if (value.type !== "CallExpression" || value.callee.type !== "MemberExpression") return false;
  const { object, property, computed } = value.callee;
  if (computed || !MAKERS.test(property.name)) return false;
  // `keys`, `values` and `entries` are arrays only when Object makes them, `from` and `of` when Array does.
  if (/^(?:keys|values|entries)$/.test(property.name)) return object.name === "Object";
  return !/^(?:from|of)$/.test(property.name) || object.name === "Array";
}

/** Whether calls call the function, and all that do give an array literal in this place. */
function filledWithArrays(calls: readonly string[], name: string, place: number, program: Program): boolean {
  let many = 0;
  for (const call of calls) {
    const ast = tree(parseExpression(call, "<call>", program.language)).ast as unknown as Syntax;
    const expression = unwrap(ast.body[0].expression);
    if (expression.type !== "CallExpression" || expression.callee.name !== name) continue;
    if (expression.arguments[place]?.type !== "ArrayExpression") return false;
    many++;
  }
  return many > 0;
}
