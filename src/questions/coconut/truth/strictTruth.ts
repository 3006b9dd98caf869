import { SourceError } from "../../../program/SourceError.js";
import type { Outcome } from "../../../trace/format/TraceHeader.js";
import { toCoconut } from "../../../trace/project/toCoconut.js";
import { trace } from "../../../trace/trace.js";
import type { CoconutItem } from "../data/CoconutData.js";
import { callText } from "../data/callText.js";
import { mainLine } from "../data/mainLine.js";
import type { CoconutTruthRow } from "./TruthRow.js";

/** Where and within which bounds a program is recorded. */
export interface StrictPlace {
  /** See `TraceOptions`. */
  readonly python?: string;
  readonly wallMs: number;
  readonly signal?: AbortSignal;
}

/**
 * The lines of a program by our own recorder: statements that begin, the same on every version of Python. Cut to the main
 * block as the published traces are; nothing is imported that the program does not import itself.
 */
export async function strictTruth(item: CoconutItem, place: StrictPlace): Promise<CoconutTruthRow> {
  const { id, task, trace: number, row, source, runnable, name, call } = item;
  const base = { id, task, trace: number, row, threads: [] };
  if (!runnable) return { ...base, outcome: "no source", steps: [] };
  const single = name !== undefined && call !== undefined;
  try {
    const made = await trace(source, {
      language: "python",
      file: "program.py",
      call: single ? callText(name, call) : undefined,
      python: place.python,
      limits: { wallMs: place.wallMs },
      signal: place.signal,
    });
    const main = mainLine(source);
    const steps = toCoconut(made, single || main === 0 ? {} : { main });
    return { ...base, ...ending(made.footer.outcome), steps };
  } catch (error) {
    if (!(error instanceof SourceError) || error.file !== "program.py") throw error;
    return { ...base, outcome: "cannot compile", error: error.reason, steps: [] };
  }
}

function ending(outcome: Outcome): Pick<CoconutTruthRow, "outcome" | "error"> {
  switch (outcome.kind) {
    case "return":
      return { outcome: "returns" };
    case "throw":
      return { outcome: "throws", error: outcome.name };
    case "limit":
      return { outcome: "limit", error: `${outcome.limit} ${outcome.value}` };
    case "pending":
      return { outcome: "limit", error: "waits for ever" };
    case "interrupted":
      return { outcome: "died" };
  }
}
