import type { Aligned } from "../../lens/align/Aligned.js";
import type { AttentionPatterns } from "../../lens/layers/AttentionPatterns.js";
import { SourceError } from "../../program/SourceError.js";
import { modelLabel } from "../../providers/modelLabel.js";
import { createFigure } from "../core/createFigure.js";
import { foldedTable } from "../core/foldedTable.js";
import { whole } from "../core/whole.js";
import type { Figure } from "../Figure.js";
import type { AttentionFigureOptions } from "./AttentionFigureOptions.js";
import { ATTENTION_SCRIPT } from "./attentionScript.js";
import { attentionText } from "./attentionText.js";
import { attentionSummary, headTable, receiverTable } from "./attentionWords.js";
import { buildAttentionModel } from "./buildAttentionModel.js";
import { drawAttention } from "./drawAttention.js";
import { packedRow, received } from "./received.js";

/**
 * Attention where the code is: the text on grounds by what one query looks at, in place of a matrix of tokens. Still: one
 * head and query, and what heads do on average; in pages that run scripts any token or node is the query by a click, heads
 * can be chosen, and what is received is summed up to leaves, expressions, statements, blocks or functions.
 *
 * @throws SourceError on options out of range, heads that were not read, patterns and an alignment of other tokens.
 */
export function attentionFigure(
  read: AttentionPatterns,
  aligned: Aligned,
  options: AttentionFigureOptions = {},
): Figure {
  const { least = 0.001 } = options;
  const patterns = { ...read, model: modelLabel(read.model) };
  if (!(least >= 0 && least <= 0.1))
    throw new SourceError(`least must be within 0..0.1, not ${least}`, "attention figure");
  const settings = {
    maxLines: whole("maxLines", options.maxLines ?? 120, 10, 2000),
    width: whole("width", options.width ?? 960, 640, 2400),
  };
  const most = whole("most", options.most ?? 12, 1, 64);
  const model = buildAttentionModel(patterns, aligned, options, least, most);
  const got = received(model, packedRow(model, model.query.head, model.query.token));
  const title = options.title ?? "Attention on code";
  const lines = attentionSummary(model, got);
  return createFigure({
    kind: "attention",
    title,
    description: lines.join(" "),
    provenance: { source: options.source ?? `${model.tokens} tokens`, model: patterns.model },
    data: model,
    options: { title, least, ...settings },
    draw: () => drawAttention(model, got, { title, lines }, settings),
    details: () => [
      foldedTable("Where the query looks", receiverTable(got, 12)),
      foldedTable("Heads", headTable(model, false), { open: true }),
    ],
    enhancer: { script: ATTENTION_SCRIPT, data: { model, title } },
    text: attentionText(model, got),
  });
}
