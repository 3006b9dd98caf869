import { parseAcorn, parseExpressionSyntax } from "./acorn.js";
import { type Detected, detect, sourceTypeOfFile } from "./detect.js";
import { erasure, withErased } from "./erased.js";
import { parseEsprima } from "./esprima.js";
import { hashProgram } from "./hash.js";
import { buildNodes } from "./nodes.js";
import type { Language, ParserName, Program, SourceType } from "./Program.js";
import { SourceError } from "./SourceError.js";
import type { Syntax } from "./Syntax.js";
import { showable } from "./showable.js";
import { stripTypes } from "./strip.js";
import { remember } from "./trees.js";

/** How {@link parse} is to read a text. */
export interface ParseOptions {
  /** File name for messages and tables; its extension settles what the options below leave open. Default `program.js` (`.ts`). */
  readonly file?: string;
  /** Default by extension (`.ts`, `.mts`, `.cts`: TypeScript), else JavaScript. */
  readonly language?: Language;
  /** Default by extension (`.mjs`, `.cjs`, …), else by what the text uses. */
  readonly sourceType?: SourceType;
  /** Default acorn. */
  readonly parser?: ParserName;
}

/**
 * Reads a program: source text → syntax tree → node table.
 *
 * TypeScript is read through its text with types blanked out (same length, same lines), see {@link stripTypes};
 * `source` stays as written, and the tokens of the types are leaves of type `Type`, `Punctuator` and `Comment`.
 *
 * @throws SourceError for a syntax error (with line and column), or a language or file type that is not read.
 */
export function parse(source: string, options: ParseOptions = {}): Program {
  const language = options.language ?? languageOf(options.file);
  const file = (options.file ?? (language === "typescript" ? "program.ts" : "program.js")).replaceAll(
    "\\",
    "/",
  );
  if (language !== "javascript" && language !== "typescript") {
    throw new SourceError(
      `${language} programs are not read by this version: javascript and typescript are`,
      file,
    );
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
 * with one ExpressionStatement.
 *
 * @param file name in messages, `<call>` by default.
 * @throws SourceError when there is no expression, more than one, or a syntax error.
 */
export function parseExpression(source: string, file = "<call>", language: Language = "javascript"): Program {
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

/** Language a file name stands for. */
function languageOf(file: string | undefined): Language {
  if (file !== undefined && /\.[mc]?tsx?$/i.test(file)) return "typescript";
  if (file !== undefined && /\.pyi?$/i.test(file)) return "python";
  return "javascript";
}

type Settings = Pick<Program, "language" | "file" | "sourceType" | "parser">;

function finish(source: string, text: string, syntax: Syntax, settings: Settings): Program {
  const erased = text === source ? undefined : erasure(source, text);
  const leaves = erased === undefined ? syntax.leaves : withErased(syntax.leaves, erased);
  const { nodes, ids } = buildNodes(source, { ast: syntax.ast, leaves }, settings.language, erased?.inserted);
  const sha256 = hashProgram(settings.language, source);
  const program: Program = {
    schema: "tracebook/program@1",
    id: sha256.slice(0, 16),
    language: settings.language,
    file: settings.file,
    source,
    sha256,
    sourceType: settings.sourceType,
    parser: settings.parser,
    nodes,
  };
  remember(program, { ast: syntax.ast, ids, text });
  return showable("program", program);
}
