import type { TraceDivergence } from "../../questions/dialect/firstDivergence.js";
import { type Child, element } from "../core/element.js";
import { headLines } from "../core/headLines.js";
import { label } from "../core/label.js";
import { type Colour, paint } from "../core/paint.js";
import type { Drawing } from "../core/svgDocument.js";
import { FAMILY, fitText, textWidth, wrapText } from "../core/textWidth.js";
import { visibleText } from "../core/visibleText.js";
import type { FreeRunningFigureData, FreeRunningSettings } from "./FreeRunningFigureData.js";
import { dividedLines } from "./runningMarkup.js";
import type { RunningRow, RunningSide } from "./runningRows.js";
import { divergenceWords } from "./runningWords.js";
import { stepsWindow } from "./stepsWindow.js";

const MARGIN = 16;
const ROW = 17;
const SIZE = 11;
/** Steps in the picture, around the divergence. */
const STEPS = 60;

/** The still picture: the source at the left, both traces step by step at the right, the first divergence framed. */
export function drawRunning(
  data: FreeRunningFigureData,
  divergence: TraceDivergence | undefined,
  words: { readonly title: string; readonly lines: readonly string[] },
  rows: readonly RunningRow[],
  settings: FreeRunningSettings,
): Drawing {
  const { width } = settings;
  const inner = width - 2 * MARGIN;
  const { content, y: below } = headLines(words, { margin: MARGIN, width });
  const y = below + 22;
  const { shown, before, after } = stepsWindow(rows, Math.min(STEPS, settings.steps));
  const heads = ["line", "time", ...data.truth.slots, ""];
  const widths = heads.map((head, i) =>
    Math.max(
      textWidth(head, 10, i < 2 ? "sans" : "mono"),
      ...shown.flatMap(({ truth, written }) =>
        [truth, written].map(side => textWidth(cellsOf(side)?.[i] ?? "", SIZE, "mono")),
      ),
    ),
  );
  const side = widths.reduce((sum, wide) => sum + wide + 8, 0);
  const steps = 38 + 2 * side + 20;
  const source = data.source.replace(/\n$/, "").split("\n");
  const longest = Math.max(
    ...source.map(line => textWidth(visibleText(line.replace(/\t/g, "  ")), SIZE, "mono")),
  );
  // The source takes what it needs, as far as the steps leave room; the steps all that remains.
  const left = Math.max(120, Math.min(longest + 40, inner - steps - 20));
  const table = inner - left - 20;
  const sourceBlock = drawSource(data, rows, left);
  const stepsBlock = drawSteps(
    { shown, before, after },
    heads,
    widths,
    { width: table, frame: Math.min(table, steps) },
    divergence === undefined ? "" : divergenceWords(divergence, data),
  );
  content.push(
    element("g", { transform: `translate(${MARGIN},${y})` }, sourceBlock.content),
    element("g", { transform: `translate(${MARGIN + left + 20},${y})` }, stepsBlock.content),
  );
  const height = Math.max(stepsBlock.height, sourceBlock.height);
  return { width, height: Math.ceil(y + height + 8), content };
}

function cellsOf(side: RunningSide | undefined): readonly string[] | undefined {
  return side !== undefined && "cells" in side ? side.cells : undefined;
}

function code(x: number, y: number, text: string, colour: Colour, strong = false): Child {
  return element(
    "text",
    {
      x,
      y,
      "font-size": SIZE,
      "font-family": FAMILY.mono,
      "font-weight": strong ? "bold" : undefined,
      "xml:space": "preserve",
      ...paint({ fill: colour }),
    },
    text,
  );
}

function drawSource(
  { source }: FreeRunningFigureData,
  rows: readonly RunningRow[],
  width: number,
): { readonly height: number; readonly content: Child } {
  const lines = source.replace(/\n$/, "").split("\n");
  const gutter = textWidth(String(lines.length), 10) + 14;
  const at = dividedLines(rows);
  return {
    height: (lines.length + 1) * ROW,
    content: [
      label(0, 0, "Source", { size: 12, face: "bold" }),
      lines.map((text, i) => {
        const y = 8 + i * ROW;
        const wrong = at.truth === i + 1 || at.written === i + 1;
        const shown = visibleText(text.replace(/\t/g, "  "));
        return [
          wrong && element("rect", { x: 0, y, width: 3, height: ROW - 1, ...paint({ fill: "vermillion" }) }),
          label(gutter - 6, y + 12.5, String(i + 1), { size: 10, colour: "muted", anchor: "end" }),
          shown.trim() !== "" &&
            code(gutter, y + 12.5, fitText(shown, width - gutter, SIZE, "mono"), "ink", wrong),
        ];
      }),
    ],
  };
}

function drawSteps(
  { shown, before, after }: ReturnType<typeof stepsWindow>,
  heads: readonly string[],
  widths: readonly number[],
  { width, frame }: { readonly width: number; readonly frame: number },
  words: string,
): { readonly height: number; readonly content: Child } {
  const starts = [38, 38 + widths.reduce((sum, wide) => sum + wide + 8, 0) + 12];
  const content: Child[] = [
    label(starts[0], 0, "true", { size: 12, face: "bold" }),
    label(starts[1], 0, "the model's own", { size: 12, face: "bold" }),
    label(30, 16, "step", { size: 10, colour: "muted", anchor: "end" }),
    starts.map(start => {
      let x = start;
      return heads.map((head, i) => {
        const at = x;
        x += widths[i] + 8;
        return (
          head !== "" &&
          (i < 2 ? label(at, 16, head, { size: 10, colour: "muted" }) : code(at, 16, head, "ink", true))
        );
      });
    }),
  ];
  let y = 22;
  const note = (text: string, colour: Colour): void => {
    for (const line of wrapText(visibleText(text), width - starts[0], 10, "bold")) {
      content.push(label(starts[0], y + 12, line, { size: 10, colour, face: "bold" }));
      y += ROW;
    }
  };
  if (before > 0) note(`… ${before} more steps`, "muted");
  for (const row of shown) {
    const { step, state, cell } = row;
    if (state === "first")
      content.push(
        element("rect", { x: 0, y, width: frame, height: ROW, ...paint({ fill: "panel" }) }),
        element("rect", {
          x: 0.8,
          y,
          width: frame - 1.6,
          height: ROW,
          rx: 2,
          "stroke-width": 1.6,
          ...paint({ stroke: "vermillion", fill: "none" }),
        }),
      );
    content.push(
      label(30, y + 12.5, step < 0 ? "" : String(step + 1), { size: 10, colour: "muted", anchor: "end" }),
      drawSide(row.truth, starts[0], y, widths, state, cell, "green", starts[1] - starts[0] - 12),
      drawSide(row.written, starts[1], y, widths, state, cell, "vermillion", width - starts[1]),
    );
    y += ROW;
    if (state === "first") note(`✗ ${words}`, "vermillion");
  }
  if (after > 0) note(`… ${after} more steps`, "muted");
  return { height: y + ROW, content };
}

function drawSide(
  side: RunningSide | undefined,
  x: number,
  y: number,
  widths: readonly number[],
  state: RunningRow["state"],
  cell: number,
  wrong: Colour,
  room: number,
): Child {
  const base = y + 12.5;
  const plain: Colour = state === "after" ? "muted" : "ink";
  if (side === undefined) return code(x, base, "–", "muted");
  if ("text" in side)
    return code(
      x,
      base,
      fitText(visibleText(side.text), room, SIZE, "mono"),
      state === "first" ? wrong : plain,
      state === "first",
    );
  let at = x;
  return side.cells.map((text, i) => {
    const marked = state === "first" && (cell === i || cell === -1);
    const drawn = code(at, base, visibleText(text), marked ? wrong : plain, marked);
    at += widths[i] + 8;
    return drawn;
  });
}
