import { createHash } from "node:crypto";
import { groupPrefix } from "../../dictionary/attach/codebookPlaces.js";
import { partPrefix, sparseParts } from "../../dictionary/attach/SparsePart.js";
import { sparseReader } from "../../dictionary/attach/sparseReader.js";
import type { Dictionary } from "../../dictionary/Dictionary.js";
import type { LocalModel } from "../../session/LocalModel.js";
import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";
import { type BuildFiringIndexOptions, buildFiringIndex } from "./buildFiringIndex.js";
import { rankedCodes } from "./codeFirings.js";
import type { FiringBlock, UnitGroup } from "./FiringBlock.js";
import type { FiringIndex, FiringIndexAbout } from "./FiringIndex.js";
import { joinBlocks } from "./joinBlocks.js";
import { textBatches } from "./textBatches.js";

/** How dictionaries are indexed. */
export interface IndexFiringsOptions extends BuildFiringIndexOptions {
  /** Takes dictionaries that say they are of another model. Default false. */
  readonly anyModel?: boolean;
}

/**
 * Runs a model over a corpus and puts on disk where every feature and code of dictionaries fires. Groups of units are named by the hook they
 * write, of codebooks by the published name, one for each of its groups (heads). Killed, it goes on at the next call.
 *
 * @returns the index, opened.
 * @throws SourceError as `attachDictionaries` and `buildFiringIndex`.
 */
export async function indexFirings(
  path: string,
  model: LocalModel,
  dictionaries: readonly Dictionary[],
  corpus: FeatureCorpus,
  options: IndexFiringsOptions = {},
): Promise<FiringIndex> {
  const { anyModel = false, ...build } = options;
  const reader = await sparseReader(model, dictionaries, { anyModel });
  try {
    const sources = dictionaries.flatMap(sourceGroups);
    const about = await firingIndexAbout(model, dictionaries, corpus);
    return await buildFiringIndex(
      path,
      about,
      async function* (fromToken) {
        for (const { texts } of textBatches(corpus, fromToken)) {
          const read = await reader.read(texts, build.signal);
          yield joinBlocks(
            read.map((own, i) => ({ units: own.features, block: firingsOf(own, sources[i]) })),
          );
        }
      },
      build,
    );
  } finally {
    await reader.close();
  }
}

/** What the head of an index of these says: an index with another head is of something else. */
export async function firingIndexAbout(
  model: LocalModel,
  dictionaries: readonly Dictionary[],
  corpus: FeatureCorpus,
): Promise<FiringIndexAbout> {
  return {
    model: await model.weightsHash(),
    dictionary: dictionaryHash(dictionaries),
    corpus: corpus.hash,
    tokens: corpus.ids.length,
    groups: distinctNames(dictionaries.flatMap(sourceGroups).flat()),
  };
}

function firingsOf(block: FiringBlock, groups: readonly UnitGroup[]): FiringBlock {
  const { kind, k = 1 } = groups[0];
  return kind === "code" ? rankedCodes(block, k) : block;
}

/** Groups of units of each matrix that is read for a dictionary. */
function sourceGroups(dictionary: Dictionary): UnitGroup[][] {
  if (dictionary.kind !== "codebook")
    return sparseParts(dictionary).map(part => [
      { name: partPrefix(part), kind: "feature", units: part.features },
    ]);
  const { groups, codes, k } = dictionary;
  return [
    groups.map((_, i) => ({ name: groupPrefix(dictionary, i), kind: "code" as const, units: codes, k })),
  ];
}

function distinctNames(groups: readonly UnitGroup[]): UnitGroup[] {
  const seen = new Map<string, number>();
  return groups.map(group => {
    const times = (seen.get(group.name) ?? 0) + 1;
    seen.set(group.name, times);
    return times === 1 ? group : { ...group, name: `${group.name} (${times})` };
  });
}

/** One hash for several dictionaries, in their order. */
function dictionaryHash(dictionaries: readonly Dictionary[]): string {
  const hashes = dictionaries.map(({ source }) => source.sha256);
  if (hashes.length === 1) return hashes[0];
  return createHash("sha256").update(hashes.join(" ")).digest("hex");
}
