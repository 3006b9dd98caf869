import * as acorn from "acorn";
import type { SourceType } from "./Program.js";
import { SourceError } from "./SourceError.js";
import type { Leaf, Syntax, SyntaxNode } from "./Syntax.js";

/** acorn's parser as it is inside: the published types leave out what {@link parseExpressionSyntax} needs. */
interface OpenParser {
  type: acorn.TokenType;
  start: number;
  nextToken(): void;
  next(): void;
  parseExpression(): SyntaxNode;
}

function options(leaves: Leaf[], sourceType: SourceType): acorn.Options {
  return {
    ecmaVersion: "latest",
    sourceType,
    locations: true,
    // Splices around `(…)` need to know where the parentheses stand.
    preserveParens: true,
    allowHashBang: true,
    onToken: token => {
      // Names inside an Identifier never surface as leaves; a name outside of one is a contextual keyword.
      const word = token.type.keyword !== undefined || token.type === acorn.tokTypes.name;
      if (token.end > token.start) {
        leaves.push({ type: word ? "Keyword" : "Punctuator", start: token.start, end: token.end });
      }
    },
    onComment: (_block, _text, start, end) => leaves.push({ type: "Comment", start, end }),
  };
}

/** acorn's messages that say too little. */
const PLAINER: Readonly<Record<string, string>> = {
  "Unexpected character '@'": "decorators are not supported",
  "Not enough stack space to parse input": "nested too deeply to be parsed",
};

/** Turns what acorn throws into a SourceError at its place. */
function refuse(error: unknown, file: string): SourceError {
  if (error instanceof SyntaxError && "loc" in error) {
    const { line, column } = error.loc as { line: number; column: number };
    const message = error.message.replace(/ \(\d+:\d+\)$/, "");
    const reason = PLAINER[message] ?? message;
    return new SourceError(reason, file, line, column);
  }
  if (error instanceof RangeError) return new SourceError("nested too deeply to be parsed", file);
  throw error;
}

/**
 * Parses a whole file with acorn (latest ECMAScript).
 *
 * @throws SourceError at the position of a syntax error.
 */
export function parseAcorn(text: string, file: string, sourceType: SourceType): Syntax {
  const leaves: Leaf[] = [];
  try {
    const ast = acorn.parse(text, options(leaves, sourceType)) as SyntaxNode;
    return { ast, leaves: inOrder(leaves) };
  } catch (error) {
    throw refuse(error, file);
  }
}

/**
 * Parses a text that must be one expression (`await` allowed), with an optional `;` behind it. The tree is a
 * Program with one ExpressionStatement.
 *
 * @throws SourceError for no expression, a syntax error, or anything behind the expression.
 */
export function parseExpressionSyntax(text: string, file: string): Syntax {
  const leaves: Leaf[] = [];
  try {
    const parser = new (
      acorn.Parser as unknown as new (
        o: acorn.Options,
        t: string,
        p: number,
      ) => OpenParser
    )({ ...options(leaves, "script"), allowAwaitOutsideFunction: true }, text, 0);
    parser.nextToken();
    if (parser.type === acorn.tokTypes.eof) throw new SourceError("an expression is missing", file, 1, 0);
    const expression = parser.parseExpression();
    let end = expression.end;
    if (parser.type === acorn.tokTypes.semi) {
      end = parser.start + 1;
      parser.next();
    }
    if (parser.type !== acorn.tokTypes.eof) {
      const at = acorn.getLineInfo(text, parser.start);
      const rest = text.slice(parser.start, parser.start + 20).split("\n", 1)[0];
      throw new SourceError(`one expression expected, but more follows: ${rest}`, file, at.line, at.column);
    }
    const statement = { type: "ExpressionStatement", start: expression.start, end, expression };
    const loc = { start: acorn.getLineInfo(text, 0), end: acorn.getLineInfo(text, text.length) };
    const ast = { type: "Program", start: 0, end: text.length, loc, body: [statement], sourceType: "script" };
    Object.assign(statement, {
      loc: { start: acorn.getLineInfo(text, statement.start), end: acorn.getLineInfo(text, end) },
    });
    return { ast, leaves: inOrder(leaves) };
  } catch (error) {
    throw error instanceof SourceError ? error : refuse(error, file);
  }
}

/** acorn reports a comment when it skips it, one token ahead of the token before it: sort by start. */
function inOrder(leaves: Leaf[]): Leaf[] {
  return leaves.sort((a, b) => a.start - b.start);
}
