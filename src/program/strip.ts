import { tokenizer } from "acorn";
import { erasure, type Region } from "./erased.js";
import { lineStarts, positionAt } from "./lines.js";
import { load, unload } from "./load.js";
import { SourceError } from "./SourceError.js";

/** SWC's TypeScript stripper, the engine inside Node's own (`amaro`). */
interface Swc {
  transformSync(source: string, options: { mode: "strip-only"; filename: string }): { code: string };
}

/** What it throws. Lines are 1-based and end at LF only; columns are too large behind astral characters. */
interface SwcFault {
  readonly code: "UnsupportedSyntax" | "InvalidSyntax";
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}

/** A text around the source under which it is tried. */
type Wrap = readonly [before: string, after: string];

const SWC = "@swc/wasm-typescript";

const PLAIN: Wrap = ["", ""];
/** Makes any expression a statement. */
const PARENTHESES: Wrap = ["(", "\n)"];
/** Makes a top-level `return` legal, as it is in CommonJS. */
const FUNCTION: Wrap = ["(function(){", "\n})"];

/**
 * Blanks the types out of a TypeScript text: every type, and every declaration that has no value, becomes spaces.
 * The result has the same length, and the same line breaks at the same offsets, so all positions stay.
 *
 * @param as `expression` for a text that is one expression.
 * @throws SourceError at the construct that cannot be blanked (`enum`, `namespace` with values, parameter
 *   properties, `import =`, `export =`, `<T>x`), or at a syntax error.
 */
export function stripTypes(source: string, file: string, as: "program" | "expression" = "program"): string {
  try {
    return stripped(source, file, as);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    if (error instanceof RangeError || (error instanceof Error && error.name === "RuntimeError")) {
      // A stack overflow leaves the WebAssembly instance in pieces: the next text gets a new one.
      unload(SWC);
      throw new SourceError("nested too deeply to be parsed", file);
    }
    throw error;
  }
}

function stripped(source: string, file: string, as: "program" | "expression"): string {
  const plain = attempt(source, PLAIN);
  if (typeof plain === "string") return plain;
  let retried: string | SwcFault | undefined;
  if (as === "expression") retried = attempt(source, PARENTHESES);
  else if (plain.message.startsWith("Return statement is not allowed")) retried = attempt(source, FUNCTION);
  if (typeof retried === "string") return retried;
  throw refuse(source, file, plain);
}

function attempt(source: string, [before, after]: Wrap): string | SwcFault {
  const { transformSync } = load<Swc>(SWC);
  // SWC drops a byte order mark; a hashbang may stand at offset 0 only. Neither can hold types.
  const body = source.replace(/^\uFEFF/, " ").replace(/^#!/, "//");
  let code: string;
  try {
    ({ code } = transformSync(before + body + after, { mode: "strip-only", filename: "program.ts" }));
  } catch (error) {
    if (typeof error === "object" && error !== null && "startColumn" in error) return error as SwcFault;
    throw error;
  }
  return separate(source, same(source, code.slice(before.length, code.length - after.length)));
}

/** The stripped text made of the source's characters, spaces, and the few characters stripping may add. */
function same(source: string, code: string): string {
  if (source.length !== code.length) throw new Error("type stripping changed the length of the text");
  let text = "";
  let kept = 0;
  for (let i = 0; i < source.length; i++) {
    if (source.charCodeAt(i) === code.charCodeAt(i)) continue;
    const added = code[i] === ";" || code[i] === "(" || code[i] === ")";
    const blank = /\s/.test(code[i]);
    // A lone surrogate came back as U+FFFD, a hashbang as `//`, a byte order mark as a space: they stay.
    if ((!added && !blank) || source[i] === "\uFEFF") continue;
    text +=
      source.slice(kept, i) + (added ? code[i] : /[\n\r\u2028\u2029]/.test(source[i]) ? source[i] : " ");
    kept = i + 1;
  }
  return text + source.slice(kept);
}

/** Words a type-only statement or class member may begin with. */
const STARTERS =
  /^(?:type|interface|declare|abstract|import|export|namespace|module|public|private|protected|readonly|override|static|function|async|get|set)$/;

/** Spaces and comments, then what can continue an expression on the line before. */
const CONTINUES = /(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*(?:[([`*+\-/]|in\b|instanceof\b)/y;

/**
 * Adds the `;` that SWC forgets: where a statement or member without `;` ends before a blanked one only because
 * that begins on a new line, and what follows could continue it (`let a = 1⏎type X = 3⏎;[1].map(f)`).
 */
function separate(source: string, text: string): string {
  const at: number[] = [];
  const { regions, inserted } = erasure(source, text);
  for (const region of regions) {
    CONTINUES.lastIndex = region.end;
    const start = CONTINUES.test(text) ? statementStart(source, region) : undefined;
    if (start !== undefined && !inserted.has(start) && endsExpression(text, start)) at.push(start);
  }
  for (const offset of at) text = `${text.slice(0, offset)};${text.slice(offset + 1)}`;
  return text;
}

/** Offset of the first token in the region that begins a statement or member on a new line. */
function statementStart(source: string, { tokens }: Region): number | undefined {
  let depth = 0;
  for (const { type, start, end } of tokens) {
    const token = source.slice(start, end);
    if (/^[([{<]$/.test(token)) depth++;
    else if (/^[)\]}>]$/.test(token)) depth--;
    else if (depth === 0 && type === "Type" && STARTERS.test(token)) {
      let before = start;
      while (before > 0 && /\s/.test(source[before - 1])) before--;
      if (/[\n\r\u2028\u2029]/.test(source.slice(before, start))) return start;
    }
  }
  return undefined;
}

/** Whether the last token before an offset can be the end of an expression. */
function endsExpression(text: string, offset: number): boolean {
  let ends = false;
  for (const token of tokenizer(text, { ecmaVersion: "latest", sourceType: "module" })) {
    if (token.start >= offset) break;
    // Whatever an expression may follow does not end one; acorn's published types leave the property out.
    ends = !(token.type as unknown as { beforeExpr: boolean }).beforeExpr;
  }
  return ends;
}

function refuse(source: string, file: string, fault: SwcFault): SourceError {
  // Behind characters of more than one byte the column is too large: ask again with each replaced by `x`.
  let where = fault;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII starts at NUL
  if (/[^\x00-\x7f]/.test(source)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
    const ascii = source.replace(/[^\x00-\x7f]/g, unit => (/\s/.test(unit) ? " " : "x"));
    const again = attempt(ascii, PLAIN);
    if (typeof again !== "string" && again.message === fault.message) where = again;
  }
  let start = 0;
  for (let line = 1; line < where.startLine; line++) start = source.indexOf("\n", start) + 1;
  const offset = Math.min(start + where.startColumn, source.length);
  const { line, column } = positionAt(lineStarts(source), offset);
  return new SourceError(reason(fault), file, line, column);
}

function reason({ code, message }: SwcFault): string {
  if (message.startsWith("The angle-bracket")) {
    return "TypeScript's <T>x is not supported, because types are blanked out in place: write x as T";
  }
  if (code !== "UnsupportedSyntax") return message;
  const construct = message.replace(/ is not supported in strip-only mode$/, "");
  return `${construct} is not supported: it has a value at run time, and only types can be blanked out in place`;
}
