import type { TraceDivergence } from "../../questions/dialect/firstDivergence.js";
import type { TraceRow } from "../../questions/dialect/TraceRow.js";
import type { FreeRunningFigureData } from "./FreeRunningFigureData.js";

/** One side of a step: a row in cells (line, which time, slots, mark), or what stands there instead. */
export type RunningSide =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly text: string };

/** A step of both traces, by its place in them. */
export interface RunningRow {
  /** From 0; -1 for the names of the slots. */
  readonly step: number;
  readonly truth?: RunningSide;
  readonly written?: RunningSide;
  /** Before the first divergence, at it, behind it. */
  readonly state: "same" | "first" | "after";
  /** The cell that differs, of a step in which one does; -1 where it is the whole. */
  readonly cell: number;
}

/** Both traces step by step; behind the first divergence they are two different runs, and only their places are the same. */
export function runningRows(
  { truth, written }: FreeRunningFigureData,
  divergence: TraceDivergence | undefined,
): RunningRow[] {
  const right: RunningSide[] = [...truth.rows.map(sideOf), { text: `#return ${truth.result}` }];
  const own: RunningSide[] = written.rows.map(sideOf);
  if (written.result !== undefined) own.push({ text: `#return ${written.result}` });
  if (written.malformed !== undefined && written.malformed.row > 0) {
    const { text, why } = written.malformed;
    own.push({ text: text === "" ? `(${why})` : `${text} (${why})` });
  }
  const at = divergence?.row ?? Number.POSITIVE_INFINITY;
  const stateOf = (step: number): RunningRow["state"] =>
    step < at ? "same" : step === at ? "first" : "after";
  const rows: RunningRow[] = [];
  if (divergence?.kind === "header")
    rows.push({
      step: -1,
      truth: { text: `#trace ${truth.slots.join(" ")}` },
      written: {
        text:
          written.slots.length > 0 ? `#trace ${written.slots.join(" ")}` : (written.malformed?.text ?? ""),
      },
      state: "first",
      cell: -1,
    });
  for (let step = 0; step < Math.max(right.length, own.length); step++)
    rows.push({
      step,
      truth: right[step],
      written: own[step],
      state: stateOf(step),
      cell: step === at ? cellOf(divergence!, truth.slots.length) : -1,
    });
  return rows;
}

function sideOf({ line, k, values, mark }: TraceRow): RunningSide {
  return { line, cells: [`@${line}`, `k=${k}`, ...values, mark] };
}

function cellOf({ kind, slot }: TraceDivergence, slots: number): number {
  if (kind === "line") return 0;
  if (kind === "count") return 1;
  if (kind === "value") return 2 + slot!;
  return kind === "condition" ? 2 + slots : -1;
}
