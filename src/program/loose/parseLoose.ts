import type { Tree } from "web-tree-sitter";
import type { Language } from "../Program.js";
import { rotateSplats } from "../python/rotateSplats.js";
import { dropParser, grammarParser } from "../python/treeSitter.js";
import { SourceError } from "../SourceError.js";
import type { LooseProgram } from "./LooseProgram.js";
import { LooseTable } from "./LooseTable.js";

/** How {@link parseLoose} is to read a text. */
export interface ParseLooseOptions {
  readonly language: Language;
  /** File name in messages; default `text`. */
  readonly file?: string;
}

/**
 * Reads any text as well as it goes: code that is cut off, wrong, or no code at all, as models write it. tree-sitter reads all
 * three languages (TypeScript without JSX); time is linear, for wrong text more.
 *
 * Conventions are those of {@link Node} for Python: types and fields are those of the grammar, also for JavaScript and
 * TypeScript (`call_expression`, where a strict table has ESTree's `CallExpression`); anonymous tokens are `Keyword` and
 * `Punctuator` leaves, comments `Comment`; strings without interpolations and regular expressions are one leaf; every
 * character that is no space belongs to one leaf; the first node spans the whole text. A right Python program has the table
 * {@link parse} gives it. Text no token of the grammar is, is a leaf of type `ERROR`.
 *
 * @throws SourceError for a language that is not read, or code nested too deeply.
 */
export function parseLoose(source: string, { language, file = "text" }: ParseLooseOptions): LooseProgram {
  if (language !== "javascript" && language !== "typescript" && language !== "python") {
    throw new SourceError(
      `${String(language)} programs are not read: javascript, typescript and python are`,
      file,
    );
  }
  const { parser } = grammarParser(language);
  let tree: Tree | null;
  try {
    tree = parser.parse(readable(source, language));
  } catch (error) {
    dropParser(language);
    if (error instanceof Error && error.name === "RangeError") {
      throw new SourceError("nested too deeply to be parsed", file);
    }
    throw error;
  }
  if (tree === null) throw new Error("tree-sitter returned no tree");
  try {
    const table = new LooseTable(source, language, language === "python" ? "module" : "program");
    const nodes = table.build(tree.walk());
    // In a broken tree a splat may have lost what it spreads.
    if (language === "python" && !tree.rootNode.hasError) rotateSplats(nodes);
    const { errors, missing } = table;
    return { language, file, source, parser: "tree-sitter", nodes, errors, missing };
  } finally {
    tree.delete();
  }
}

/** The text as the grammar reads it rightly, of the same length; see {@link parsePython}. */
function readable(source: string, language: Language): string {
  if (language !== "python") return source;
  const text = source.includes("\r") ? source.replace(/\r(?!\n)/g, "\n") : source;
  return text.replace(/(?<![\w.])type(?=[ \t]*\()/g, "typo");
}
