import * as esprima from "esprima";
import { lineStarts, positionAt } from "./lines.js";
import type { SourceType } from "./Program.js";
import { SourceError } from "./SourceError.js";
import type { Leaf, Syntax, SyntaxNode } from "./Syntax.js";

/** Raw output of esprima: nodes have `range` and `loc`, the root has tokens, comments and tolerated errors. */
interface RawNode {
  type: string;
  range: [number, number];
  loc: NonNullable<SyntaxNode["loc"]>;
  [key: string]: unknown;
}
interface RawToken {
  type: string;
  value: string;
  range: [number, number];
}
interface RawProgram extends RawNode {
  tokens: RawToken[];
  comments: RawToken[];
  errors: EsprimaError[];
}
interface EsprimaError {
  index: number;
  description: string;
}

/**
 * Parses a whole file with esprima 4 (ECMAScript 2017) and turns its tree into the ESTree acorn makes.
 *
 * @throws SourceError at the position esprima stops at, naming acorn.
 */
export function parseEsprima(text: string, file: string, sourceType: SourceType): Syntax {
  let raw: RawProgram;
  // Only tolerant esprima reads a top-level `return`, which CommonJS allows; other tolerated errors are refused.
  const options = {
    range: true,
    loc: true,
    tokens: true,
    comment: true,
    tolerant: sourceType === "commonjs",
  };
  try {
    raw = (sourceType === "module"
      ? esprima.parseModule(text, options)
      : esprima.parseScript(text, options)) as unknown as RawProgram;
    const fault = raw.errors?.find(error => error.description !== "Illegal return statement");
    if (fault !== undefined) throw fault;
  } catch (error) {
    throw refuse(error, text, file);
  }
  const leaves: Leaf[] = [];
  for (const { range } of raw.comments) leaves.push({ type: "Comment", start: range[0], end: range[1] });
  for (const token of raw.tokens) addToken(token, leaves);
  leaves.sort((a, b) => a.start - b.start);
  normalise(
    raw,
    text,
    leaves.filter(({ type }) => type !== "Comment"),
  );
  return { ast: raw as unknown as SyntaxNode, leaves };
}

function refuse(error: unknown, text: string, file: string): unknown {
  if (error instanceof RangeError) return new SourceError("nested too deeply to be parsed", file);
  const { index, description } = error as EsprimaError;
  if (typeof description !== "string") return error;
  const { line, column } = positionAt(lineStarts(text), index);
  const reason = `esprima stops here (${description}): it reads ECMAScript 2017, use the parser acorn`;
  return new SourceError(reason, file, line, column);
}

/** esprima's words and punctuation as leaves; its template tokens hold their delimiters, acorn's stand alone. */
function addToken({ type, value, range: [start, end] }: RawToken, leaves: Leaf[]): void {
  if (type === "Template") {
    leaves.push({ type: "Punctuator", start, end: start + 1 });
    const tail = value.endsWith("${") ? 2 : 1;
    if (end - tail > start) leaves.push({ type: "Punctuator", start: end - tail, end });
    return;
  }
  const word = type === "Keyword" || type === "Identifier" || type === "Boolean" || type === "Null";
  leaves.push({ type: word ? "Keyword" : "Punctuator", start, end });
}

/**
 * Gives every node acorn's `start` and `end`. That takes three corrections: a template element stands between its
 * delimiters, not around them; the head declaration of a `for` does not hold the `;` behind it; a statement that
 * ends without `;` ends with its last token, not at the token after it.
 */
function normalise(root: RawNode, text: string, tokens: readonly Leaf[]): void {
  const stack: RawNode[] = [root];
  while (stack.length > 0) {
    const node = stack.pop()!;
    let [start, end] = node.range;
    if (node.type === "TemplateElement") {
      start += 1;
      end -= node.tail === true ? 1 : 2;
    } else end = lastEnd(tokens, end) ?? end;
    Object.assign(node, { start, end });
    for (const key of Object.keys(node)) {
      if (key === "tokens" || key === "comments" || key === "errors" || key === "loc") continue;
      const value = node[key];
      for (const item of Array.isArray(value) ? value : [value]) {
        if (typeof item?.type !== "string" || item.range === undefined) continue;
        if (node.type === "ForStatement" && key === "init" && item.type === "VariableDeclaration") {
          if (text[item.range[1] - 1] === ";") item.range = [item.range[0], item.range[1] - 1];
        }
        stack.push(item);
      }
    }
  }
}

/** End of the last token that ends at or before an offset. */
function lastEnd(tokens: readonly Leaf[], offset: number): number | undefined {
  let low = -1;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokens[middle].end <= offset) low = middle;
    else high = middle - 1;
  }
  return tokens[low]?.end;
}
