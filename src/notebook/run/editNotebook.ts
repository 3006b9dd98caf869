import type { JsonSpan } from "./jsonSpans.js";
import type { CodeCell, Notebook, Output } from "./Notebook.js";
import { fileOutput, type JsonStyle, jsonStyle, pythonJson } from "./nbformatText.js";

/** What a cell shall hold. */
export interface CellEdit {
  readonly cell: CodeCell;
  readonly count: number | null;
  /** A number stands for the committed output of that index, which is kept to the byte. */
  readonly outputs: readonly (Output | number)[];
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Levels a member of a cell stands inside others: notebook, cells, cell. */
const MEMBER = 3;

/**
 * The text of a notebook with other outputs and counts. Nothing else changes: what was written around them, by
 * whatever program, stays to the byte.
 *
 * @param language sets `metadata.language_info` when given.
 */
export function editNotebook(
  notebook: Notebook,
  edits: readonly CellEdit[],
  language?: Readonly<Record<string, unknown>>,
): string {
  const { text } = notebook;
  const style = jsonStyle(text);
  const splices = edits.flatMap(edit => cellSplices(text, edit, style));
  if (language !== undefined) {
    const metadata = notebook.span.members?.get("metadata");
    if (metadata !== undefined) splices.push(memberSplice(metadata, "language_info", language, style, 1));
  }
  splices.sort((a, b) => a.start - b.start);
  let result = "";
  let at = 0;
  for (const splice of splices) {
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

function cellSplices(text: string, { cell, count, outputs }: CellEdit, style: JsonStyle): Splice[] {
  const splices: Splice[] = [];
  const span = (name: string): JsonSpan => cell.span.members?.get(name) as JsonSpan;
  if (count !== cell.count) splices.push({ ...span("execution_count"), text: JSON.stringify(count) });
  const kept = outputs.every((output, index) => output === index);
  if (kept && outputs.length === cell.outputs.length) return splices;
  const old = span("outputs");
  const inner = style.indent === "" ? "" : style.newline + style.indent.repeat(MEMBER + 1);
  const outer = style.indent === "" ? "" : style.newline + style.indent.repeat(MEMBER);
  const parts = outputs.map(output => {
    if (typeof output !== "number") return inner + pythonJson(fileOutput(output), style, MEMBER + 1);
    const item = (old.items as readonly JsonSpan[])[output];
    return inner + text.slice(item.start, item.end);
  });
  splices.push({ ...old, text: parts.length === 0 ? "[]" : `[${parts.join(",")}${outer}]` });
  return splices;
}

/** Sets a member of an object that stands `level` levels deep; a new one comes where nbformat would sort it. */
function memberSplice(
  object: JsonSpan,
  name: string,
  value: unknown,
  style: JsonStyle,
  level: number,
): Splice {
  const text = pythonJson(value, style, level + 1);
  const members = object.members as ReadonlyMap<string, JsonSpan>;
  const old = members.get(name);
  if (old !== undefined) return { start: old.start, end: old.end, text };
  const inner = style.indent === "" ? "" : style.newline + style.indent.repeat(level + 1);
  const outer = style.indent === "" ? "" : style.newline + style.indent.repeat(level);
  const member = `${inner}"${name}": ${text}`;
  const before = [...members].filter(([other]) => other < name).at(-1);
  if (before !== undefined) return { start: before[1].end, end: before[1].end, text: `,${member}` };
  const start = object.start + 1;
  if (members.size > 0) return { start, end: start, text: `${member},` };
  return { start, end: object.end - 1, text: member + outer };
}
