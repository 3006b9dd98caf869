import type { ReportData, ReportScore } from "../../evaluate/ReportData.js";
import { count, interval, percent, sample } from "../score/percent.js";
import { isWholeTask } from "./scoreBars.js";

/** The model's line for a task: `output: 62.0 % [59.0, 65.0] of 240 items in 40 clusters`. */
function headline(score: ReportScore): string {
  return `${score.task}: ${percent(score.mean)} ${interval(score)} of ${sample(score)}`;
}

function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** What was run on what, and what came out, one sentence each. */
export function reportSummary(data: ReportData): string[] {
  const { run } = data;
  const models = data.scores.filter(score => score.role === "model" && isWholeTask(score));
  return [
    `${run.model} answered ${count(run.answered)} of ${count(run.asked)} questions about ${counted(data.programs, "program")} in ${counted(data.clusters, "cluster")}${run.dataset === "" ? "" : ` of ${run.dataset}`}.`,
    ...models.map(score => `${headline(score)}.`),
    `Prompts: ${run.style}, ${run.order}; samples ${run.samples}; seed ${run.seed}; scoring profile ${run.profile}. Unparsed answers, refusals and errors count as not right.`,
  ];
}
