import type { Node } from "./Node.js";
import type { ParserName } from "./Program.js";
import { type ParseOptions, parse } from "./parse.js";
import { SourceError } from "./SourceError.js";

/**
 * Everything the two parsers' trees are normalised in before they are compared; nothing else is. The first four
 * are part of every node table, the others correct esprima's offsets.
 */
export const NORMALISATIONS: readonly string[] = [
  "parentheses are punctuation of the surrounding node: acorn's ParenthesizedExpression is left out",
  "of two nodes for one text (shorthand property, import {a}, export {a}) one stays: the value, the local name",
  "an empty template element is left out",
  "the program spans the whole text",
  "esprima's template tokens are split into delimiters and element, and the element stands between them",
  "esprima's head declaration of a for statement does not hold the semicolon behind it",
  "esprima's statements without semicolon end with their last token",
];

/** The first way in which two tables differ at one id, or in length. */
export interface Difference {
  /** Node id at which it shows. */
  readonly node: number;
  readonly field: "type" | "start" | "end" | "parent" | "field" | "count";
  readonly acorn: string | number;
  readonly esprima: string | number;
}

/** Result of {@link agree}. */
export interface Agreement {
  /** Both parsers read the source and give the same node table. */
  readonly agree: boolean;
  /** As {@link compareNodes} lists them. */
  readonly differences: readonly Difference[];
  /** Parsers that refused the source, with their reason; nothing is compared then. */
  readonly refused: readonly { readonly parser: ParserName; readonly reason: string }[];
}

/**
 * Reads a source with both parsers and compares type, parent, field and span of every node, punctuation, keywords
 * and comments included.
 */
export function agree(source: string, options: Omit<ParseOptions, "parser"> = {}): Agreement {
  const refused: { parser: ParserName; reason: string }[] = [];
  const read = (parser: ParserName): readonly Node[] => {
    try {
      return parse(source, { ...options, parser }).nodes;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      refused.push({ parser, reason: error.message });
      return [];
    }
  };
  const left = read("acorn");
  const right = read("esprima");
  if (refused.length > 0) return { agree: false, differences: [], refused };
  const differences = compareNodes(left, right);
  return { agree: differences.length === 0, differences, refused };
}

/** Differences of two node tables in type, span, parent and field: the first per node, at most 20, then the count. */
export function compareNodes(left: readonly Node[], right: readonly Node[]): Difference[] {
  const differences: Difference[] = [];
  const fields = ["type", "start", "end", "parent", "field"] as const;
  const length = Math.min(left.length, right.length);
  for (let node = 0; node < length && differences.length < 20; node++) {
    const field = fields.find(name => left[node][name] !== right[node][name]);
    if (field === undefined) continue;
    differences.push({ node, field, acorn: left[node][field], esprima: right[node][field] });
  }
  if (left.length !== right.length) {
    differences.push({ node: length, field: "count", acorn: left.length, esprima: right.length });
  }
  return differences;
}
