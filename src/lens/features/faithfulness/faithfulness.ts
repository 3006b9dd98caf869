import { SourceError } from "../../../program/SourceError.js";
import { attachDictionaries } from "../../dictionary/attach/attachDictionaries.js";
import type { Dictionary } from "../../dictionary/Dictionary.js";
import type { LocalModel, RunOptions } from "../../session/LocalModel.js";
import { ablate, HookMeans } from "./ablate.js";
import { bareModel } from "./bareModel.js";
import { ablatedPlaces, comparedPlaces } from "./dictionaryPlaces.js";
import type { FaithfulnessOptions, FaithfulnessResult, FaithfulnessText } from "./FaithfulnessResult.js";
import { jackknife } from "./jackknife.js";
import { PlaceSums } from "./PlaceSums.js";
import { replacedFigures, type Variant, variantSums } from "./variantSums.js";

/**
 * Measures how far dictionaries stand for a model: L0 and FVU on the model's own activations; KL and cross-entropy of the next token with each and with
 * all of them in the place of what they reconstruct, and what of the loss is recovered against ablating those places, to 0 and to
 * their mean. Standard errors are by family. Weights and dictionaries are taken as they are: a quantised model is not the
 * one a dictionary was trained on.
 *
 * @param given as `openLocalModel` gives it, with nothing else attached that changes it. Codebooks that are part of it are judged against
 * what it is without them: its weights alone are then the model as it is.
 * @throws SourceError where there is nothing to measure on, and as `attachDictionaries`.
 */
export async function faithfulness(
  given: LocalModel,
  dictionaries: readonly Dictionary[],
  texts: readonly FaithfulnessText[],
  options: FaithfulnessOptions = {},
): Promise<FaithfulnessResult> {
  const { each = true, anyModel = false, freeRunning, signal, onProgress } = options;
  if (dictionaries.length === 0) throw new SourceError("there are none", "dictionaries");
  checkTexts(texts);
  const compared = dictionaries.flatMap(comparedPlaces);
  const bare = await bareModel(given, dictionaries);
  const { model } = bare;
  const open: LocalModel[] = [];
  const attach = async (chosen: readonly Dictionary[], mode: "read" | "replace"): Promise<LocalModel> => {
    const attached = await attachDictionaries(model, chosen, { mode, anyModel });
    open.push(attached);
    return attached;
  };
  try {
    const names = dictionaryNames(dictionaries);
    const chosen = [
      ...(each && dictionaries.length > 1
        ? dictionaries.map((one, i) => ({ what: names[i], own: [one] }))
        : []),
      { what: "all", own: [...dictionaries] },
    ];
    const runs = texts.length * (2 + 3 * chosen.length);
    let done = 0;
    const run = async (on: LocalModel, ids: ArrayLike<number>, about: RunOptions) => {
      const result = await on.run(ids, { ...about, signal });
      onProgress?.(++done, runs);
      return result;
    };
    const reading = await attach(dictionaries, "read");
    const sums = compared.map(place => new PlaceSums(place));
    const means = new HookMeans();
    const ablated = [...new Set(dictionaries.flatMap(ablatedPlaces).map(({ hook }) => hook))];
    const hooks = compared.flatMap(({ truth, recons, acts }) => [truth, recons, ...(acts ? [acts] : [])]);
    const asked = [...new Set([...hooks, ...ablated])];
    for (const { ids, family } of texts) {
      const result = await run(reading, ids, { hooks: asked, logits: "none" });
      for (const one of sums) one.add(family, result.hooks);
      means.add(result.hooks, ablated, ids.length);
    }
    const variants: Variant[] = [];
    for (const { what, own } of chosen) {
      const places = own.flatMap(ablatedPlaces);
      const mean = ablate(places, place => means.of(place, model.config.dHead));
      variants.push(
        { what, kind: "replaced", model: await attach(own, "replace"), interventions: [] },
        { what, kind: "zero", model, interventions: ablate(places) },
        { what, kind: "mean", model, interventions: mean },
      );
    }
    const found = await variantSums(model, variants, texts, run);
    const families = [...found.values()];
    const result: FaithfulnessResult = {
      tokens: texts.reduce((sum, { ids }) => sum + ids.length, 0),
      scored: families.reduce((sum, own) => sum + own[0], 0),
      families: families.length,
      ce: jackknife(families, ([n, ce]) => ce / n),
      ...(model === given ? {} : { withoutCodebooks: true as const }),
      places: sums.map(one => one.finish()),
      replaced: chosen.map(({ what }, i) => replacedFigures(what, families, i)),
    };
    if (freeRunning === undefined) return result;
    const original = await freeRunning(model);
    const replaced = await freeRunning(variants[variants.length - 3].model);
    const change = 100 * (replaced.accuracy - original.accuracy);
    return { ...result, freeRunning: { original, replaced, change } };
  } finally {
    for (const one of open) await one.close();
    await bare.close();
  }
}

/** Names for people: the place of each, numbered where two have the same. */
function dictionaryNames(dictionaries: readonly Dictionary[]): string[] {
  const seen = new Map<string, number>();
  return dictionaries.map(dictionary => {
    const places = comparedPlaces(dictionary).map(({ place }) => place);
    const name = places.length === 1 ? places[0] : `${places[0]} … ${places[places.length - 1]}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function checkTexts(texts: readonly FaithfulnessText[]): void {
  if (texts.length === 0) throw new SourceError("there are none", "texts");
  texts.forEach(({ ids, from = 1 }, i) => {
    if (!(Number.isInteger(from) && from >= 1 && from < ids.length))
      throw new SourceError(
        `text ${i} has ${ids.length} tokens: nothing is predicted from token ${from} on`,
        "texts",
      );
  });
}
