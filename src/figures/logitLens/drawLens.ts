import { type Child, element } from "../core/element.js";
import { type Head, headLines } from "../core/headLines.js";
import { label } from "../core/label.js";
import { paint } from "../core/paint.js";
import type { Drawing } from "../core/svgDocument.js";
import { fitText, textWidth } from "../core/textWidth.js";
import { type CodeRows, codeRows } from "./codeRows.js";
import { ADVANCE, drawCode, SHADES, shadeOpacity } from "./drawCode.js";
import { drawHeat } from "./drawHeat.js";
import type { LensModel } from "./LensModel.js";
import type { LensSettings } from "./LogitLensFigureOptions.js";
import { lensUnits } from "./lensUnits.js";

const MARGIN = 16;

/** Shade of a row: early layers pale, late ones strong. */
export function layerShade(row: number, rows: number): number {
  return rows <= 1 ? SHADES : 1 + Math.round((row / (rows - 1)) * (SHADES - 1));
}

/** The still picture: the source by deciding layer, below it the map of layers and tokens. */
export function drawLens(model: LensModel, words: Head, settings: LensSettings, id: string): Drawing {
  const { width } = settings;
  const inner = width - 2 * MARGIN;
  const { content, y: below } = headLines(words, { margin: MARGIN, width });
  let y = below;
  y += 26;
  content.push(
    label(MARGIN, y, "The source: at which layer each token is decided", { size: 12, face: "bold" }),
  );
  y += 8;
  content.push(element("g", { transform: `translate(${MARGIN},${y})` }, layerLegend(model)));
  y += 30;
  const layout: CodeRows = codeRows(
    model.text,
    lensUnits(model),
    settings.maxLines,
    Math.floor((inner - 50) / ADVANCE),
  );
  const rows = model.layers.length;
  const code = drawCode(layout, unit => {
    const [, token, more] = model.units[unit];
    // A character of several tokens is decided when the last of them is.
    let row = -1;
    let never = false;
    for (let t = token; t <= token + more; t++) {
      row = Math.max(row, model.truth[t]);
      if (model.truth[t] < 0 && model.final[t] >= 0) never = true;
    }
    if (never) return { mark: "never" };
    return row < 0 ? { mark: "none" } : { shade: layerShade(row, rows) };
  });
  content.push(element("g", { transform: `translate(${MARGIN},${y})` }, code.content));
  y += code.height + 26;
  content.push(
    label(MARGIN, y, "Layers × tokens: probability of the true token if the model stopped there", {
      size: 12,
      face: "bold",
    }),
  );
  y += 8;
  const heat = drawHeat(model, inner, id);
  content.push(element("g", { transform: `translate(${MARGIN},${y})` }, heat.content));
  return { width, height: Math.ceil(y + heat.height + 6), content };
}

/** Shades with the layers they stand for, and the two marks. */
function layerLegend(model: LensModel): Child {
  const rows = model.layers.length;
  let x = 0;
  const parts: Child[] = [];
  const swatch = (mark: Child, text: string): void => {
    const fitted = fitText(text, 260, 10);
    parts.push(
      element("g", { transform: `translate(${x},0)` }, mark),
      label(x + 22, 12, fitted, { size: 10, colour: "muted" }),
    );
    x += 22 + textWidth(fitted, 10) + 14;
  };
  for (let shade = 1; shade <= SHADES; shade++) {
    const own = model.layers.filter((_layer, row) => layerShade(row, rows) === shade);
    if (own.length === 0) continue;
    const text = own.length === 1 ? String(own[0]) : `${own[0]}–${own.at(-1)}`;
    swatch(
      element("rect", {
        width: 16,
        height: 15,
        opacity: String(shadeOpacity(shade)),
        ...paint({ fill: "blue" }),
      }),
      text,
    );
  }
  swatch(line("vermillion", 2), "never: the model ends with another token");
  swatch(line("grey", 1.6, "4 4"), "nothing said");
  return parts;
}

function line(colour: "vermillion" | "grey", thick: number, dashes?: string): Child {
  return element("path", {
    d: "M0 13h16",
    "stroke-width": thick,
    "stroke-dasharray": dashes,
    ...paint({ stroke: colour, fill: "none" }),
  });
}
