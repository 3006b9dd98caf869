import { parseAcorn, parseExpressionSyntax } from "./acorn.js";
import { type Detected, detect, sourceTypeOfFile } from "./detect.js";
import { erasure, withErased } from "./erased.js";
import { parseEsprima } from "./esprima.js";
import { hashProgram } from "./hash.js";
import { languageOf } from "./languageOf.js";
import { buildNodes } from "./nodes.js";
import type { Language, ParserName, Program, SourceType } from "./Program.js";
import { parsePython } from "./python/parsePython.js";
import { parsePythonExpression } from "./python/parsePythonExpression.js";
import { SourceError } from "./SourceError.js";
import type { Syntax } from "./Syntax.js";
import { showable } from "./showable.js";
import { stripTypes } from "./strip.js";
import { remember } from "./trees.js";

/** How {@link parse} is to read a text. */
export interface ParseOptions {
  /** File name for messages and tables; its extension settles what the options below leave open. Default `program.js` (`.ts`, `.py`). */
  readonly file?: string;
  /** Default by extension (`.ts`, `.mts`, `.cts`: TypeScript; `.py`, `.pyi`: Python), else JavaScript. */
  readonly language?: Language;
  /** Default by extension (`.mjs`, `.cjs`, …), else by what the text uses; always `module` for Python. */
  readonly sourceType?: SourceType;
  /** Default acorn; for Python always tree-sitter. */
  readonly parser?: ParserName;
}

const DEFAULT_FILE: Readonly<Record<Language, string>> = {
  javascript: "program.js",
  typescript: "program.ts",
  python: "program.py",
};

/**
 * Reads a program: source text → syntax tree → node table.
 *
 * TypeScript is read through its text with types blanked out (same length, same lines), see {@link stripTypes};
 * `source` stays as written, and the tokens of the types are leaves of type `Type`, `Punctuator` and `Comment`.
 * Python is read by tree-sitter, whose node types and fields the table has, see {@link parsePython}; what the grammar
 * takes and Python refuses (`return` outside of a function) is found when the program runs.
 *
 * @throws SourceError for a syntax error (with line and column), or a language or file type that is not read.
 */
export function parse(source: string, options: ParseOptions = {}): Program {
  const language = options.language ?? languageOf(options.file);
  const file = (options.file ?? DEFAULT_FILE[language] ?? DEFAULT_FILE.javascript).replaceAll("\\", "/");
  if (language === "python") return pythonProgram(source, file, options);
  if (language !== "javascript" && language !== "typescript") {
    throw new SourceError(
      `${language as string} programs are not read: javascript, typescript and python are`,
      file,
    );
  }
  if (options.parser === "tree-sitter") {
    throw new SourceError("the parser tree-sitter reads Python: use acorn or esprima", file);
  }
  if (/\.[jt]sx$/i.test(file)) throw new SourceError("JSX is not read: compile it to JavaScript first", file);
  const text = language === "typescript" ? stripTypes(source, file) : source;
  const sourceType = options.sourceType ?? sourceTypeOfFile(file);
  const parser = options.parser ?? "acorn";
  if (parser === "esprima") {
    const found = sourceType ?? detectForEsprima(text, file);
    const syntax = parseEsprima(text, file, found);
    return finish(source, text, syntax, { language, file, sourceType: found, parser });
  }
  const { syntax, sourceType: found } =
    sourceType === undefined
      ? detect(text, file)
      : ({ sourceType, syntax: parseAcorn(text, file, sourceType) } satisfies Detected);
  return finish(source, text, syntax, { language, file, sourceType: found, parser });
}

/**
 * Reads the call expression of a trace: one expression, which may contain `await`. The node table has a Program
 * with one ExpressionStatement; for Python, a module with one expression_statement.
 *
 * @param file name in messages, `<call>` by default.
 * @throws SourceError when there is no expression, more than one, or a syntax error.
 */
export function parseExpression(source: string, file = "<call>", language: Language = "javascript"): Program {
  if (language === "python") {
    const nodes = parsePythonExpression(source, file);
    return programOf(source, nodes, { language, file, sourceType: "module", parser: "tree-sitter" });
  }
  let text = source;
  if (language === "typescript") text = stripTypes(source, file, "expression");
  const syntax = parseExpressionSyntax(text, file);
  return finish(source, text, syntax, { language, file, sourceType: "script", parser: "acorn" });
}

/** Source type by acorn's reading; what acorn cannot read, esprima shall refuse with its own message. */
function detectForEsprima(text: string, file: string): SourceType {
  try {
    return detect(text, file).sourceType;
  } catch (error) {
    if (error instanceof SourceError) return "script";
    throw error;
  }
}

type Settings = Pick<Program, "language" | "file" | "sourceType" | "parser">;

function finish(source: string, text: string, syntax: Syntax, settings: Settings): Program {
  const erased = text === source ? undefined : erasure(source, text);
  const leaves = erased === undefined ? syntax.leaves : withErased(syntax.leaves, erased);
  const { nodes, ids } = buildNodes(source, { ast: syntax.ast, leaves }, settings.language, erased?.inserted);
  const program = programOf(source, nodes, settings);
  remember(program, { ast: syntax.ast, ids, text });
  return program;
}

function pythonProgram(source: string, file: string, { sourceType, parser }: ParseOptions): Program {
  if (sourceType !== undefined && sourceType !== "module") {
    throw new SourceError(`sourceType is "${sourceType}", but Python files are modules`, file);
  }
  if (parser !== undefined && parser !== "tree-sitter") {
    throw new SourceError(`the parser ${parser} does not read Python: tree-sitter does`, file);
  }
  const nodes = parsePython(source, file);
  return programOf(source, nodes, { language: "python", file, sourceType: "module", parser: "tree-sitter" });
}

function programOf(source: string, nodes: Program["nodes"], settings: Settings): Program {
  const sha256 = hashProgram(settings.language, source);
  return showable("program", {
    schema: "tracebook/program@1",
    id: sha256.slice(0, 16),
    language: settings.language,
    file: settings.file,
    source,
    sha256,
    sourceType: settings.sourceType,
    parser: settings.parser,
    nodes,
  } satisfies Program);
}
