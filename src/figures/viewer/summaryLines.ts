import { format } from "d3";
import type { ViewerModel } from "./ViewerModel.js";

const count = format(",");

/** Two or three sentences that say what the run was and what of it is shown. */
export function summaryLines(model: ViewerModel): string[] {
  const call = model.files.find(file => file.name === "<call>");
  const end = `${model.outcome.text.charAt(0).toUpperCase()}${model.outcome.text.slice(1)}.`;
  const lines = [call === undefined ? end : `${call.lines.join(" ")} — ${model.outcome.text}.`];
  const calls = model.totalCalls;
  const cut =
    model.steps.length < model.totalSteps
      ? `; the first ${count(model.steps.length)} can be stepped through, counts are of the whole run`
      : "";
  lines.push(
    `${count(model.totalSteps)} steps, ${count(calls)} function ${calls === 1 ? "call" : "calls"}${cut}. ` +
      "Several counts on a line belong to its parts from left to right; shading is by the largest, on a log scale.",
  );
  return lines;
}
