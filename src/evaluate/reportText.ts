import { consistencyRows } from "./consistencyText.js";
import { TRIVIAL_INPUTS } from "./inputStatistics.js";
import type { ReportData, ReportInputs, ReportPassAtK, ReportScore } from "./ReportData.js";
import type { SplitBy } from "./reportSplits.js";
import { splitTable } from "./splitText.js";
import { interval, percent, table } from "./textTable.js";

/** How {@link reportText} writes. */
export interface ReportTextOptions {
  /** Splits to show, each as a table. Default: families only, in one table with the tasks. */
  readonly by?: readonly SplitBy[];
}

/**
 * The report as plain text: one table of tasks, one of each split, what was not asked, and the notes.
 *
 * @throws SourceError for a split that is not known.
 */
export function reportText(report: ReportData, { by }: ReportTextOptions = {}): string {
  const { run, scores, baselines, tasks, families, chance } = report;
  const find = (model: string, task: string, family: string, part?: string): ReportScore | undefined =>
    scores.find(s => s.model === model && s.task === task && s.family === family && s.part === part);
  const short = baselines.map(name => name.replace(/^baseline:/, ""));
  const chanceOf = (task: string): string => {
    const found = chance.find(row => row.task === task && row.family === "all");
    return found === undefined ? "" : percent(found.share.value);
  };
  const main = [
    [
      "task",
      "n",
      "clusters",
      run.model,
      "95 % interval",
      "right",
      ...short,
      "chance",
      ...(report.metric ? [report.metric] : []),
    ],
  ];
  for (const task of [...tasks, "all"]) {
    const parts = scores.filter(s => s.model === run.model && s.task === task && s.part !== undefined);
    for (const part of [undefined, ...parts.map(s => s.part)]) {
      const own = find(run.model, task, "all", part);
      if (own === undefined) continue;
      main.push([
        part === undefined ? task : `  ${part}`,
        String(own.n),
        String(own.clusters),
        percent(own.mean),
        interval(own),
        `${own.verdicts.right}/${Object.values(own.verdicts).reduce((sum, count) => sum + count, 0)}`,
        ...baselines.map(name => percent(find(name, task, "all", part)?.mean)),
        part === undefined ? chanceOf(task) : "",
        ...(report.metric ? [metricText(own)] : []),
      ]);
    }
  }
  const byFamily = [["family", ...tasks.map(task => `${task} (n)`)]];
  for (const family of families) {
    const cells = tasks.map(task => {
      const own = find(run.model, task, family);
      return own === undefined ? "" : `${percent(own.mean)} (${own.n})`;
    });
    byFamily.push([family || "(none)", ...cells]);
  }
  const verdicts = [["task", "answer", "count"]];
  for (const { kind, model, task, reason, count } of report.counts)
    if (kind === "verdict" && model === run.model) verdicts.push([task ?? "", reason, String(count)]);
  const skipped = [["task", "not asked", "count"]];
  for (const { kind, task, reason, count } of report.counts)
    if (kind === "skipped") skipped.push([task ?? "", reason, String(count)]);
  return [
    report.title,
    `${run.answered} of ${run.asked} questions on ${report.programs} programs in ${report.clusters} clusters; ` +
      `${run.samples} sample${run.samples === 1 ? "" : "s"}, ${run.style}, ${run.order}, ${run.profile}, seed ${run.seed}`,
    "",
    table(main),
    ...(by === undefined
      ? ["", table(byFamily)]
      : by.flatMap(split => ["", table(splitTable(report, split))])),
    "",
    table(verdicts),
    ...(report.divergences === undefined ? [] : ["", table(divergenceRows(report))]),
    ...(report.consistency === undefined
      ? []
      : consistencyRows(report.consistency).flatMap(rows => ["", table(rows)])),
    ...(report.passAtK === undefined ? [] : ["", table(passTable(report.passAtK))]),
    ...(report.inputs === undefined ? [] : ["", table(inputTable(report.inputs))]),
    ...(skipped.length > 1 ? ["", table(skipped)] : []),
    "",
    ...report.notes.map(note => `- ${note}`),
    "",
  ].join("\n");
}

/** `0.3750 = 3/8`; the fraction only where it is short enough to be read. */
function metricText({ metric, metricExact: exact }: ReportScore): string {
  if (metric === undefined) return "";
  const fraction = exact === undefined ? "" : `${exact.numerator}/${exact.denominator}`;
  return `${metric.toFixed(4)}${fraction !== "" && fraction.length <= 20 ? ` = ${fraction}` : ""}`;
}

/** First differences of the run's lists of lines, by what the truth has there. */
function divergenceRows({ divergences = [], run }: ReportData): string[][] {
  const lines = divergences
    .filter(({ model }) => model === run.model)
    .map(({ kind, reached, missed }) => [kind, String(reached), String(missed), percent(missed / reached)]);
  return [["lines first go wrong at", "reached", "missed", "rate"], ...lines];
}

function passTable(rows: readonly ReportPassAtK[]): string[][] {
  const lines = rows.map(row => [
    `${row.task} pass@${row.k}`,
    String(row.n),
    String(row.clusters),
    row.short > 0 ? "undefined" : percent(row.mean),
    row.short > 0 ? `${row.short} with fewer samples` : interval(row),
  ]);
  return [["pass@k", "n", "clusters", "value", "95 % interval"], ...lines];
}

function inputTable(rows: readonly ReportInputs[]): string[][] {
  const lines = rows.map(({ model, calls, right, distinct, distance, recorded, trivial, rightTrivial }) => [
    model,
    String(calls),
    percent(distinct),
    distance === undefined ? "–" : distance.toFixed(3),
    percent(calls === 0 ? undefined : recorded / calls),
    ...TRIVIAL_INPUTS.map(kind => percent(calls === 0 ? undefined : trivial[kind] / calls)),
    String(right),
    String(TRIVIAL_INPUTS.reduce((sum, kind) => sum + rightTrivial[kind], 0)),
  ]);
  const head = ["predicted inputs", "calls", "distinct", "distance", "as recorded", ...TRIVIAL_INPUTS];
  return [[...head, "right", "of these trivial"], ...lines];
}
