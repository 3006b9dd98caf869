import { columnsOf } from "../core/columnsOf.js";
import { type Child, element } from "../core/element.js";
import { label } from "../core/label.js";
import { paint } from "../core/paint.js";
import { FAMILY, fitText, textWidth } from "../core/textWidth.js";
import { visibleText } from "../core/visibleText.js";
import { ADVANCE, shadeOpacity } from "../logitLens/drawCode.js";
import type { CutExample } from "./cutExample.js";
import { cutExample } from "./cutExample.js";
import { type ExampleRow, exampleRows } from "./exampleRows.js";
import { exampleWords } from "./exampleWords.js";
import type { PageExample } from "./PageExample.js";
import type { PageScale } from "./PageModel.js";
import { shadeOfToken } from "./pageScale.js";

const SIZE = 11;
const ROW = 17;
/** Lines of an example in the picture, around its peak; pages have more. */
const LINES = 9;

/** An example in the picture: what it is, and its lines with grounds, the peak underlined and its node framed. */
export function drawExample(
  given: PageExample,
  scale: PageScale,
  width: number,
): { readonly height: number; readonly content: Child } {
  const example = cutExample(given);
  const { place, number, token, node, state } = exampleWords(example, scale);
  const head = [number === "" ? place : `${number} on ${token} · ${place}`, node, state]
    .filter(Boolean)
    .join(" · ");
  const all = exampleRows(example);
  const peak = all.findIndex(({ pieces }) =>
    pieces.some(piece => piece.token === example.peak && piece.token >= 0),
  );
  const from = Math.max(0, Math.min(peak - Math.floor(LINES / 2), all.length - LINES));
  const rows = all.slice(from, from + LINES);
  const gutter = textWidth(String(rows.at(-1)!.line), 10) + 14;
  const room = width - gutter;
  return {
    height: 20 + rows.length * ROW + 8,
    content: [
      label(0, 12, fitText(visibleText(head), width, 10.5), { size: 10.5, colour: "muted" }),
      rows.map((row, i) =>
        element(
          "g",
          { transform: `translate(0,${18 + i * ROW})` },
          label(gutter - 8, 12.5, String(row.line), { size: 10, colour: "muted", anchor: "end" }),
          rowContent(row, example, scale, gutter, room),
        ),
      ),
    ],
  };
}

function rowContent(
  row: ExampleRow,
  example: CutExample,
  scale: PageScale,
  left: number,
  room: number,
): Child {
  const most = Math.floor(room / ADVANCE);
  const grounds: Child[] = [];
  let text = "";
  let column = 0;
  let frame: { from: number; to: number } | undefined;
  for (const piece of row.pieces) {
    const shown = visibleText(piece.text.replace(/\t/g, "  "));
    const wide = Math.max(0, Math.min(columnsOf(shown), most - column));
    const x = left + column * ADVANCE;
    const fires = example.tokens[piece.token];
    if (wide > 0 && fires !== undefined) {
      const box = { x, y: 1, width: wide * ADVANCE, height: ROW - 2 };
      grounds.push(
        element("rect", {
          ...box,
          opacity: String(shadeOpacity(shadeOfToken(scale, fires))),
          ...paint({ fill: "blue" }),
        }),
        piece.token === example.peak &&
          shown.trim() !== "" &&
          element("rect", { ...box, y: ROW - 3, height: 2, ...paint({ fill: "ink" }) }),
      );
    }
    if (wide > 0 && piece.node) frame = { from: frame?.from ?? column, to: column + wide };
    column += columnsOf(shown);
    text += shown;
  }
  return [
    grounds,
    frame !== undefined &&
      element("rect", {
        x: left + frame.from * ADVANCE - 1.5,
        y: 0,
        width: (frame.to - frame.from) * ADVANCE + 3,
        height: ROW,
        rx: 2,
        "stroke-width": 1.6,
        ...paint({ stroke: "vermillion", fill: "none" }),
      }),
    text.trim() !== "" &&
      element(
        "text",
        {
          x: left,
          y: 12.5,
          "font-size": SIZE,
          "font-family": FAMILY.mono,
          "xml:space": "preserve",
          ...paint({ fill: "ink" }),
        },
        fitText(text, room, SIZE, "mono"),
      ),
  ];
}
