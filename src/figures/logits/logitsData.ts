import { differenceList } from "./differenceList.js";
import type { LogitsModel, Side } from "./LogitsModel.js";
import { statisticOf } from "./statistics.js";

/** Undefined, which JSON leaves out, in place of NaN, which it cannot say. */
function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function sideData(side: Side): unknown {
  const { scored } = side.aligned;
  return {
    model: side.name,
    vocabulary: scored.vocabulary,
    generatedFrom: scored.generatedFrom,
    notes: side.aligned.notes,
    // One list per column: of 5,000 tokens a row each would be ten times the size.
    tokens: {
      byteStart: [...scored.spans.start],
      byteEnd: [...scored.spans.end],
      id: [...scored.ids],
      bits: Array.from(side.bits, known),
      rank: side.has.rank ? [...side.rank] : undefined,
      entropy: side.has.entropy ? Array.from(side.entropy, known) : undefined,
      owner: [...side.aligned.owner],
      alternatives: side.has.alternatives
        ? side.alternatives.map(list => list.map(({ text, bits }) => [text, bits]))
        : undefined,
    },
    nodes: side.units.map(({ node, inner, types, line, measured, score }) => ({
      node,
      inner: inner === node ? undefined : inner,
      type: types.join(" › "),
      line,
      tokens: score.tokens,
      unscored: score.unscored,
      bits: known(measured.bits),
      bitsPerByte: known(Math.round(1000 * statisticOf("bits/byte", measured)) / 1000),
      p: known(Math.round(1e6 * statisticOf("p", measured)) / 1e6),
      weakest: score.weakest,
    })),
  };
}

/** What a figure of logits keeps: text, tokens, scores of nodes (chains of the same text merged), differences. */
export function logitsData(model: LogitsModel): unknown {
  return {
    text: model.text,
    models: model.sides.map(sideData),
    differences: model.sides.length === 2 ? differenceList(model) : undefined,
  };
}
