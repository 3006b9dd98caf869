import type { Tree } from "web-tree-sitter";
import type { Node } from "../Node.js";
import { SourceError } from "../SourceError.js";
import { refuseSyntax } from "./refuseSyntax.js";
import { TableBuilder } from "./TableBuilder.js";
import { dropPythonParser, pythonParser } from "./treeSitter.js";

/**
 * Node table of a Python file, from tree-sitter's tree; linear in its length.
 *
 * Types and fields are those of the grammar (`function_definition`, `body`). What is normalised:
 *
 * - anonymous tokens are `Keyword` and `Punctuator` leaves (the two words of `not in` are two), a comment is a
 *   `Comment`, the backslash of a continued line a `Punctuator`;
 * - the module spans the whole text; every other node ends with its last token that is no comment, so that spans are
 *   those of CPython's `ast`: comments behind a block belong to the node around it;
 * - the grammar's misreadings of splats and of `type(…)` are mended, see {@link rotateSplats};
 * - a string without interpolations is one leaf; one with them holds `string_start`, `string_content`,
 *   `interpolation` and `string_end`, and text between them, also in a `format_specifier`, is `string_content`.
 *
 * @throws SourceError at the first syntax error, for syntax of Python 2, and for a character that belongs nowhere.
 */
export function parsePython(source: string, file: string): Node[] {
  const { parser, language } = pythonParser();
  // CPython reads a lone CR as the end of a line; the grammar would not.
  let text = source.includes("\r") ? source.replace(/\r(?!\n)/g, "\n") : source;
  // The grammar takes `type(self).count = 0` for a type alias. In front of `(` it is always the built-in function.
  text = text.replace(/(?<![\w.])type(?=[ \t]*\()/g, "typo");
  let tree: Tree | null;
  try {
    tree = parser.parse(text);
  } catch (error) {
    dropPythonParser();
    if (error instanceof Error && error.name === "RangeError") {
      throw new SourceError("nested too deeply to be parsed", file);
    }
    throw error;
  }
  if (tree === null) throw new Error("tree-sitter returned no tree");
  try {
    if (tree.rootNode.hasError) refuseSyntax(tree, language, source, file);
    return new TableBuilder(source, file).build(tree.walk());
  } finally {
    tree.delete();
  }
}
