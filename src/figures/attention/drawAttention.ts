import { type Child, element } from "../core/element.js";
import { type Head, headLines } from "../core/headLines.js";
import { label } from "../core/label.js";
import { paint } from "../core/paint.js";
import type { Drawing } from "../core/svgDocument.js";
import { textWidth } from "../core/textWidth.js";
import { codeRows, isAside } from "../logitLens/codeRows.js";
import { ADVANCE, drawCode, SHADES, shadeOpacity } from "../logitLens/drawCode.js";
import { lensUnits } from "../logitLens/lensUnits.js";
import type { AttentionModel } from "./AttentionModel.js";
import { FULL, percentText } from "./attentionWords.js";
import type { Received } from "./received.js";

const MARGIN = 16;

/** Shade of a share, 0..{@link SHADES}. */
export function shareShade(share: number): number {
  return Math.min(SHADES, Math.round(SHADES * Math.sqrt(share / FULL)));
}

/** The still picture: the text on grounds by what one query looks at, the query framed. */
export function drawAttention(
  model: AttentionModel,
  got: Received,
  words: Head,
  settings: { readonly width: number; readonly maxLines: number },
): Drawing {
  const { width } = settings;
  const inner = width - 2 * MARGIN;
  const { content, y: below } = headLines(words, { margin: MARGIN, width });
  let y = below;
  y += 14;
  content.push(element("g", { transform: `translate(${MARGIN},${y})` }, legend()));
  y += 28;
  const layout = codeRows(
    model.text,
    lensUnits(model),
    settings.maxLines,
    Math.floor((inner - 50) / ADVANCE),
  );
  const { token } = model.query;
  const code = drawCode(layout, unit => {
    const [, first, more] = model.units[unit];
    const shade = shareShade(got.units[unit]);
    const chosen = first <= token && token <= first + more && !isAside(model.text, layout.units, unit);
    return chosen ? { shade, mark: "chosen" } : { shade };
  });
  content.push(element("g", { transform: `translate(${MARGIN},${y})` }, code.content));
  return { width, height: Math.ceil(y + code.height + 6), content };
}

function legend(): Child {
  const parts: Child[] = [];
  let x = 0;
  for (let shade = 1; shade <= SHADES; shade++) {
    const share = FULL * (shade / SHADES) ** 2;
    const text =
      shade === SHADES ? `${percentText(share)} or more of the query's attention` : percentText(share);
    parts.push(
      element("rect", {
        x,
        width: 16,
        height: 15,
        opacity: String(shadeOpacity(shade)),
        ...paint({ fill: "blue" }),
      }),
      label(x + 21, 12, text, { size: 10, colour: "muted" }),
    );
    x += 21 + textWidth(text, 10) + 12;
  }
  parts.push(
    element("rect", {
      x: x + 1,
      y: 1,
      width: 14,
      height: 13,
      rx: 2,
      "stroke-width": 1.8,
      ...paint({ stroke: "ink", fill: "none" }),
    }),
    label(x + 21, 12, "the query", { size: 10, colour: "muted" }),
  );
  return parts;
}
