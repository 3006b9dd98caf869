import type { Program } from "../../../program/Program.js";
import { EMPTY, type TraceRows } from "../../../questions/dialect/TraceRow.js";
import type { ByteSpans } from "../../tokens/ByteSpans.js";
import { type StepRound, stepRounds } from "./stepRounds.js";
import { type LabelCellsDraft, labelCells, type TextLabels } from "./TextLabels.js";
import { writtenParts } from "./writtenParts.js";

/**
 * What each token of a trace that is written in a prompt says, row by row (the embedded dialect: `@4 k=1 4 7 3 . ;`):
 *
 * - `step line`, `step k`: line of the row, and which time it stands there;
 * - `step part`: `line`, `k`, `value` or `mark`;
 * - `step iteration`, `first iteration`, `last iteration`: of the innermost loop around the line (rows in loops only);
 * - `step branch`: `taken` or `not taken`, for rows of conditions;
 * - `slot`, `slot value`, `slot changed`: for tokens that state a value, the variable, its value, whether it is another than in the
 *   row before;
 * - `value <name>`, `before <name>`: what each variable holds after and before the step, for every token of the row.
 *
 * All follow from program and call: read-out, provided that both stand before the trace in the text.
 *
 * @param traceStart byte of the text at which `#trace` begins.
 * @param determined byte of the text behind which program and call both stand. Default: `traceStart`.
 * @throws SourceError where the text has other rows there.
 */
export function stepLabels(
  { text, spans }: { readonly text: string; readonly spans: ByteSpans },
  program: Program,
  rows: TraceRows,
  traceStart: number,
  determined: number = traceStart,
): TextLabels {
  const tokens = spans.start.length;
  const cells = new Map<string, LabelCellsDraft>();
  const rounds = stepRounds(program, rows);
  for (const { token, row, part, slot } of writtenParts(text, spans, rows, traceStart)) {
    const put = (name: string, value: string | number | boolean | undefined): void => {
      if (value === undefined) return;
      let own = cells.get(name);
      if (own === undefined) {
        own = labelCells(tokens);
        cells.set(name, own);
      }
      own.values[token] = value;
      if (determined > spans.end[token]) own.anticipated[token] = 1;
    };
    const { line, k, mark, values } = rows.rows[row];
    put("step line", line);
    put("step k", k);
    put("step part", part);
    if (mark !== ";") put("step branch", mark === "T" ? "taken" : "not taken");
    putRound(put, rounds[row]);
    const before = rows.rows[row - 1]?.values;
    rows.slots.forEach((name, i) => {
      if (name === EMPTY) return;
      put(`value ${name}`, plain(values[i]));
      put(`before ${name}`, plain(before?.[i]));
    });
    if (part !== "value" || slot === undefined || rows.slots[slot] === EMPTY) continue;
    put("slot", rows.slots[slot]);
    put("slot value", plain(values[slot]));
    put("slot changed", values[slot] !== (before?.[slot] ?? EMPTY));
  }
  return cells;
}

function putRound(put: (name: string, value: number | boolean) => void, round: StepRound | undefined): void {
  if (round === undefined) return;
  put("step iteration", round.iteration);
  put("first iteration", round.iteration === 1);
  put("last iteration", round.last);
}

/** A literal of the dialect as a label; undefined for an empty slot. */
function plain(literal: string | undefined): string | number | undefined {
  if (literal === undefined || literal === EMPTY) return undefined;
  return /^\d+$/.test(literal) ? Number(literal) : literal;
}
