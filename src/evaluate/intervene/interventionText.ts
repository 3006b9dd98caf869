import { interval, percent, table } from "../textTable.js";
import type { FailedCalls, InterventionEffect, InterventionReport } from "./InterventionReport.js";

/** Changed answers that are listed. */
const LISTED = 12;

/** The report as text: what was changed, what became of the answers, beside the controls. */
export function interventionText(report: InterventionReport): string {
  const { model, dataset, mode, style, changes, without, changed, controls, beyond } = report;
  const points = (share: number | undefined): string =>
    share === undefined ? "–" : (100 * share).toFixed(1);
  const row = (name: string, { accuracy, flips, mcnemar, permutation }: InterventionEffect): string[] => [
    name,
    percent(accuracy.mean),
    interval(accuracy),
    String(flips.rightToWrong),
    String(flips.wrongToRight),
    String(flips.other),
    String(flips.same),
    mcnemar.exact.toPrecision(2),
    permutation.p.toPrecision(2),
  ];
  const runs: readonly (readonly [name: string, run: Partial<InterventionEffect>])[] = [
    ["without", { failed: without.failed }],
    ["changed", changed],
    ...controls.map((control, i) => [`control ${i + 1}`, control] as const),
  ];
  const lines = [
    `${model} on ${dataset || "questions"}, ${style}, dictionaries attached to ${mode}`,
    ...changes.map(
      ({ spec, hook, units, placed }, i) =>
        `change ${i + 1}: ${spec.do} ${units.join(", ")} of ${hook}${spec.value === undefined ? "" : ` (${spec.value})`} ` +
        `at ${typeof spec.at === "object" ? JSON.stringify(spec.at) : "every token"}` +
        `${spec.from === undefined ? "" : ` from ${spec.from.program ?? "the same program"}, ${spec.from.call}`}; found its place for ${placed} questions in this session`,
    ),
    "",
    table([
      ["", "right", "95 %", "right→wrong", "wrong→right", "other", "same", "McNemar p", "clusters p"],
      ["without", percent(without.mean), interval(without), "", "", "", "", "", ""],
      row("changed", changed),
      ...controls.map((control, i) => row(`control ${i + 1}`, control)),
    ]),
    ...runs.flatMap(([name, { failed }]) => (failed === undefined ? [] : [failedLine(name, failed)])),
    ...runs.flatMap(([name, { leftOut }]) =>
      leftOut === undefined ? [] : [`${name}: not compared: ${counted(leftOut)}`],
    ),
    "",
    ...(beyond === undefined
      ? ["no control was asked for: that something changed says nothing about these units"]
      : [
          `answers that changed beyond the controls: ${points(beyond.answers.difference)} points ` +
            `(${points(beyond.answers.low)} to ${points(beyond.answers.high)}); right answers: ` +
            `${points(beyond.score.difference)} points (${points(beyond.score.low)} to ${points(beyond.score.high)})` +
            (beyond.leftOut === undefined ? "" : `; without ${beyond.leftOut} items of which a call failed`),
        ]),
    ...controls.flatMap(({ matched }, i) =>
      matched.map(
        ({ hook, unit, control, rates, norms }) =>
          `control ${i + 1}: ${control} in place of ${unit} of ${hook}; fires at ${percent(rates[1])} of tokens (${percent(rates[0])}), norm ${norms[1].toFixed(3)} (${norms[0].toFixed(3)})`,
      ),
    ),
    "",
    ...changed.changed
      .slice(0, LISTED)
      .map(
        ({ kind, task, file, call, before, after, truth }) =>
          `${kind}: ${task}, ${file} ${call}: ${before ?? "nothing"} → ${after ?? "nothing"} (true: ${truth})`,
      ),
    ...(changed.changed.length > LISTED ? [`… and ${changed.changed.length - LISTED} more (--json)`] : []),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function failedLine(name: string, { count, faults }: FailedCalls): string {
  const [commonest] = faults;
  const such = commonest === undefined ? "" : `, such as: ${commonest.example}`;
  return `${name}: ${count} calls failed and count as wrong (${counted(Object.fromEntries(faults.map(one => [one.fault, one.count])))})${such}`;
}

function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([why, count]) => `${count} × ${why}`)
    .join(", ");
}
