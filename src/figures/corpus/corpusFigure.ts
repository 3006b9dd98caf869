import { SourceError } from "../../program/SourceError.js";
import { createFigure } from "../core/createFigure.js";
import { type Child, element } from "../core/element.js";
import { foldedTable } from "../core/foldedTable.js";
import { headLines } from "../core/headLines.js";
import { label } from "../core/label.js";
import { steadyNumbers } from "../core/steadyNumbers.js";
import type { Drawing } from "../core/svgDocument.js";
import { textTable } from "../core/textTable.js";
import { whole } from "../core/whole.js";
import type { Figure } from "../Figure.js";
import type { CorpusFigureData, CorpusFigureOptions, CorpusSettings } from "./CorpusFigureData.js";
import { CORPUS_ENHANCER } from "./corpusEnhancer.js";
import { corpusTables } from "./corpusTables.js";
import { corpusSummary, estimateOf, MEASURES } from "./corpusWords.js";
import { drawDots, modelKey } from "./drawDots.js";
import { drawDifference, drawShares } from "./drawShares.js";

const MARGIN = 16;

/**
 * Scores of a corpus by kind of node, of one model or two: a dot plot of categories and types with intervals and support,
 * the loss taken apart by category (exactly), and of two models where the bits are saved. Tables of everything below.
 *
 * @throws SourceError for options out of range, and for other than one or two models.
 */
export function corpusFigure(given: CorpusFigureData, options: CorpusFigureOptions = {}): Figure {
  const data = steadyNumbers(given);
  const { measure = "bitsPerByte", mean = "micro" } = options;
  if (data.models.length < 1 || data.models.length > 2)
    throw new SourceError(`one or two models can be shown, not ${data.models.length}`, "corpus figure");
  if (!Object.hasOwn(MEASURES, measure))
    throw new SourceError(
      `measure must be one of ${Object.keys(MEASURES).join(", ")}, not ${measure}`,
      "corpus figure",
    );
  if (mean !== "micro" && mean !== "macro")
    throw new SourceError(`mean must be micro or macro, not ${String(mean)}`, "corpus figure");
  const settings: CorpusSettings = {
    measure,
    mean,
    types: whole("types", options.types ?? 16, 0, 60),
    width: whole("width", options.width ?? 900, 640, 2400),
  };
  const title = options.title ?? "Scores of a corpus by kind of node";
  const lines = corpusSummary(data, settings);
  const tables = corpusTables(data);
  const [{ scores }] = data.models;
  return createFigure({
    kind: "corpus-scores",
    title,
    description: lines.join(" "),
    provenance: {
      source: options.source ?? `${scores.programs} programs`,
      seed: scores.seed,
      model: data.models.map(({ name }) => name).join(", "),
    },
    data,
    options: { title, ...settings },
    draw: () => draw(data, title, lines, settings),
    details: () => tables.map(({ heading, table }, i) => foldedTable(heading, table, { open: i === 0 })),
    enhancer: { script: CORPUS_ENHANCER, data: {} },
    text: [lines.join("\n"), ...tables.map(({ heading, table }) => `${heading}\n${textTable(table)}`)].join(
      "\n\n",
    ),
  });
}

function draw(
  data: CorpusFigureData,
  title: string,
  lines: readonly string[],
  settings: CorpusSettings,
): Drawing {
  const { width } = settings;
  const inner = width - 2 * MARGIN;
  const { content, y: below } = headLines({ title, lines }, { margin: MARGIN, width });
  let y = below;
  const put = (block: { readonly height: number; readonly content: Child }): void => {
    content.push(element("g", { transform: `translate(${MARGIN},${y})` }, block.content));
    y += block.height;
  };
  const heading = (text: string): void => {
    y += 30;
    content.push(label(MARGIN, y - 6, text, { size: 12, face: "bold" }));
    y += 4;
  };
  y += 26;
  if (data.models.length > 1)
    content.push(element("g", { transform: `translate(${MARGIN},${y})` }, modelKey(data, inner)));
  const shown = data.models.flatMap(({ scores }) => scores.categories.filter(({ tokens }) => tokens > 0));
  const [{ scores }] = data.models;
  const rows = scores.rows.filter(row => estimateOf(row, settings) !== undefined).slice(0, settings.types);
  y += 10;
  put(
    drawDots(
      data,
      [
        {
          heading: `Categories: ${MEASURES[settings.measure].name}`,
          of: "categories",
          keys: [...new Set(shown.map(({ key }) => key))],
        },
        {
          heading: `Node types with most bits (${rows.length} of ${scores.rows.length})`,
          of: "rows",
          keys: rows.map(({ key }) => key),
        },
      ],
      settings,
      inner,
    ),
  );
  heading("The loss by category: parts add up to the whole");
  put(drawShares(data, inner));
  if (data.comparison !== undefined) {
    heading("Where the bits differ, on bytes that both scored");
    put(drawDifference(data, inner));
  }
  return { width, height: Math.ceil(y + 4), content };
}
