import type { ReportData, ReportScore } from "./ReportData.js";

/** The report as plain text: one table of tasks, one of families, what was not asked, and the notes. */
export function reportText(report: ReportData): string {
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
        ...(report.metric ? [own.metric === undefined ? "" : own.metric.toFixed(4)] : []),
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
    "",
    table(byFamily),
    "",
    table(verdicts),
    ...(skipped.length > 1 ? ["", table(skipped)] : []),
    "",
    ...report.notes.map(note => `- ${note}`),
    "",
  ].join("\n");
}

function percent(share: number | undefined): string {
  return share === undefined ? "–" : `${(100 * share).toFixed(1)} %`;
}

function interval({ low, high, method }: ReportScore): string {
  if (low === undefined || high === undefined) return method === "none" ? "–" : method;
  return `${(100 * low).toFixed(1)} – ${(100 * high).toFixed(1)}${method === "CR2" ? "" : " (W)"}`;
}

/** Columns padded to their widest cell; the first to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  ")
      .trimEnd();
  return [line(rows[0]), widths.map(width => "-".repeat(width)).join("  "), ...rows.slice(1).map(line)].join(
    "\n",
  );
}
