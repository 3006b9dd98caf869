import { columnsOf } from "../core/columnsOf.js";
import { textTable } from "../core/textTable.js";
import { visibleText } from "../core/visibleText.js";
import { cutExample } from "./cutExample.js";
import { exampleRows } from "./exampleRows.js";
import { exampleWords } from "./exampleWords.js";
import { shownToken, signedWeight } from "./logitMarkup.js";
import { countText, numberText } from "./numberText.js";
import type { PageExample } from "./PageExample.js";
import type { PageChart, PageModel } from "./PageModel.js";
import { rangeText, scaleName, shadeOfToken, swatchesOf } from "./pageScale.js";

/** Characters for shades from the palest to the strongest. */
const LADDER = "▁▂▃▄▅▆▇█";
/** Longest bar of a histogram. */
const BAR = 40;

/** A page as text: head, histograms, tables, and under each line of an example a bar for what fires on it. */
export function pageText(model: PageModel): string {
  const { lines, facts, charts, logits, tables, bands, scale } = model;
  return [
    [...lines, ...facts.map(([name, value]) => `${name}: ${value}`)].join("\n"),
    ...charts.map(chartText),
    ...(logits === undefined
      ? []
      : [
          textTable({
            caption: "What it does to the logits",
            columns: [
              { head: "raises" },
              { head: "by", number: true },
              { head: "lowers" },
              { head: "by", number: true },
            ],
            rows: Array.from({ length: Math.max(logits.top.length, logits.bottom.length) }, (_, i) =>
              [logits.top[i], logits.bottom[i]].flatMap(one =>
                one === undefined ? ["", ""] : [visibleText(shownToken(one.token)), signedWeight(one.weight)],
              ),
            ),
          }),
        ]),
    ...tables.map(({ heading, table }) => `${heading}\n${textTable(table)}`),
    bands.length === 0
      ? "It fires nowhere in this corpus: there are no examples."
      : `${scaleName(scale)}: ${swatchesOf(scale)
          .map(({ shade, text }) => `${LADDER[shade - 1]} ${text}`)
          .join("  ")}; ^ the token the example is about`,
    ...bands.flatMap(({ name, from, to, firings, examples, left }) => [
      `${name}, ${rangeText(scale, from, to)}: ${countText(firings, "firing")}, ${countText(examples.length, "example")}${left > 0 ? `, ${numberText(left)} more not shown` : ""}`,
      ...examples.map(example => exampleText(example, model)),
    ]),
  ].join("\n\n");
}

function chartText({ heading, histogram: { edges, counts }, counts: noun }: PageChart): string {
  const most = Math.max(1, ...counts);
  return textTable({
    caption: `${heading} (bins that hold something)`,
    columns: [
      { head: "from", number: true },
      { head: "to", number: true },
      { head: noun, number: true },
      { head: "" },
    ],
    rows: counts.flatMap((count, i) =>
      count === 0
        ? []
        : [
            [
              numberText(edges[i]),
              numberText(edges[i + 1]),
              numberText(count),
              "█".repeat(Math.max(1, Math.round((BAR * count) / most))),
            ],
          ],
    ),
  });
}

function exampleText(given: PageExample, { scale }: PageModel): string {
  const example = cutExample(given);
  const { place, number, token, node, state } = exampleWords(example, scale);
  const head = [number === "" ? place : `${number} on ${token}, ${place}`, node, state]
    .filter(Boolean)
    .join(" · ");
  const rows = exampleRows(example);
  const digits = String(rows.at(-1)!.line).length;
  const lines = rows.flatMap(({ line, pieces }) => {
    let code = "";
    let marks = "";
    for (const piece of pieces) {
      const shown = visibleText(piece.text.replace(/\t/g, "  "));
      const fires = example.tokens[piece.token];
      const mark =
        fires === undefined
          ? " "
          : piece.token === example.peak
            ? "^"
            : LADDER[shadeOfToken(scale, fires) - 1];
      code += shown;
      marks += mark.repeat(columnsOf(shown));
    }
    const under = marks.trimEnd() === "" ? [] : [`${" ".repeat(digits)} | ${marks.trimEnd()}`];
    return [`${String(line).padStart(digits)} | ${code}`.trimEnd(), ...under];
  });
  return [
    visibleText(head),
    ...(example.before > 0 ? ["…"] : []),
    ...lines,
    ...(example.after > 0 ? ["…"] : []),
  ].join("\n");
}
