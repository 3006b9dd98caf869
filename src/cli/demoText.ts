import { join } from "node:path";
import type { ReportScore } from "../evaluate/ReportData.js";
import type { Session } from "./Session.js";

/** What a demo did. */
export interface DemoSummary {
  readonly programs: number;
  readonly families: number;
  readonly traces: number;
  readonly steps: number;
  readonly questions: number;
  /** The model that was asked, and how many questions there would have been. */
  readonly model?: string;
  readonly posed?: number;
  /** Its answers were held to their form. */
  readonly typed?: boolean;
  /** Calls of each program. */
  readonly calls: number;
  /** Pages to step through. */
  readonly viewers: readonly string[];
}

const percent = (mean: number | undefined): string =>
  mean === undefined ? "–" : `${(100 * mean).toFixed(1)} %`;

/** The report puts all tasks together first; a table has its sum at the end. */
function tasksOf(scores: readonly ReportScore[]): readonly string[] {
  return [...new Set(scores.map(score => score.task))].sort(
    (a, b) => Number(a === "all") - Number(b === "all"),
  );
}

function found(scores: readonly ReportScore[], task: string, model: string): ReportScore | undefined {
  return scores.find(score => score.task === task && score.model === model);
}

function row(cells: readonly string[], first = 10): string {
  return cells.map((cell, column) => (column === 0 ? cell.padEnd(first) : cell.padStart(12))).join("");
}

/** Share of right answers: a row a task, a column a baseline. */
export function scoreTable(scores: readonly ReportScore[], models: readonly string[]): string {
  const [first] = models;
  return [
    row(["task", "questions", ...models.map(model => model.replace("baseline:", ""))]),
    ...tasksOf(scores).map(task =>
      row([
        task,
        String(found(scores, task, first)?.n ?? 0),
        ...models.map(model => percent(found(scores, task, model)?.mean)),
      ]),
    ),
  ].join("\n");
}

/** The same for a model beside the baselines, with the standard error over clusters and the interval. */
export function modelTable(
  scores: readonly ReportScore[],
  model: string,
  baselines: readonly string[],
): string {
  // The oracle is right throughout: of no use beside a model.
  const beside = baselines.filter(name => name !== "baseline:oracle");
  const range = ({ low, high }: ReportScore): string =>
    low === undefined || high === undefined ? "–" : `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
  return [
    row([
      "task",
      "questions",
      "clusters",
      "model",
      "SE",
      "95 %",
      ...beside.map(name => name.replace("baseline:", "")),
    ]),
    ...tasksOf(scores).map(task => {
      const own = found(scores, task, model);
      if (own === undefined) return row([task, "0"]);
      return row([
        task,
        String(own.n),
        String(own.clusters),
        percent(own.mean),
        own.se === undefined ? "–" : (100 * own.se).toFixed(1),
        range(own),
        ...beside.map(name => percent(found(scores, task, name)?.mean)),
      ]);
    }),
  ].join("\n");
}

/** What was done and where to look, for a person. */
export function demoText(out: string, summary: DemoSummary, session: Session): string {
  const { programs, families, traces, steps, questions, model, posed, typed, calls, viewers } = summary;
  const at = (...parts: string[]): string => session.bold(join(out, ...parts));
  const about =
    model === undefined
      ? "The oracle is given the answers: it checks the scoring. The others show what can be had without understanding."
      : `${model} was asked ${questions} of ${posed} questions, as many of each task as can be${typed ? ", and held to the form of an answer" : ""}. The others show what can be had without understanding.`;
  const counted = model === undefined ? `, ${questions} questions` : "";
  return [
    "",
    about,
    `The first ${calls} calls of ${programs} programs in ${families} families: ${traces} runs recorded (${steps} steps)${counted}.`,
    "",
    `Look at  ${at("report.html")}   scores, reasons, questions in full`,
    `         ${at("scores.html")}   the chart alone (also .svg and .png)`,
    ...viewers.slice(0, 3).map(file => `         ${session.bold(file)}   a run to step through`),
    ...(viewers.length > 3 ? [`         … ${viewers.length - 3} more in ${at("traces")}`] : []),
    `         ${at("runs")}          every answer, one folder a model`,
  ].join("\n");
}
