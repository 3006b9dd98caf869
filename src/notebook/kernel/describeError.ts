import { inspect } from "node:util";
import { type Place, positionAt } from "./Cells.js";
import type { EditedCell } from "./editCell.js";
import { placesOf } from "./stackTrace.js";
import type { TslabDiagnostic } from "./Tslab.js";

/** What an `error` message and an execute reply say. */
export interface ErrorContent {
  readonly ename: string;
  readonly evalue: string;
  /** Lines, with ANSI colours. */
  readonly traceback: readonly string[];
}

/** Lines shown above the one that is pointed at. */
const CONTEXT = 2;
/** Longest message repeated in `evalue`, UTF-16 units. */
const LONGEST = 10_000;

/** Message of the error by which a cell that waits is ended; tslab's own word. */
export const INTERRUPTED = "Interrupted asynchronously";

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`;

/** Describes what a cell threw: any value, not only errors. */
export function describeThrown(thrown: unknown): ErrorContent {
  const { ename, evalue } = nameOf(thrown);
  const traceback = [`${bold(red(ename))}: ${evalue}`];
  const [place] = placesOf(thrown);
  if (place?.source !== undefined)
    traceback.push("", ...excerpt(place as Place & { readonly source: string }));
  const rest = afterHeadline(thrown, ename, evalue);
  if (rest !== "") traceback.push("", ...rest.split("\n"));
  return { ename, evalue, traceback };
}

/** Describes what the compiler has against a cell. `edited` is what it saw of `source`. */
export function describeDiagnostics(
  diagnostics: readonly TslabDiagnostic[],
  count: number,
  source: string,
  edited: EditedCell,
): ErrorContent {
  const label = `Cell [${count}]`;
  const lines: string[] = [];
  let first = "";
  let before: TslabDiagnostic | undefined;
  for (const diagnostic of diagnostics) {
    const { code, fileName, messageText, start } = diagnostic;
    if (before !== undefined && before.start.offset === start.offset && before.fileName === fileName) {
      // tslab lists the reasons of a message as messages of their own at the same place.
      lines.push(`  ${messageText}`);
      continue;
    }
    before = diagnostic;
    const position =
      fileName === undefined
        ? // What is said of the cell as a whole is placed in the line the compiler sees before it.
          positionAt(source, edited.back(Math.max(0, start.offset)))
        : { line: start.line + 1, column: start.character + 1 };
    const text = `TS${code}: ${messageText}`;
    if (first === "") first = `${text} (${fileName ?? label}:${position.line}:${position.column})`;
    else lines.push("");
    lines.push(`${bold(red("TypeScriptError"))}: ${text}`, "");
    if (fileName === undefined) lines.push(...excerpt({ label, source, ...position }));
    else lines.push(`${fileName}, line ${position.line}, column ${position.column}`);
  }
  return { ename: "TypeScriptError", evalue: first, traceback: lines };
}

function nameOf(thrown: unknown): { readonly ename: string; readonly evalue: string } {
  if (isErrorLike(thrown)) {
    if (thrown.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" || thrown.message === INTERRUPTED) {
      return { ename: "Interrupted", evalue: "the cell was interrupted" };
    }
    return { ename: thrown.name || "Error", evalue: cut(thrown.message) };
  }
  const kind = thrown === null ? "null" : typeof thrown;
  return { ename: `Thrown ${kind}`, evalue: cut(printed(thrown)) };
}

function isErrorLike(value: unknown): value is { name: string; message: string; code?: unknown } {
  try {
    const { name, message } = value as { name?: unknown; message?: unknown };
    return typeof value === "object" && typeof name === "string" && typeof message === "string";
  } catch {
    return false;
  }
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}

/** What `util.inspect` prints; a value whose printing throws is still named. */
function printed(value: unknown): string {
  try {
    return inspect(value);
  } catch (error) {
    return `[value that cannot be printed: ${error instanceof Error ? error.message : String(error)}]`;
  }
}

/** The frames, own properties and causes of an error: all `util.inspect` prints but the first message. */
function afterHeadline(thrown: unknown, ename: string, evalue: string): string {
  if (!isErrorLike(thrown) || ename === "Interrupted") return "";
  const text = printed(thrown);
  const headline = `${ename}: ${evalue}`;
  if (text.startsWith(headline)) return text.slice(headline.length).replace(/^\n/, "");
  const frames = text.search(/\n {4}at /);
  return frames < 0 ? text : text.slice(frames + 1);
}

/** The lines around a place, with a mark under it. */
function excerpt({ label, source, line, column }: Place & { readonly source: string }): string[] {
  const lines = source.split(/\r?\n/);
  const first = Math.max(1, line - CONTEXT);
  const width = String(line).length;
  const rows = [`${label}, line ${line}, column ${column}`];
  for (let number = first; number <= line; number++) {
    const mark = number === line ? red(">") : " ";
    rows.push(`${mark} ${String(number).padStart(width)} | ${lines[number - 1] ?? ""}`);
  }
  // Tabs stay tabs, so that the mark stands under its column.
  const lead = (lines[line - 1] ?? "").slice(0, column - 1).replace(/[^\t]/g, " ");
  rows.push(`  ${" ".repeat(width)} | ${lead}${red("^")}`);
  return rows;
}
