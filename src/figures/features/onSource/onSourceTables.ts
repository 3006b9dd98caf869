import type { FigureTable } from "../../core/FigureTable.js";
import { numberText } from "../numberText.js";
import type { OnSourceModel, OnSourceShown } from "./OnSourceModel.js";
import { strongestText } from "./strongest.js";

/** Each line of the program with the features strongest on it. */
export function lineTable(model: OnSourceModel, named: number): FigureTable {
  return {
    caption:
      "Features strongest on the tokens of each line, where the program stands in the prompt; percent of the feature's greatest activation.",
    columns: [{ head: "line", number: true }, { head: "source" }, { head: "features" }],
    rows: model.lines.map(({ line, start, end }, i) => [
      String(line),
      model.text.slice(start, end).replace(/^@\d+ ?/, ""),
      strongestText(model, feature => feature.atLine[i], named),
    ]),
  };
}

/** Each step of the trace with the features strongest on it. */
export function stepTable(model: OnSourceModel, named: number): FigureTable {
  return {
    caption: "Features strongest on the tokens of each step, where the trace stands in the prompt.",
    columns: [
      { head: "step", number: true },
      { head: "line", number: true },
      { head: "iteration", number: true },
      { head: "as written" },
      { head: "features" },
    ],
    rows: model.steps.map(({ line, iteration, start, end }, i) => [
      String(i + 1),
      String(line),
      String(iteration),
      model.text.slice(start, end),
      strongestText(model, feature => feature.atStep[i], named),
    ]),
  };
}

/** Mean activation of one feature over the steps of each line and iteration; undefined where there is none. */
export function iterationMeans(
  { steps, lines }: OnSourceModel,
  feature: OnSourceShown,
): {
  readonly iterations: readonly number[];
  readonly rows: readonly { readonly line: number; readonly means: readonly (number | undefined)[] }[];
} {
  const sums = new Map<string, { sum: number; count: number }>();
  steps.forEach(({ line, iteration }, i) => {
    const key = `${line} ${iteration}`;
    const own = sums.get(key) ?? { sum: 0, count: 0 };
    sums.set(key, { sum: own.sum + feature.atStep[i], count: own.count + 1 });
  });
  const iterations = [...new Set(steps.map(({ iteration }) => iteration))].sort((a, b) => a - b);
  const run = [...new Set([...lines, ...steps].map(({ line }) => line))].sort((a, b) => a - b);
  return {
    iterations,
    rows: run
      .filter(line => steps.some(step => step.line === line))
      .map(line => ({
        line,
        means: iterations.map(iteration => {
          const own = sums.get(`${line} ${iteration}`);
          return own && own.sum / own.count;
        }),
      })),
  };
}

/** Line × iteration of one feature as numbers. */
export function iterationTable(model: OnSourceModel, feature: OnSourceShown): FigureTable {
  const { iterations, rows } = iterationMeans(model, feature);
  return {
    caption: `Mean activation of ${feature.name} over the steps of each line and iteration of the innermost loop (– where the line does not run in it).`,
    columns: [
      { head: "line", number: true },
      ...iterations.map(k => ({ head: `iteration ${k}`, number: true })),
    ],
    rows: rows.map(({ line, means }) => [
      String(line),
      ...means.map(mean => (mean === undefined ? "–" : numberText(mean))),
    ]),
  };
}
