import { DIALECT_TASKS } from "../../questions/dialect/dialectText.js";
import { interval, percent, table } from "../textTable.js";
import type { FreeRunningReport, FreeRunningSplit, TraceScore } from "./FreeRunningReport.js";

/** The report as tables: for each split the traces, then every task beside what does without running anything. */
export function freeRunningText({ model, dataset, splits, ngram, notes }: FreeRunningReport): string {
  const head =
    `${model} on ${dataset}, free-running: it sees program and call, writes its trace and answers from it.\n` +
    `Intervals: 95 %, clusters are programs. n-gram models: ${ngram.documents} documents, ${ngram.tokens} tokens.`;
  return `${[head, ...splits.map(splitText), ...notes.map(note => `note: ${note}`)].join("\n\n")}\n`;
}

function splitText(split: FreeRunningSplit): string {
  const { outcomes, refused } = split;
  const left = Object.entries(refused ?? {}).map(([why, count]) => `${count} × ${why}`);
  const lines = [
    `${split.split}: ${split.programs} programs, ${split.calls} calls; ${outcomes.outcomes} different outputs, ` +
      `normalised entropy ${outcomes.normalisedEntropy.toFixed(3)}`,
    ...(left.length === 0 ? [] : [`no true trace: ${left.join(", ")}`]),
    "",
    tracesTable(split.traces),
    ...split.traces.flatMap(missingLine),
    "",
    ...split.traces.slice(0, 1).flatMap(divergenceLines),
    table([
      ["right", ...DIALECT_TASKS],
      ...[...new Set(split.tasks.map(({ model }) => model))].map(name => [
        name,
        ...DIALECT_TASKS.map(task => {
          const found = split.tasks.find(one => one.model === name && one.task === task);
          return found === undefined ? "" : `${percent(found.mean)} ${interval(found).replace(/ /g, "")}`;
        }),
      ]),
      ["questions", ...DIALECT_TASKS.map(task => String(split.tasks.find(one => one.task === task)?.n ?? 0))],
    ]),
    "",
    ...split.best.map(
      ({ task, model, mean, ahead }) =>
        `${task}: ${Math.abs(100 * ahead).toFixed(1)} points ${ahead < 0 ? "behind" : "ahead of"} the best of these, ${model} (${percent(mean)})`,
    ),
  ];
  return lines.join("\n");
}

function tracesTable(traces: readonly TraceScore[]): string {
  return table([
    [
      "traces",
      "exact",
      "95 %",
      "by rows of the true trace",
      "row, own prefix",
      "row, true prefix",
      "its line",
    ],
    ...traces.map(({ model, exact, quartiles, rows, forced }) => [
      model,
      percent(exact.mean),
      interval(exact),
      quartiles.map(({ from, to, exact: own }) => `${from}–${to}: ${percent(own.mean)}`).join("  "),
      percent(rows.mean),
      percent(forced?.rows.mean),
      percent(forced?.lines.mean),
    ]),
  ]);
}

/** What is behind the numbers and not: traces that were not written, and calls that are not counted. */
function missingLine({ model, unwritten = 0, leftOut = {}, forced }: TraceScore): string[] {
  const said = [
    ...(unwritten === 0
      ? []
      : [`${unwritten} calls without a trace (failed, or answered without one) count as wrong`]),
    ...Object.entries(leftOut).map(([why, count]) => `${count} calls not counted: ${why}`),
    ...(forced?.leftOut === undefined
      ? []
      : [`${forced.leftOut} true traces do not fit and are not in “row, true prefix”`]),
  ];
  return said.length === 0 ? [] : [`${model}: ${said.join("; ")}`];
}

function divergenceLines({ divergences }: TraceScore): string[] {
  if (divergences.length === 0) return [];
  const [{ example }] = divergences;
  return [
    `first divergence: ${divergences.map(({ kind, count, medianRow }) => `${kind} ${count}${medianRow < 0 ? "" : ` (median row ${medianRow + 1})`}`).join(", ")}`,
    `such as ${example.program} ${example.call}, ${example.row < 0 ? "header" : `row ${example.row + 1}`}: ${example.truth ?? "nothing"} is true, ${example.written || "nothing"} was written`,
    "",
  ];
}
