import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeatureCorpus } from "../../../src/lens/features/corpus/FeatureCorpus.js";
import { buildFiringIndex } from "../../../src/lens/features/index/buildFiringIndex.js";
import type { FiringBlock } from "../../../src/lens/features/index/FiringBlock.js";
import type { FiringIndex, FiringIndexAbout } from "../../../src/lens/features/index/FiringIndex.js";
import type { LabelColumn } from "../../../src/lens/features/labels/LabelColumn.js";
import { seededRandom } from "../../../src/questions/random.js";

/** Runs something with a folder of its own, which goes afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "tracebook-features-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By token: units and their activations. */
export type TokenFirings = readonly (readonly (readonly [unit: number, value: number])[])[];

/** Random firings: each unit of its own rarity, activations with ties. */
export function randomFirings(key: string, tokens: number, units: number): TokenFirings {
  const random = seededRandom(key);
  const rarity = Array.from({ length: units }, () => random.next() ** 3);
  return Array.from({ length: tokens }, () =>
    rarity.flatMap((share, unit): [number, number][] =>
      random.next() < share ? [[unit, (1 + random.below(8)) / 4]] : [],
    ),
  );
}

/** Firings of some tokens as a block. */
export function block(firings: TokenFirings): FiringBlock {
  const offsets = Uint32Array.from([0, ...firings.map(() => 0)]);
  firings.forEach((own, t) => {
    offsets[t + 1] = offsets[t] + own.length;
  });
  const all = firings.flat();
  return {
    offsets,
    indices: Uint32Array.from(all, ([unit]) => unit),
    values: Float32Array.from(all, ([, value]) => value),
  };
}

/** What an index of units is of. */
export function about(tokens: number, units: number, more: Partial<FiringIndexAbout> = {}): FiringIndexAbout {
  const groups = [{ name: "blocks.0.hook_mlp_out", kind: "feature" as const, units }];
  return {
    model: "m".repeat(64),
    dictionary: "d".repeat(64),
    corpus: "c".repeat(64),
    tokens,
    groups,
    ...more,
  };
}

/** An index of firings, in blocks of so many tokens. */
export function indexOf(
  path: string,
  firings: TokenFirings,
  made: FiringIndexAbout,
  size = 7,
  held = 1024,
): Promise<FiringIndex> {
  return buildFiringIndex(
    path,
    made,
    async function* (from) {
      for (let t = from; t < firings.length; t += size) yield block(firings.slice(t, t + size));
    },
    { held },
  );
}

/** A corpus of texts of ids alone, each id a letter; texts of one family share a letter in `families`. */
export function corpusOf(
  texts: readonly string[],
  families: readonly string[],
  labels: readonly LabelColumn[] = [],
): FeatureCorpus {
  const start = Uint32Array.from([0, ...texts.map(() => 0)]);
  texts.forEach((text, i) => {
    start[i + 1] = start[i] + text.length;
  });
  const all = texts.join("");
  return {
    hash: "c".repeat(64),
    tokenizer: "t",
    texts: texts.map((text, i) => ({ text, program: `p${i}`, family: families[i] })),
    start,
    ids: Int32Array.from(all, letter => letter.charCodeAt(0)),
    byteStart: Uint32Array.from(texts.flatMap(text => [...text].map((_, i) => i))),
    byteEnd: Uint32Array.from(texts.flatMap(text => [...text].map((_, i) => i + 1))),
    special: new Uint8Array(all.length),
    labels: new Map(labels.map(column => [column.name, column])),
  };
}

/** A column of values by token; undefined is no label. */
export function column(
  name: string,
  values: readonly (string | number | boolean | undefined)[],
  anticipated: readonly number[] = [],
): LabelColumn {
  const distinct = [...new Set(values.filter(value => value !== undefined))];
  return {
    name,
    codes: Int32Array.from(values, value => (value === undefined ? -1 : distinct.indexOf(value))),
    values: distinct,
    anticipated: Uint8Array.from(values, (_, i) => anticipated[i] ?? 0),
  };
}
