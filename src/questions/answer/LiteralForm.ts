import type { Language } from "../../program/Program.js";
import { literalEnd } from "./literalEnd.js";
import { isPythonOpen, pythonLiteralEnd } from "./pythonLiteralEnd.js";
import { isOpen, type ReadLiteral, readLiteral } from "./readLiteral.js";
import { readPythonAnswer } from "./readPythonAnswer.js";

/** How literals of a language are found and read. */
export interface LiteralForm {
  /** Reads a text as exactly one literal. */
  readonly read: (text: string) => ReadLiteral;
  /** Whether brackets or quotes are still open where the text ends. */
  readonly isOpen: (text: string) => boolean;
  /** End of the literal that begins at a place of a text; undefined where none begins or it is not closed. */
  readonly end: (text: string, start: number) => number | undefined;
}

const JAVASCRIPT: LiteralForm = { read: readLiteral, isOpen, end: literalEnd };

const PYTHON: LiteralForm = { read: readPythonAnswer, isOpen: isPythonOpen, end: pythonLiteralEnd };

/** The form of a language's literals. */
export function literalForm(language: Language): LiteralForm {
  return language === "python" ? PYTHON : JAVASCRIPT;
}
