import type { CodeRange, GrammarExpression, GrammarRules } from "./GrammarExpression.js";
import { GrammarText } from "./GrammarText.js";

const NAME = /[a-zA-Z][a-zA-Z0-9-]*/y;
const LAST = 0x10ffff;
/** Most that `{m,n}` may ask for: each is a copy. */
const MOST_COPIES = 1000;

/**
 * Reads llama.cpp's grammar notation GBNF: rules `name ::= …` of literals, classes `[a-z]` and `[^…]`, `.`, groups,
 * alternatives, and `* + ? {m} {m,} {m,n}`; a rule goes on over a line's end inside of brackets and behind `::=` or `|`.
 *
 * @param source for messages.
 * @throws SourceError with line and column for what is no grammar, for names without a rule, and where there is no `root`.
 */
export function parseGrammar(grammar: string, source = "grammar"): GrammarRules {
  const text = new GrammarText(grammar, source);
  const rules = new Map<string, GrammarExpression>();
  const names: { readonly name: string; readonly at: number }[] = [];
  text.skip(true);
  while (!text.ended) {
    const at = text.at;
    const name = text.match(NAME) ?? text.fail("expected the name of a rule");
    text.skip(false);
    if (!text.takes("::=")) text.fail(`expected ::= behind ${name}`);
    if (rules.has(name)) text.fail(`there is a rule ${name} already`, at);
    text.skip(true);
    rules.set(name, choice(text, 0, names));
    if (!text.ended && !text.sees("\n") && !text.sees("\r")) text.fail("expected the end of the rule");
    text.skip(true);
  }
  for (const { name, at } of names) if (!rules.has(name)) text.fail(`there is no rule ${name}`, at);
  if (!rules.has("root")) text.fail("there is no rule root", 0);
  return rules;
}

type Names = { readonly name: string; readonly at: number }[];

function choice(text: GrammarText, depth: number, names: Names): GrammarExpression {
  const items = [sequence(text, depth, names)];
  for (;;) {
    text.skip(depth > 0);
    if (!text.takes("|")) break;
    text.skip(true);
    items.push(sequence(text, depth, names));
  }
  return items.length === 1 ? items[0] : { kind: "choice", items };
}

function sequence(text: GrammarText, depth: number, names: Names): GrammarExpression {
  const items: GrammarExpression[] = [];
  for (;;) {
    text.skip(depth > 0);
    const item = part(text, depth, names);
    if (item === undefined) break;
    items.push(repeated(text, item));
  }
  return items.length === 1 ? items[0] : { kind: "sequence", items };
}

function part(text: GrammarText, depth: number, names: Names): GrammarExpression | undefined {
  const at = text.at;
  if (text.takes('"')) {
    let value = "";
    while (!text.takes('"')) value += String.fromCodePoint(text.character());
    return { kind: "literal", bytes: Buffer.from(value, "utf8") };
  }
  if (text.takes("[")) return { kind: "class", ranges: ranges(text) };
  if (text.takes(".")) return { kind: "class", ranges: [[0, LAST]] };
  if (text.takes("(")) {
    text.skip(true);
    const inner = choice(text, depth + 1, names);
    text.skip(true);
    if (!text.takes(")")) text.fail("expected )");
    return inner;
  }
  const name = text.match(NAME);
  if (name === undefined) return undefined;
  names.push({ name, at });
  return { kind: "rule", name, ...text.place(at) };
}

function repeated(text: GrammarText, item: GrammarExpression): GrammarExpression {
  const at = text.at;
  if (text.takes("*"))
    return repeated(text, { kind: "repeat", item, least: 0, most: Number.POSITIVE_INFINITY });
  if (text.takes("+"))
    return repeated(text, { kind: "repeat", item, least: 1, most: Number.POSITIVE_INFINITY });
  if (text.takes("?")) return repeated(text, { kind: "repeat", item, least: 0, most: 1 });
  const bounds = text.match(/\{[ \t]*\d+[ \t]*(?:,[ \t]*\d*[ \t]*)?\}/y);
  if (bounds === undefined) {
    if (text.sees("{")) text.fail("expected {m}, {m,} or {m,n}");
    return item;
  }
  const [low, high] = bounds
    .slice(1, -1)
    .split(",")
    .map(side => side.trim());
  const least = Number(low);
  const most = high === undefined ? least : high === "" ? Number.POSITIVE_INFINITY : Number(high);
  if (most < least) text.fail(`${bounds}: the second number is less than the first`, at);
  if (least > MOST_COPIES || (Number.isFinite(most) && most > MOST_COPIES))
    text.fail(`${bounds}: at most ${MOST_COPIES} are read here`, at);
  return repeated(text, { kind: "repeat", item, least, most });
}

/** What stands behind `[`, sorted and joined. */
function ranges(text: GrammarText): CodeRange[] {
  const negated = text.takes("^");
  const found: [number, number][] = [];
  while (!text.takes("]")) {
    const at = text.at;
    const first = text.character();
    const range = text.sees("-") && !text.sees("-]") && text.takes("-");
    const last = range ? text.character() : first;
    if (last < first) text.fail("the range ends before it begins", at);
    found.push([first, last]);
  }
  const joined = join(found);
  return negated ? others(joined) : joined;
}

function join(list: readonly [number, number][]): CodeRange[] {
  const joined: [number, number][] = [];
  for (const [first, last] of [...list].sort((a, b) => a[0] - b[0])) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

function others(list: readonly CodeRange[]): CodeRange[] {
  const left: CodeRange[] = [];
  let next = 0;
  for (const [first, last] of list) {
    if (first > next) left.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST) left.push([next, LAST]);
  return left;
}
