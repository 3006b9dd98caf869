import { createHash } from "node:crypto";
import { SourceError } from "../../../program/SourceError.js";
import type { Tokenizer } from "../../tokens/Tokenizer.js";
import { LabelColumns } from "../labels/LabelColumn.js";
import type { TextLabels } from "../labels/TextLabels.js";
import type { CorpusText, FeatureCorpus } from "./FeatureCorpus.js";

/** A text to be put into a corpus. */
export interface CorpusSource {
  readonly text: string;
  readonly program: string;
  /** Default: the program. */
  readonly family?: string;
  /** Ids the model is run on. Default: the tokenizer's, with the beginning-of-text token where the model was trained with it. */
  readonly ids?: ArrayLike<number>;
  /** By name, as many cells as ids (see `syntaxLabels`, `runLabels`, `stepLabels`). */
  readonly labels?: TextLabels;
}

/**
 * Puts texts together into a corpus.
 *
 * @throws SourceError for no texts, a text without tokens, labels of another number of tokens; AlignError where ids and text are
 * not the same.
 */
export function makeFeatureCorpus(sources: readonly CorpusSource[], tokenizer: Tokenizer): FeatureCorpus {
  if (sources.length === 0) throw new SourceError("there are no texts", "corpus");
  const encoded = sources.map(({ text, ids }) =>
    ids === undefined ? tokenizer.encode(text, { bos: tokenizer.addsBos }) : Int32Array.from(ids),
  );
  const start = new Uint32Array(sources.length + 1);
  encoded.forEach((ids, i) => {
    if (ids.length === 0) throw new SourceError(`text ${i} has no tokens`, "corpus");
    start[i + 1] = start[i] + ids.length;
  });
  const tokens = start[sources.length];
  const ids = new Int32Array(tokens);
  const byteStart = new Uint32Array(tokens);
  const byteEnd = new Uint32Array(tokens);
  const special = new Uint8Array(tokens);
  const columns = new LabelColumns(tokens);
  sources.forEach(({ text, labels }, i) => {
    const spans = tokenizer.spans(text, encoded[i]);
    ids.set(encoded[i], start[i]);
    byteStart.set(spans.start, start[i]);
    byteEnd.set(spans.end, start[i]);
    special.set(spans.special, start[i]);
    if (labels === undefined) return;
    for (const [name, { values, anticipated }] of labels)
      if (values.length !== encoded[i].length || anticipated.length !== encoded[i].length)
        throw new SourceError(
          `text ${i} has ${encoded[i].length} tokens, but ${values.length} labels "${name}"`,
          "corpus",
        );
    columns.add(start[i], labels);
  });
  const texts = sources.map(({ text, program, family = program }) => ({ text, program, family }));
  const hash = corpusHash(texts, start, ids);
  return {
    hash,
    tokenizer: tokenizer.hash,
    texts,
    start,
    ids,
    byteStart,
    byteEnd,
    special,
    labels: columns.finish(),
  };
}

function corpusHash(texts: readonly CorpusText[], start: Uint32Array, ids: Int32Array): string {
  const hash = createHash("sha256");
  for (const { text, program, family } of texts) hash.update(`${JSON.stringify([program, family, text])}\n`);
  for (const { buffer, byteOffset, byteLength } of [start, ids])
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest("hex");
}
