import type { Program } from "./Program.js";
import { parse, parseExpression } from "./parse.js";
import { recall, type Tree } from "./trees.js";

export type { Tree } from "./trees.js";

/**
 * The ESTree behind a program's node table, with the way from its objects to node ids. Kept while the program
 * lives; a program that was read from a file is parsed again, once.
 *
 * @throws SourceError when the source cannot be parsed.
 */
export function tree(program: Program): Tree {
  const known = recall(program) ?? again.get(program);
  if (known !== undefined) return known;
  const { source, file, language, sourceType, parser } = program;
  const parsed =
    file === "<call>"
      ? parseExpression(source, file, language)
      : parse(source, { file, language, sourceType, parser });
  const made = recall(parsed)!;
  again.set(program, made);
  return made;
}

/** Trees of programs that were read from files. */
const again = new WeakMap<Program, Tree>();
