import { type Child, element } from "../core/element.js";
import { headLines } from "../core/headLines.js";
import { label } from "../core/label.js";
import { paint } from "../core/paint.js";
import type { Drawing } from "../core/svgDocument.js";
import { fitText, textWidth, wrapText } from "../core/textWidth.js";
import { visibleText } from "../core/visibleText.js";
import { shadeOpacity } from "../logitLens/drawCode.js";
import { drawExample } from "./drawExample.js";
import { drawHistogram } from "./drawHistogram.js";
import { drawLogits } from "./drawLogits.js";
import { drawTable } from "./drawTable.js";
import { countText } from "./numberText.js";
import type { PageModel, PageScale } from "./PageModel.js";
import { rangeText, scaleName, swatchesOf } from "./pageScale.js";

const MARGIN = 16;
/** Rows of tables and of each list of logits in the picture; pages have all. */
const ROWS = 8;

/** The still picture of a page: head, histograms, logits, tables, and the strongest examples of each band. */
export function drawPage(
  { title, lines, facts, charts, logits, tables, bands, scale }: PageModel,
  settings: { readonly width: number; readonly drawn: number },
): Drawing {
  const { width } = settings;
  const inner = width - 2 * MARGIN;
  const about = facts.length === 0 ? [] : [facts.map(([name, value]) => `${name}: ${value}`).join(" · ")];
  const { content, y: below } = headLines({ title, lines: [...lines, ...about] }, { margin: MARGIN, width });
  let y = below + 14;
  const put = (block: { readonly height: number; readonly content: Child }, x = MARGIN): void => {
    content.push(element("g", { transform: `translate(${x},${y})` }, block.content));
  };
  const heading = (text: string): void => {
    y += 18;
    content.push(label(MARGIN, y, fitText(visibleText(text), inner, 12, "bold"), { size: 12, face: "bold" }));
    y += 8;
  };
  const half = (inner - 24) / 2;
  charts.forEach((chart, i) => {
    const block = drawHistogram(chart, half);
    put(block, MARGIN + (i % 2) * (half + 24));
    if (i % 2 === 1 || i === charts.length - 1) y += block.height + 6;
  });
  if (logits !== undefined) {
    heading("What it does to the logits");
    const block = drawLogits(logits, inner, ROWS);
    put(block);
    y += block.height;
  }
  for (const { heading: own, table } of tables) {
    heading(own);
    const block = drawTable(table, inner, ROWS);
    put(block);
    y += block.height;
  }
  heading("Where it fires");
  if (bands.length === 0) {
    y += 14;
    content.push(label(MARGIN, y, "It fires nowhere in this corpus: there are no examples."));
  } else {
    const block = drawLegend(scale, inner);
    put(block);
    y += block.height;
  }
  let left = settings.drawn;
  for (const [b, { name, from, to, firings, examples }] of bands.entries()) {
    // Every band has its share, the strongest what remains.
    const own = Math.min(examples.length, Math.max(1, left - (bands.length - 1 - b)));
    if (left <= 0 || own === 0) continue;
    left -= own;
    y += 18;
    const words = `${name} · ${rangeText(scale, from, to)} · ${countText(firings, "firing")}, ${own} of ${countText(examples.length, "example")}`;
    content.push(label(MARGIN, y, fitText(visibleText(words), inner, 11, "bold"), { face: "bold" }));
    y += 6;
    for (const example of examples.slice(0, own)) {
      const block = drawExample(example, scale, inner);
      put(block);
      y += block.height;
    }
  }
  return { width, height: Math.ceil(y + 6), content };
}

/** Shades with the numbers they stand for, in as many lines as they need. */
function drawLegend(scale: PageScale, width: number): { readonly height: number; readonly content: Child } {
  const words = wrapText(
    `${scaleName(scale)}; underlined: the token an example is about; framed: its syntax node`,
    width,
    10,
  );
  const parts: Child[] = words.map((line, i) => label(0, 11 + i * 13, line, { size: 10, colour: "muted" }));
  let x = 0;
  let y = words.length * 13 + 4;
  for (const { shade, text } of swatchesOf(scale)) {
    const wide = 22 + textWidth(text, 10) + 12;
    if (x + wide > width && x > 0) {
      x = 0;
      y += 19;
    }
    parts.push(
      element("rect", {
        x,
        y,
        width: 16,
        height: 15,
        opacity: String(shadeOpacity(shade)),
        ...paint({ fill: "blue" }),
      }),
      element("rect", {
        x,
        y,
        width: 16,
        height: 15,
        "stroke-width": 0.8,
        ...paint({ stroke: "line", fill: "none" }),
      }),
      label(x + 21, y + 11.5, text, { size: 10, colour: "muted" }),
    );
    x += wide;
  }
  return { height: y + 20, content: parts };
}
