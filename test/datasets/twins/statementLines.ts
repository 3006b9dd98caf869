import type { Language } from "../../../src/program/Program.js";

/** Lines of Python that stand for nothing in the other languages. */
const PYTHON = /^\s*(?:(?:import|from|nonlocal)\b.*|pass|else:|finally:|@.*)?$/;
/** Lines of JavaScript and TypeScript that stand for nothing in Python: brackets, types, fields without a value. */
const SCRIPT = /^\s*(?:[{}()[\];,]*|\} (?:else|finally) \{|type \w+ = .*;|\w+(?:: [^=(]*)?;)$/;

/**
 * Lines of a program of a twin that hold a statement or a head, 1-based, in the order of the text. Found in the text,
 * not in a syntax tree: the programs are written one statement a line.
 */
export function statementLines(source: string, language: Language): readonly number[] {
  const empty = language === "python" ? PYTHON : SCRIPT;
  return source
    .split("\n")
    .flatMap((line, i) => (empty.test(line) && !/^\s*(?:break|continue|return);$/.test(line) ? [] : [i + 1]));
}
