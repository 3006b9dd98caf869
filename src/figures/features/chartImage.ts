import type { Child } from "../core/element.js";
import { drawHistogram } from "./drawHistogram.js";
import { numberText } from "./numberText.js";
import type { PageChart } from "./PageModel.js";
import { pictureOf } from "./pictureOf.js";

/** A histogram as a picture in a page; its numbers in the alternative text. */
export function chartImage(chart: PageChart, width: number): Child {
  return pictureOf("c", drawHistogram(chart, width), `${chart.heading}. ${chartWords(chart)}`);
}

/** The bins that hold something, in words. */
export function chartWords({ histogram: { edges, counts }, counts: noun }: PageChart): string {
  const bins = counts.flatMap((count, i) =>
    count > 0 ? [`${numberText(edges[i])} to ${numberText(edges[i + 1])}: ${numberText(count)}`] : [],
  );
  return bins.length === 0 ? `No ${noun}.` : `${noun} by bin: ${bins.join("; ")}.`;
}
