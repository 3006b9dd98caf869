import type { FeatureCorpus } from "../../lens/features/corpus/FeatureCorpus.js";
import type { UnitExample } from "../../lens/features/examples/UnitExample.js";
import { textOffsets } from "../logits/textOffsets.js";
import type { PageExample, PageToken } from "./PageExample.js";
import { promptNode } from "./promptNode.js";

/** What of a corpus is shown with an example. */
export interface ExampleOfUnitOptions {
  /** Lines before and behind the peak's, 0..40. Default 8. */
  readonly context?: number;
  /** Labels of the corpus whose values at the peak are told, as far as the token has them. */
  readonly labels?: readonly string[];
  /** Codes of a token: values are (k − rank) / k. Absent: activations of a feature. */
  readonly k?: number;
}

/** Labels that tell about the run at a token, in the order in which they are told. */
export const RUN_LABELS: readonly string[] = [
  "step iteration",
  "step branch",
  "slot",
  "slot value",
  "slot changed",
  "executed",
  "times",
  "branch",
  "value before",
  "value after",
];

/** A place where a unit fires as an example of a page: whole lines around it, its firings there, the syntax node it is in, and what labels say. */
export function exampleOfUnit(
  corpus: FeatureCorpus,
  { text: number, token, program, firings }: UnitExample,
  { context = 8, labels = RUN_LABELS, k }: ExampleOfUnitOptions = {},
): PageExample {
  const { text } = corpus.texts[number];
  const first = corpus.start[number];
  const { floor, ceil } = textOffsets(text);
  const [peakStart, peakEnd] = [floor(corpus.byteStart[first + token]), ceil(corpus.byteEnd[first + token])];
  const written = text.slice(peakStart, peakEnd);
  // A token that begins with a line end is on the line behind it.
  const at = peakStart + (written.length - written.trimStart().length) * (written.trim() === "" ? 0 : 1);
  const starts = [0, ...[...text.matchAll(/\n/g)].map(match => match.index + 1)];
  const line = starts.filter(start => start <= at).length - 1;
  const from = starts[Math.max(0, line - context)];
  const to = starts[line + context + 1] ?? text.length;
  const tokens: PageToken[] = [];
  let peak = -1;
  let past = from;
  for (const [own, value] of firings) {
    // Tokens may share a character; it is painted for the first of them.
    const start = Math.max(past, floor(corpus.byteStart[first + own]));
    const end = Math.min(to, ceil(corpus.byteEnd[first + own]));
    if (end <= start || !(value > 0)) continue;
    if (own === token) peak = tokens.length;
    tokens.push({
      start: start - from,
      end: end - from,
      value,
      ...(k !== undefined && { rank: Math.round(k * (1 - value)) }),
    });
    past = end;
  }
  const node = promptNode(text, at, peakEnd);
  const state = stateOf(corpus, first + token, labels);
  return {
    program,
    text: text.slice(from, to),
    firstLine: starts.indexOf(from) + 1,
    tokens,
    ...(peak >= 0 && { peak }),
    ...(node !== undefined && {
      node: { ...node, start: Math.max(0, node.start - from), end: Math.min(to, node.end) - from },
    }),
    ...(state !== "" && { state }),
  };
}

function stateOf({ labels }: FeatureCorpus, position: number, names: readonly string[]): string {
  return names
    .flatMap(name => {
      const column = labels.get(name);
      const code = column?.codes[position] ?? -1;
      const value = code < 0 ? undefined : column!.values[code];
      return value === undefined || typeof value === "object" ? [] : [`${name}: ${String(value)}`];
    })
    .join(", ");
}
