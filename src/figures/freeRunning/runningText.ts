import type { TraceDivergence } from "../../questions/dialect/firstDivergence.js";
import type { FreeRunningFigureData } from "./FreeRunningFigureData.js";
import type { RunningRow, RunningSide } from "./runningRows.js";
import { divergenceWords } from "./runningWords.js";
import { stepsWindow } from "./stepsWindow.js";

/** The figure as text: the source with line numbers, then both traces step by step, `✗` where they first differ. */
export function runningText(
  data: FreeRunningFigureData,
  divergence: TraceDivergence | undefined,
  lines: readonly string[],
  rows: readonly RunningRow[],
  most: number,
): string {
  const source = data.source.replace(/\n$/, "").split("\n");
  const digits = String(source.length).length;
  const { shown, before, after } = stepsWindow(rows, most);
  const heads = ["line", "time", ...data.truth.slots, ""];
  const widths = heads.map((head, i) =>
    Math.max(
      head.length,
      ...shown.flatMap(({ truth, written }) => [truth, written].map(side => cellsOf(side)?.[i]?.length ?? 0)),
    ),
  );
  const wide = widths.reduce((sum, width) => sum + width + 1, -1);
  const side = (of: RunningSide | undefined): string =>
    cellsOf(of)
      ?.map((cell, i) => cell.padEnd(widths[i]))
      .join(" ") ?? (of !== undefined && "text" in of ? of.text : "–");
  const room = Math.max(wide, "true".length, ...shown.map(({ truth }) => side(truth).length));
  const steps = shown.flatMap(({ step, truth, written, state }) => [
    `${(step < 0 ? "" : String(step + 1)).padStart(4)} ${state === "first" ? "✗" : state === "after" ? "·" : " "} ${side(truth).padEnd(room)} | ${side(written)}`.trimEnd(),
    ...(state === "first" ? [`     ✗ ${divergenceWords(divergence!, data)}`] : []),
  ]);
  const head = heads.map((text, i) => text.padEnd(widths[i])).join(" ");
  return [
    lines.join("\n"),
    source.map((text, i) => `${String(i + 1).padStart(digits)} | ${text}`.trimEnd()).join("\n"),
    [
      `step   ${"true".padEnd(room)} | the model's own`,
      `       ${head.padEnd(room)} | ${head}`.trimEnd(),
      ...(before > 0 ? [`     … ${before} more steps`] : []),
      ...steps,
      ...(after > 0 ? [`     … ${after} more steps`] : []),
    ].join("\n"),
  ].join("\n\n");
}

function cellsOf(side: RunningSide | undefined): readonly string[] | undefined {
  return side !== undefined && "cells" in side ? side.cells : undefined;
}
