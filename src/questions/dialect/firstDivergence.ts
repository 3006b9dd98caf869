import type { WrittenRows } from "./readTraceText.js";
import type { TraceRows } from "./TraceRow.js";

/** In what a written trace first departs from the true one. Within a row, the first of them in this order. */
export const DIVERGENCES = [
  "header",
  "line",
  "count",
  "value",
  "condition",
  "malformed",
  "ends early",
  "goes on",
  "result",
] as const;
/** One of {@link DIVERGENCES}. */
export type DivergenceKind = (typeof DIVERGENCES)[number];

/** Where a written trace first departs from the true one. */
export interface TraceDivergence {
  readonly kind: DivergenceKind;
  /** 0-based index of the row, in both traces; their number for what stands behind the last row, -1 for the header. */
  readonly row: number;
  /** Of a value: index of the slot. */
  readonly slot?: number;
  /** What is true and what was written there; absent where there is nothing. */
  readonly truth?: string;
  readonly written?: string;
}

/**
 * The first divergence of a written trace from the true one; undefined where they are equal to the last sign. A condition
 * that is wrong counts before the line it leads to, a value before what is computed from it.
 */
export function firstDivergence(written: WrittenRows, truth: TraceRows): TraceDivergence | undefined {
  const names = (slots: readonly string[]): string => slots.join(" ");
  if (names(written.slots) !== names(truth.slots))
    return { kind: "header", row: -1, truth: names(truth.slots), written: names(written.slots) };
  for (const [row, is] of truth.rows.entries()) {
    const said = written.rows[row];
    if (said === undefined) {
      if (written.result !== undefined)
        return { kind: "ends early", row, truth: `@${is.line}`, written: `#return ${written.result}` };
      return { kind: "malformed", row, truth: `@${is.line}`, written: written.malformed?.text ?? "" };
    }
    const differ = (kind: DivergenceKind, a: string, b: string, slot?: number): TraceDivergence => ({
      kind,
      row,
      ...(slot === undefined ? {} : { slot }),
      truth: a,
      written: b,
    });
    if (said.line !== is.line) return differ("line", `@${is.line}`, `@${said.line}`);
    if (said.k !== is.k) return differ("count", `k=${is.k}`, `k=${said.k}`);
    const slot = is.values.findIndex((value, i) => value !== said.values[i]);
    if (slot >= 0) return differ("value", is.values[slot], said.values[slot], slot);
    if (said.mark !== is.mark) return differ("condition", is.mark, said.mark);
  }
  const row = truth.rows.length;
  const more = written.rows[row];
  if (more !== undefined)
    return { kind: "goes on", row, truth: `#return ${truth.result}`, written: `@${more.line}` };
  if (written.result !== truth.result) {
    if (written.result === undefined)
      return {
        kind: "malformed",
        row,
        truth: `#return ${truth.result}`,
        written: written.malformed?.text ?? "",
      };
    return { kind: "result", row, truth: truth.result, written: written.result };
  }
  if (written.malformed !== undefined) return { kind: "goes on", row, written: written.malformed.text };
  return undefined;
}
