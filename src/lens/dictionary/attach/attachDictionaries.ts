import { SourceError } from "../../../program/SourceError.js";
import type { LocalModel } from "../../session/LocalModel.js";
import { OpenModel } from "../../session/OpenModel.js";
import type { Dictionary } from "../Dictionary.js";
import type { AttachOptions } from "./AttachOptions.js";
import { attachedDictionary, ownHooks } from "./attachedDictionary.js";
import { checkDictionary } from "./checkDictionary.js";
import { checkModelName } from "./checkModelName.js";
import { dictionaryLabel } from "./dictionaryLabel.js";

/**
 * A model with dictionaries in its forward pass, as nodes of its graph: their activations can be read and (modes `replace` and
 * `keep error`) changed as all else, with a cache, in batches and while generating. Attach again to mix modes.
 *
 * Hooks a sparse dictionary adds, by the hook it writes (`blocks.3.hook_mlp_out.hook_sae_acts_post`; of one head
 * `<hook>.head.2.…`): `hook_sae_acts_pre`, `hook_sae_acts_post` [batch, pos, features], `hook_sae_recons` (what it makes of its input, of
 * an SAE scaled back), `hook_sae_error` (what the model has there minus that), `hook_sae_output` (what the pass goes on with). A codebook, by the
 * published names (`blocks.3.mlp.codebook_layer.hook_codebook_ids`, of groups `….codebook_layer.codebook.2.…`):
 * `hook_codebook_input` (normed), `hook_codebook_ids` [batch, pos, k], `hook_codebook_output`.
 *
 * The hook that is written itself holds what the pass goes on with, and interventions on it act on that. An intervention on features
 * acts before what is made of them; ids of codes take `replace` (of places by `features`), `patch` and `append`.
 *
 * @returns a model of its own: closing it leaves the given one open, closing that ends both.
 * @throws SourceError before anything runs: a width or hook the model does not have, a dictionary of a model of another name, two
 * dictionaries in one place, with what is there.
 */
export async function attachDictionaries(
  model: LocalModel,
  dictionaries: readonly Dictionary[],
  { mode, anyModel = false }: AttachOptions,
): Promise<LocalModel> {
  if (!(model instanceof OpenModel))
    throw new SourceError("expected a model that openLocalModel gave", "attachDictionaries: model");
  if (mode !== "read" && mode !== "replace" && mode !== "keep error")
    throw new SourceError(
      `expected "read", "replace" or "keep error", not ${JSON.stringify(mode)}`,
      "attachDictionaries: mode",
    );
  const labels = dictionaries.map(dictionaryLabel);
  for (const [index, dictionary] of dictionaries.entries()) {
    const label = labels[index] as string;
    checkDictionary(model, dictionary, label);
    if (!anyModel) checkModelName(model, dictionary, label);
  }
  const first = model.attached.length;
  const attached = dictionaries.map((dictionary, index) =>
    attachedDictionary(dictionary, mode, `dictionary.${first + index}`),
  );
  const replaced = new Map(
    model.attached.flatMap(one => one.replaces.map(hook => [hook, "one attached before"])),
  );
  const names = new Map(model.hooks.map(({ name }) => [name, "one attached before"]));
  for (const [index, { replaces }] of attached.entries()) {
    const label = labels[index] as string;
    for (const hook of replaces) {
      const other =
        replaced.get(hook) ?? replaced.get(hook.replace(/\.head\.\d+$/, "")) ?? wholeOf(hook, replaced);
      if (other) throw new SourceError(`takes the place of ${hook}, as does ${other}`, label);
    }
    for (const hook of replaces) replaced.set(hook, label);
    for (const prefix of ownHooks(dictionaries[index] as Dictionary)) {
      const other = [...names].find(([name]) => name.startsWith(prefix))?.[1];
      if (other) throw new SourceError(`has hooks ${prefix}*, as has ${other}`, label);
      names.set(prefix, label);
    }
  }
  return model.attach(attached);
}

/** One that takes the place of a head of this hook. */
function wholeOf(hook: string, replaced: ReadonlyMap<string, string>): string | undefined {
  return [...replaced].find(([other]) => other.startsWith(`${hook}.head.`))?.[1];
}
