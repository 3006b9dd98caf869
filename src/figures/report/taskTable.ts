import type { ReportChance, ReportData, ReportScore } from "../../evaluate/ReportData.js";
import type { Child, Markup } from "../core/element.js";
import { count, interval, percent, seriesName } from "../score/percent.js";
import { type Column, plainTable } from "./plainTable.js";

/** Columns of the table of tasks. */
const COLUMNS: readonly Column[] = [
  { head: "task" },
  { head: "model" },
  { head: "right", number: true },
  { head: "SE", number: true },
  { head: "95 % interval", number: true },
  { head: "items", number: true },
  { head: "clusters", number: true },
  { head: "interval by" },
  { head: "n right", number: true },
  { head: "wrong", number: true },
  { head: "unparsed", number: true },
  { head: "refused", number: true },
  { head: "error", number: true },
  { head: "also" },
];

function detail(score: ReportScore): string {
  const parts = Object.entries(score.detail ?? {}).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  if (score.metric !== undefined) parts.push(`metric ${score.metric.toFixed(3)}`);
  return parts.join(", ");
}

function cells(score: ReportScore): Child[] {
  const { right, wrong, unparsed, refused, error } = score.verdicts;
  return [
    score.part === undefined ? score.task : `${score.task}, ${score.part}`,
    seriesName(score.model, score.role),
    percent(score.mean),
    score.se === undefined ? "—" : (score.se * 100).toFixed(1),
    interval(score),
    count(score.n),
    count(score.clusters),
    score.method,
    ...[right, wrong, unparsed, refused, error].map(count),
    detail(score),
  ];
}

function chanceCells(chance: ReportChance): Child[] {
  const { numerator, denominator, value } = chance.share;
  const text = `exactly ${numerator}/${denominator}`;
  return [
    chance.task,
    "random answer, expected",
    percent(value),
    "",
    "",
    "",
    "",
    text,
    "",
    "",
    "",
    "",
    "",
    "",
  ];
}

/** Every task with the model, its baselines and chance: n, clusters, SE, interval, verdicts. */
export function taskTable(data: ReportData): Markup {
  const rows = data.tasks.flatMap(task => [
    ...data.scores
      .filter(score => score.task === task && score.family === "all")
      .map(score => ({ cells: cells(score), strong: score.role === "model" && score.part === undefined })),
    ...data.chance
      .filter(chance => chance.task === task && chance.family === "all")
      .map(chance => ({ cells: chanceCells(chance) })),
  ]);
  return plainTable(
    "SE in percentage points; clusters are program families as the data set defines them.",
    COLUMNS,
    rows,
  );
}
