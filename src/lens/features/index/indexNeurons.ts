import { sha256 } from "../../../program/hash.js";
import { SourceError } from "../../../program/SourceError.js";
import type { LocalModel } from "../../session/LocalModel.js";
import { matchHooks } from "../../session/matchHooks.js";
import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";
import { attachedBefore } from "../faithfulness/attachedBefore.js";
import { type BuildFiringIndexOptions, buildFiringIndex } from "./buildFiringIndex.js";
import type { FiringIndex, FiringIndexAbout } from "./FiringIndex.js";
import { joinBlocks } from "./joinBlocks.js";
import { neuronFirings } from "./neuronFirings.js";
import { textBatches } from "./textBatches.js";

/** How neurons are indexed. */
export interface IndexNeuronsOptions extends BuildFiringIndexOptions {
  /** Only activations further from 0 are kept. Default 0: all of them, 8 bytes each. */
  readonly above?: number;
}

/** What an index of neurons is of; no field more where all is kept, as in indexes that were made before it was said. */
interface NeuronIndexAbout extends FiringIndexAbout {
  readonly above?: number;
}

/**
 * The same for the columns of hooks, such as the neurons `blocks.*.mlp.hook_post`: what dictionaries are compared with.
 *
 * @param hooks names and patterns; each must have a position axis and one behind it at least.
 * @throws SourceError for a hook there is none of or that has no position axis, and as `buildFiringIndex`.
 */
export async function indexNeurons(
  path: string,
  model: LocalModel,
  hooks: readonly string[],
  corpus: FeatureCorpus,
  options: IndexNeuronsOptions = {},
): Promise<FiringIndex> {
  const { above = 0, ...build } = options;
  if (!(above >= 0 && above < Number.POSITIVE_INFINITY))
    throw new SourceError(`expected a number from 0, not ${above}`, "above");
  const points = matchHooks(hooks, model.hooks);
  for (const { name, axes } of points)
    if (axes[0] !== "batch" || axes[1] !== "pos" || axes.length < 3)
      throw new SourceError(`${name} has axes ${axes.join(", ")}: its numbers are not a token's`, "hooks");
  const names = points.map(({ name }) => name);
  const probe = await model.run([corpus.ids[0]], { hooks: names, logits: "none" });
  const widths = names.map(name => probe.hooks.get(name)!.data.length);
  const about: NeuronIndexAbout = {
    model: await model.weightsHash(),
    dictionary: attachedHash(model),
    corpus: corpus.hash,
    tokens: corpus.ids.length,
    groups: names.map((name, i) => ({ name, kind: "neuron", units: widths[i] })),
    ...(above === 0 ? {} : { above }),
  };
  return buildFiringIndex(
    path,
    about,
    async function* (fromToken) {
      for (const { texts } of textBatches(corpus, fromToken))
        for (const ids of texts) {
          const run = await model.run(ids, { hooks: names, logits: "none", signal: build.signal });
          yield joinBlocks(
            names.map((name, i) => ({
              units: widths[i],
              block: neuronFirings(run.hooks.get(name)!.data, ids.length, above),
            })),
          );
        }
    },
    build,
  );
}

/** Of what is attached: it changes what neurons are, and its own hooks are columns too. `""` for nothing. */
function attachedHash(model: LocalModel): string {
  const parts = attachedBefore(model).map(({ dictionary, mode }) => `${mode} ${dictionary.source.sha256}`);
  return parts.length === 0 ? "" : sha256(parts.join(" "));
}
