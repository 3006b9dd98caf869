import { type Child, element, render } from "../core/element.js";
import { darkRules, paint } from "../core/paint.js";
import { FAMILY } from "../core/textWidth.js";
import { drawHistogram } from "./drawHistogram.js";
import { numberText } from "./numberText.js";
import type { PageChart } from "./PageModel.js";

/** A histogram as a picture in a page, on its own ground, light or dark as the reader asks; its numbers in the alternative text. */
export function chartImage(chart: PageChart, width: number): Child {
  const { height, content } = drawHistogram(chart, width);
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      id: "c",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      "font-family": FAMILY.sans,
    },
    element("style", {}, darkRules("c")),
    element("rect", { width, height, ...paint({ fill: "paper" }) }),
    content,
  );
  return element("img", {
    src: `data:image/svg+xml;base64,${Buffer.from(render(svg)).toString("base64")}`,
    alt: `${chart.heading}. ${chartWords(chart)}`,
    width,
    height,
    style: "max-width:100%;height:auto",
  });
}

/** The bins that hold something, in words. */
export function chartWords({ histogram: { edges, counts }, counts: noun }: PageChart): string {
  const bins = counts.flatMap((count, i) =>
    count > 0 ? [`${numberText(edges[i])} to ${numberText(edges[i + 1])}: ${numberText(count)}`] : [],
  );
  return bins.length === 0 ? `No ${noun}.` : `${noun} by bin: ${bins.join("; ")}.`;
}
