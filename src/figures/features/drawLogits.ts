import { type Child, element } from "../core/element.js";
import { label } from "../core/label.js";
import { paint } from "../core/paint.js";
import { fitText } from "../core/textWidth.js";
import { visibleText } from "../core/visibleText.js";
import { greatestWeight, shownToken, signedWeight } from "./logitMarkup.js";
import type { PageLogit, PageLogits } from "./PageNumbers.js";

const ROW = 17;
const NAMES = 118;
const NUMBERS = 56;

/** Tokens raised and lowered most, as two lists of bars with numbers, at most `rows` of each. */
export function drawLogits(
  logits: PageLogits,
  width: number,
  rows: number,
): { readonly height: number; readonly content: Child } {
  const most = greatestWeight(logits) || 1;
  const half = (width - 28) / 2;
  const column = (list: readonly PageLogit[], heading: string, x: number): Child =>
    element(
      "g",
      { transform: `translate(${x},0)` },
      label(0, 12, heading, { size: 11, face: "bold" }),
      list.slice(0, rows).map(({ token, weight }, i) => {
        const y = 18 + i * ROW;
        return [
          label(0, y + 11.5, fitText(visibleText(shownToken(token)), NAMES - 6, 10.5), { size: 10.5 }),
          label(NAMES + NUMBERS - 8, y + 11.5, signedWeight(weight), {
            size: 10,
            colour: "muted",
            anchor: "end",
          }),
          element("rect", {
            x: NAMES + NUMBERS,
            y: y + 3,
            width: Math.max(0.5, ((half - NAMES - NUMBERS) * Math.abs(weight)) / most),
            height: 11,
            ...paint({ fill: weight < 0 ? "vermillion" : "blue" }),
          }),
        ];
      }),
    );
  const longest = Math.min(rows, Math.max(logits.top.length, logits.bottom.length));
  return {
    height: 22 + longest * ROW,
    content: [column(logits.top, "Raises most", 0), column(logits.bottom, "Lowers most", half + 28)],
  };
}
