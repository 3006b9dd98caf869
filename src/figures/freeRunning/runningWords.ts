import type { TraceDivergence } from "../../questions/dialect/firstDivergence.js";
import type { FreeRunningFigureData } from "./FreeRunningFigureData.js";

/** The first divergence in words: where, of which kind, what is true and what was written. */
export function divergenceWords(
  { kind, row, slot = 0, truth = "nothing", written = "nothing" }: TraceDivergence,
  { truth: { slots } }: FreeRunningFigureData,
): string {
  const step = `step ${row + 1}`;
  const instead = (what: string): string =>
    `${what}: ${truth} is true, ${written === "" ? "nothing" : written} was written`;
  switch (kind) {
    case "header":
      return `Wrong from the names of the slots on (kind: header): ${truth} is true, ${written === "" ? "none" : written} was written.`;
    case "line":
      return `First wrong at ${step} (kind: line), ${instead("the next line")}.`;
    case "count":
      return `First wrong at ${step} (kind: count), ${instead("which time the line runs")}.`;
    case "value":
      return `First wrong at ${step} (kind: value), ${instead(`the value of ${slots[slot] === "." ? "an empty slot" : slots[slot]}`)}.`;
    case "condition":
      return `First wrong at ${step} (kind: condition), ${instead("the branch")}.`;
    case "malformed":
      return `First wrong at ${step} (kind: malformed): what stands there is no row, ${instead("it should be")}.`;
    case "ends early":
      return `First wrong at ${step} (kind: ends early), ${instead("the run goes on")}.`;
    case "goes on":
      return `First wrong at ${step} (kind: goes on), ${instead("the run is over")}.`;
    case "result":
      return `First wrong at the end (kind: result), ${instead("what is returned")}.`;
  }
}

/** What stands in the head of the figure, in sentences. */
export function runningSummary(
  data: FreeRunningFigureData,
  divergence: TraceDivergence | undefined,
): string[] {
  const { program, call, truth, written, model } = data;
  const steps = truth.rows.length;
  const head = `${program}, call ${call}: ${steps} steps, returns ${truth.result}. ${model ?? "The model"} wrote ${written.rows.length} of its own, with nothing but its own steps to go by.`;
  if (divergence === undefined) return [head, "Every step and the result are right."];
  const right = Math.max(0, Math.min(divergence.row, steps));
  return [
    head,
    `${divergenceWords(divergence, data)} ${right} of ${steps} steps before it are right; behind it are two different runs, row beside row.`,
  ];
}
