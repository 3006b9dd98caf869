import { createFigure } from "../core/createFigure.js";
import { whole } from "../core/whole.js";
import type { Figure } from "../Figure.js";
import { drawPage } from "./drawPage.js";
import type { FeatureFigureOptions, PageSettings } from "./FeatureFigureData.js";
import type { PageBand } from "./PageExample.js";
import type { PageModel, ShownBand } from "./PageModel.js";
import { pageMarkup } from "./pageMarkup.js";
import { PAGE_SCRIPT } from "./pageScript.js";
import { pageText } from "./pageText.js";

/** Fills in the defaults. @throws SourceError naming the option and its value. */
export function settlePage(options: FeatureFigureOptions): PageSettings {
  return {
    examples: whole("examples", options.examples ?? 20, 1, 200),
    drawn: whole("drawn", options.drawn ?? 6, 0, 40),
    width: whole("width", options.width ?? 960, 640, 2400),
  };
}

/** Bands with the examples that are shown; bands without any are left out. */
export function shownBands(bands: readonly PageBand[], examples: number): ShownBand[] {
  return bands
    .filter(band => band.examples.length > 0)
    .map(band => ({
      ...band,
      examples: band.examples.slice(0, examples),
      left: Math.max(0, band.examples.length - examples),
    }));
}

/** The figure of a page, of a feature or of a code. */
export function pageFigure(
  model: PageModel,
  settings: PageSettings,
  about: {
    readonly kind: string;
    readonly data: unknown;
    readonly source: string;
    readonly model?: string;
  },
): Figure {
  const { title, lines, scale } = model;
  return createFigure({
    kind: about.kind,
    title,
    description: lines.join(" "),
    provenance: { source: about.source, model: about.model },
    data: about.data,
    options: { title, ...settings },
    draw: () => drawPage(model, settings),
    html: (_id, line) => pageMarkup(model, line),
    enhancer: {
      script: PAGE_SCRIPT,
      data: {
        painted: scale.by === "value",
        most: scale.by === "value" ? scale.most : 0,
        name: scale.by === "value" ? "activation" : "strength (1: first rank)",
      },
    },
    text: pageText(model),
  });
}
