import { SourceError } from "../../../program/SourceError.js";
import { createSections } from "../container/createSections.js";
import { openSections } from "../container/openSections.js";
import type { SectionType } from "../container/SectionLayout.js";
import type { LabelColumn } from "../labels/LabelColumn.js";
import type { LabelValue } from "../labels/TextLabels.js";
import type { CorpusText, FeatureCorpus } from "./FeatureCorpus.js";

const SCHEMA = "tracebook/feature-corpus@1";

interface CorpusAbout {
  readonly hash: string;
  readonly tokenizer: string;
  readonly texts: readonly CorpusText[];
  readonly labels: readonly { readonly name: string; readonly values: readonly LabelValue[] }[];
}

const arrays = ["start", "ids", "byteStart", "byteEnd", "special"] as const;
const types: Record<(typeof arrays)[number], SectionType> = {
  start: "u32",
  ids: "i32",
  byteStart: "u32",
  byteEnd: "u32",
  special: "u8",
};

/** Writes a corpus with its labels to a file; the same corpus gives the same bytes. */
export async function writeFeatureCorpus(path: string, corpus: FeatureCorpus): Promise<void> {
  const labels = [...corpus.labels.values()];
  const about: CorpusAbout = {
    hash: corpus.hash,
    tokenizer: corpus.tokenizer,
    texts: corpus.texts,
    labels: labels.map(({ name, values }) => ({ name, values })),
  };
  const sizes: Record<string, { type: SectionType; count: number }> = {};
  for (const name of arrays) sizes[name] = { type: types[name], count: corpus[name].length };
  labels.forEach(({ codes, anticipated }, i) => {
    sizes[`codes.${i}`] = { type: "i32", count: codes.length };
    sizes[`anticipated.${i}`] = { type: "u8", count: anticipated.length };
  });
  const draft = await createSections(path, { schema: SCHEMA, about }, sizes);
  try {
    for (const name of arrays) await draft.write(name, 0, corpus[name]);
    for (const [i, { codes, anticipated }] of labels.entries()) {
      await draft.write(`codes.${i}`, 0, codes);
      await draft.write(`anticipated.${i}`, 0, anticipated);
    }
  } catch (error) {
    await draft.abort();
    throw error;
  }
  await draft.finish();
}

/** Reads a corpus that {@link writeFeatureCorpus} wrote. @throws SourceError where it is none, or not whole. */
export async function readFeatureCorpus(path: string): Promise<FeatureCorpus> {
  const file = await openSections(path, SCHEMA);
  try {
    const about = file.header.about as CorpusAbout;
    const labels = new Map<string, LabelColumn>();
    for (const [i, { name, values }] of about.labels.entries()) {
      const codes = (await file.read(`codes.${i}`)) as Int32Array;
      labels.set(name, {
        name,
        values,
        codes,
        anticipated: (await file.read(`anticipated.${i}`)) as Uint8Array,
      });
    }
    const corpus: FeatureCorpus = {
      hash: about.hash,
      tokenizer: about.tokenizer,
      texts: about.texts,
      start: (await file.read("start")) as Uint32Array,
      ids: (await file.read("ids")) as Int32Array,
      byteStart: (await file.read("byteStart")) as Uint32Array,
      byteEnd: (await file.read("byteEnd")) as Uint32Array,
      special: (await file.read("special")) as Uint8Array,
      labels,
    };
    const tokens = corpus.start[corpus.texts.length];
    if (corpus.ids.length !== tokens)
      throw new SourceError(`has ${corpus.ids.length} ids, but texts of ${tokens} tokens`, path);
    return corpus;
  } finally {
    await file.close();
  }
}
