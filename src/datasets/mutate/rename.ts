import type { Program } from "../../program/Program.js";
import { parseExpression } from "../../program/parse.js";
import { tree } from "../../program/tree.js";
import type { Random } from "../../questions/random.js";
import type { Syntax } from "../../trace/javascript/instrument/syntax.js";
import { type Bound, bindings } from "../bindings.js";
import type { Edit } from "./edits.js";
import { freshNames } from "./freshNames.js";
import type { MutantRefusal } from "./Mutant.js";
import { namesIn, nodesOf, wordsOf } from "./syntaxOf.js";

/** Edits of one kind, and what they do to names and the order of statements. */
export interface Edits {
  readonly edits: readonly Edit[];
  readonly names?: Readonly<Record<string, string>>;
  /** Pairs of statements that change places. */
  readonly swapped?: readonly (readonly [Syntax, Syntax])[];
}

/**
 * Gives new names to variables, parameters, functions, classes and private members. One name becomes one other
 * wherever it stands for a variable, and no text of the program holds the new one, so nothing is captured. Kept are
 * names that calls or exports use, that also stand for something global, whose types would have to change, and, where
 * the program looks at names of functions, those of functions and classes.
 */
export function rename(program: Program, calls: readonly string[], random: Random): Edits | MutantRefusal {
  const { variables, free } = bindings(program);
  const all = [...nodesOf(program)];
  if (free.has("eval") || all.some(({ node }) => node.type === "WithStatement")) return "names are dynamic";
  const keep = keptNames(program, calls, all);
  const reflective = all.some(
    ({ node }) =>
      node.type === "MemberExpression" &&
      /^(?:name|toString|constructor|stack)$/.test(node.property.name ?? node.property.value ?? ""),
  );
  const typed = typeNames(program);
  const isKept = ({ name, kind, references, declarations }: Bound): boolean =>
    keep.has(name) ||
    free.has(name) ||
    name === "arguments" ||
    typed.any.has(name) ||
    ((kind === "class" || kind === "function" || kind === "import") && typed.word.has(name)) ||
    (reflective && (kind === "class" || kind === "function" || named.has(declarations[0]))) ||
    declarations.length + references.length === 0;
  const named = namingDeclarations(all.map(({ node }) => node));
  const kept = new Set(variables.filter(isKept).map(({ name }) => name));
  const next = freshNames(random, wordsOf(program));
  const names: Record<string, string> = {};
  const edits: Edit[] = [];
  const short = shorthands(all.map(({ node }) => node));
  for (const { name, declarations, references } of variables) {
    if (kept.has(name)) continue;
    if (!Object.hasOwn(names, name)) names[name] = next();
    for (const { start } of [...declarations, ...references]) {
      const end = start + name.length;
      const before = short.get(start);
      const renamed = { text: names[name], from: start, to: end };
      edits.push({ start, end, pieces: before === undefined ? [renamed] : [`${name}${before}`, renamed] });
    }
  }
  for (const { node } of all) {
    if (node.type !== "PrivateIdentifier") continue;
    const name = `#${node.name}`;
    if (!Object.hasOwn(names, name)) names[name] = `#${next()}`;
    edits.push({
      start: node.start,
      end: node.end,
      pieces: [{ text: names[name], from: node.start, to: node.end }],
    });
  }
  if (edits.length === 0) return "no name to change";
  return { edits, names };
}

/** Names the calls mention and the file exports. */
function keptNames(
  program: Program,
  calls: readonly string[],
  all: readonly { readonly node: Syntax; readonly above: readonly Syntax[] }[],
): ReadonlySet<string> {
  const keep = new Set<string>();
  for (const call of calls) {
    const { ast } = tree(parseExpression(call, "<call>", program.language));
    namesIn(ast as unknown as Syntax, keep);
  }
  for (const { node, above } of all) {
    const exported = node.type === "Identifier" && above.some(each => each.type.startsWith("Export"));
    const inside = above.findIndex(each => /Function|Class|BlockStatement/.test(each.type));
    const outer = above.findIndex(each => each.type.startsWith("Export"));
    const itself = above[0]?.id === node && outer === 1;
    const name = itself || inside < 0 || outer <= inside;
    if (exported && name) keep.add(node.name);
  }
  return keep;
}

/** Variables whose value takes its own name from theirs: `const f = () => 1`. */
function namingDeclarations(all: readonly Syntax[]): ReadonlySet<Syntax> {
  const found = new Set<Syntax>();
  for (const node of all) {
    const value = node.init ?? node.right;
    if (value !== undefined && value !== null && /Function|ClassExpression/.test(value.type ?? ""))
      found.add(node.id ?? node.left);
  }
  return found;
}

/** Where a name stands for a property and a variable at once, by its start: what separates the two written out. */
function shorthands(all: readonly Syntax[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const node of all) {
    if (node.type === "Property" && node.shorthand) found.set(node.key.start, ": ");
    if (node.type === "ImportSpecifier" && node.imported.start === node.local.start)
      found.set(node.local.start, " as ");
  }
  return found;
}

/** Words of the types: those that stand where only a variable can, and all others. */
function typeNames({ nodes, source }: Program): {
  readonly any: ReadonlySet<string>;
  readonly word: ReadonlySet<string>;
} {
  const any = new Set<string>();
  const word = new Set<string>();
  const text = (id: number): string => (id in nodes ? source.slice(nodes[id].start, nodes[id].end) : "");
  const leaves = nodes.filter(node => node.type === "Type").map(node => node.id);
  for (const [i, id] of leaves.entries()) {
    const name = text(id);
    word.add(name);
    const before = text(leaves[i - 1] ?? -1);
    const after = text(leaves[i + 1] ?? -1);
    if (before === "typeof" || before === "asserts" || after === "is") any.add(name);
  }
  return { any, word };
}
