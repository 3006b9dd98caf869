import { SourceError } from "../../../program/SourceError.js";
import { labelled, traceText } from "../../../questions/dialect/dialectText.js";
import { traceRows } from "../../../questions/dialect/traceRows.js";
import type { Trace } from "../../../trace/format/Trace.js";
import type { ByteSpans } from "../../tokens/ByteSpans.js";
import { alignText } from "../corpus/alignText.js";
import { runLabels } from "./runLabels.js";
import { stepLabels } from "./stepLabels.js";
import { syntaxLabels } from "./syntaxLabels.js";
import type { LabelCells, TextLabels } from "./TextLabels.js";

/**
 * All labels of a document of the embedded dialect: what syntax and run say of the tokens of the source, and what the written trace says
 * row by row where it has one. The call may stand before or behind the code.
 *
 * @param trace of the program and call the document is about.
 * @throws SourceError where the document does not show the program, its call, or a trace that is the recorded one.
 */
export function documentLabels(
  { text, ids, spans }: { readonly text: string; readonly ids: ArrayLike<number>; readonly spans: ByteSpans },
  trace: Trace,
): TextLabels {
  const program = trace.programs[0];
  const bytes = Buffer.from(text, "utf8");
  const find = (part: string, what: string): number => {
    const at = bytes.indexOf(Buffer.from(part, "utf8"));
    if (at < 0) throw new SourceError(`the document does not show the ${what}`, program.file);
    return at;
  };
  const shown = labelled(program);
  const body = shown.text.trimEnd();
  const code = find(`#code\n${body}`, "program") + 6;
  const call = `#call ${trace.header.call}`;
  const callEnd = find(call, "call") + Buffer.byteLength(call);
  const codeEnd = code + Buffer.byteLength(body);
  const pieces = shown.pieces.flatMap(([at, inSource, length]): [number, number, number][] => {
    // Line ends behind the last line are not shown.
    const size = Math.min(length, Buffer.byteLength(body) - at);
    return size > 0 ? [[code + at, inSource, size]] : [];
  });
  const aligned = alignText({ nodes: program.nodes, source: program.source, pieces }, text, ids, spans);
  const labels = new Map<string, LabelCells>([
    ...syntaxLabels(program, aligned),
    ...runLabels(trace, aligned, { callEnd }),
  ]);
  if (bytes.indexOf("\n#trace ") < 0) return labels;
  const rows = traceRows(trace);
  if (typeof rows === "string") throw new SourceError(`the trace cannot be written: ${rows}`, program.file);
  const at = find(traceText(rows), "trace of its call");
  const steps = stepLabels({ text, spans }, program, rows, at, Math.max(callEnd, codeEnd));
  for (const [name, cells] of steps) labels.set(name, cells);
  return labels;
}
