import { SourceError } from "../../program/SourceError.js";
import { modelLabel } from "../../providers/modelLabel.js";
import { steadyNumbers } from "../core/steadyNumbers.js";
import type { Figure } from "../Figure.js";
import { associationTable } from "../features/associationTable.js";
import { checkBands, checkHistogram } from "../features/checkPage.js";
import type { FeatureFigureOptions } from "../features/FeatureFigureData.js";
import { countText, numberText, shareText } from "../features/numberText.js";
import type { PageChart, PageTable } from "../features/PageModel.js";
import { pageFigure, settlePage, shownBands } from "../features/pageFigure.js";
import type { CodeFigureData, CodeSearchResult } from "./CodeFigureData.js";

const STATES: Readonly<Record<CodeFigureData["state"], string>> = {
  dead: "No token of this corpus gets it: it is dead.",
  dense: "So many tokens get it that it stands for little by itself: it is dense.",
  live: "",
};

/**
 * The page of one code of a codebook, as {@link featureFigure} shows a feature: tokens are painted by the place of the code
 * among the k of their token; beside them the search that found it with precision and recall, and the codes most like it.
 *
 * @throws SourceError on options out of range, and on data that do not fit together.
 */
export function codeFigure(given: CodeFigureData, options: FeatureFigureOptions = {}): Figure {
  const data = {
    ...steadyNumbers(given),
    ...(given.model !== undefined && { model: modelLabel(given.model) }),
  };
  const settings = settlePage(options);
  const { dictionary, at, layer, head, code, codes, k, tokens, ranks, state } = data;
  if (!Object.hasOwn(STATES, state))
    throw new SourceError(
      `state must be one of ${Object.keys(STATES).join(", ")}, not ${String(state)}`,
      "code figure",
    );
  if (ranks.length !== k)
    throw new SourceError(`ranks must have ${k} counts (k), not ${ranks.length}`, "code figure");
  checkBands(data.bands, "code figure");
  checkHistogram("similarities", data.similarities, "code figure");
  checkHistogram("logits", data.logits?.histogram, "code figure");
  const firings = ranks.reduce((sum, count) => sum + count, 0);
  const place = `layer ${layer}, ${at}${head === undefined ? "" : `, head ${head}`}`;
  const charts: PageChart[] = [];
  if (data.similarities !== undefined)
    charts.push({
      heading: "How near it is where it is chosen",
      counts: "tokens",
      axis: "similarity",
      histogram: data.similarities,
    });
  if (data.logits?.histogram !== undefined)
    charts.push({
      heading: "What it adds to each token's logit",
      counts: "tokens of the vocabulary",
      axis: "weight",
      histogram: data.logits.histogram,
    });
  const { search } = data;
  return pageFigure(
    {
      title: options.title ?? `Layer ${layer}${head === undefined ? "" : `, head ${head}`}, code ${code}`,
      lines: [
        `Codebook ${dictionary}, ${place}, code ${code} of ${numberText(codes)}; each token gets ${k}.`,
        `Given to ${numberText(firings)} of ${countText(tokens, "token")} (${shareText(tokens === 0 ? 0 : firings / tokens)}). ${STATES[state]}`.trim(),
        ...(search === undefined ? [] : [searchSentence(search)]),
      ],
      facts: data.facts ?? [],
      scale: { by: "rank", k },
      bands: shownBands(data.bands, settings.examples),
      charts,
      logits: data.logits,
      tables: codeTables(data, firings),
    },
    settings,
    { kind: "code", data, source: options.source ?? countText(tokens, "token"), model: data.model },
  );
}

/** What a search says of a code; the whole corpus and one half of it are told apart. */
function searchSentence(search: CodeSearchResult): string {
  const { query, matches, hits, firings, precision, recall, halfTokens } = search;
  const where =
    halfTokens === undefined
      ? ""
      : `, on the half of the programs it was not chosen on (${countText(halfTokens, "token")})`;
  const others = firings === undefined ? "" : `, ${countText(firings - hits, "other")} too`;
  return (
    `Search ${query}${where}: ${countText(matches, "token")} match, ${numberText(hits)} of them get this code${others}: ` +
    `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}.`
  );
}

function codeTables(
  { ranks, associations = [], similar = [] }: CodeFigureData,
  firings: number,
): PageTable[] {
  const tables: PageTable[] = [];
  if (associations.length > 0) tables.push(associationTable(associations, "code"));
  if (ranks.length > 1)
    tables.push({
      heading: "At which rank",
      table: {
        caption: "Its place among the codes of a token, the most similar first.",
        columns: [
          { head: "rank", number: true },
          { head: "tokens", number: true },
          { head: "share", number: true },
        ],
        rows: ranks.map((count, rank) => [
          String(rank + 1),
          numberText(count),
          firings === 0 ? "–" : shareText(count / firings),
        ]),
      },
    });
  if (similar.length > 0)
    tables.push({
      heading: "Codes like it",
      table: {
        caption: "The nearest codes of the same codebook by cosine.",
        columns: [{ head: "code" }, { head: "cosine", number: true }, { head: "tokens", number: true }],
        rows: similar.map(({ code, cosine, firings: own }) => [
          String(code),
          cosine.toFixed(3),
          own === undefined ? "–" : numberText(own),
        ]),
      },
    });
  return tables;
}
