import { SourceError } from "../../../program/SourceError.js";
import type { LocalModel, RunResult } from "../../session/LocalModel.js";
import { OpenModel } from "../../session/OpenModel.js";
import type { Codebook, Dictionary } from "../Dictionary.js";
import { batchPieces } from "./batchPieces.js";
import { groupPrefix, groupWidth } from "./codebookPlaces.js";
import { partPrefix, type SparsePart, sparseParts } from "./SparsePart.js";
import { SquaredErrors } from "./SquaredErrors.js";
import { withDictionaries } from "./withDictionaries.js";

/** Numbers of activations held at a time: 64 MiB. */
const MOST = 2 ** 24;

/** How well a dictionary fits the weights that are here, at one of its places. */
export interface DictionaryFit {
  /** Hook written; of a codebook its group (`blocks.3.mlp.codebook_layer`). */
  readonly place: string;
  /** Tokens it was measured on. */
  readonly tokens: number;
  /**
   * Fraction of variance unexplained, Σ‖y − ŷ‖²/Σ‖y − ȳ‖²: 0 is exact, 1 no better than the mean. Of a codebook y is its normed input,
   * which is what codes are trained to meet. NaN where y does not vary.
   */
  readonly fvu: number;
  /** 1 − FVU. */
  readonly explainedVariance: number;
  /** Features of a token that are not 0, on average; of a codebook k. */
  readonly l0: number;
  /** Features that fired at some token. */
  readonly fired: number;
  readonly features: number;
  /** What is to be told to whoever uses it: quantised weights, a fit far from what is claimed or from any use. */
  readonly warnings: readonly string[];
}

/** How a fit is measured. */
export interface FitOptions {
  /** Tokens at the beginning of each text that are left out (a first token's activations are unlike all others). Default 0. */
  readonly skip?: number;
  /** FVU that whoever made it reports, to be warned where this is far above (twice as much and .05 more). */
  readonly claimed?: number;
  readonly anyModel?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Measures a dictionary on the weights that are here, which need not be those it was made for: a quantised model is another model.
 *
 * @param texts read as they are (strings without special tokens that are not in them), each cut at the context.
 * @returns one for each layer of a cross-layer transcoder, for each group of a codebook, else one.
 * @throws SourceError where no tokens are left; as `attachDictionaries`.
 */
export async function fvuOf(
  model: LocalModel,
  dictionary: Dictionary,
  texts: readonly (string | ArrayLike<number>)[],
  options: FitOptions = {},
): Promise<DictionaryFit[]> {
  const { skip = 0, signal } = options;
  const ids = texts
    .map(text => (typeof text === "string" ? model.tokenizer.encode(text) : text))
    .map(text => Int32Array.from(text).subarray(0, model.config.context))
    .filter(text => text.length > skip);
  if (ids.length === 0) throw new SourceError(`no text has more than ${skip} tokens`, "fvuOf: texts");
  const held = await withDictionaries(model, [dictionary], options.anyModel);
  try {
    const places =
      dictionary.kind === "codebook" ? groupPlaces(dictionary) : sparseParts(dictionary).map(partPlace);
    const width = places.reduce((sum, place) => sum + place.features + 2 * place.width, 0);
    const sums = places.map(place => new FitSums(place));
    const hooks = places.flatMap(place => [place.fired, place.target, place.missed]);
    for (const piece of batchPieces(ids, width, MOST)) {
      const run = await held.model.run(piece, { hooks, logits: "none", ...(signal && { signal }) });
      for (const one of sums) one.add(run, skip);
    }
    const quantized = model instanceof OpenModel ? model.quantized : [];
    return sums.map(one => one.fit(quantized, options.claimed));
  } finally {
    await held.close();
  }
}

/** Hooks of one place and how to read them. */
interface FitPlace {
  readonly place: string;
  /** Activations, or ids of codes. */
  readonly fired: string;
  readonly codes: boolean;
  /** y, and y − ŷ or ŷ. */
  readonly target: string;
  readonly missed: string;
  readonly width: number;
  readonly features: number;
  /** Numbers of `fired` a token. */
  readonly shown: number;
}

function partPlace(part: SparsePart): FitPlace {
  const prefix = `${partPrefix(part)}.hook_sae_`;
  return {
    place: partPrefix(part),
    fired: `${prefix}acts_post`,
    codes: false,
    target: `${prefix}recons`,
    missed: `${prefix}error`,
    width: part.dOut,
    features: part.features,
    shown: part.features,
  };
}

function groupPlaces(codebook: Codebook): FitPlace[] {
  return codebook.groups.map((_, group) => {
    const place = groupPrefix(codebook, group);
    return {
      place,
      fired: `${place}.hook_codebook_ids`,
      codes: true,
      target: `${place}.hook_codebook_input`,
      missed: `${place}.hook_codebook_output`,
      width: groupWidth(codebook),
      features: codebook.codes,
      shown: codebook.k,
    };
  });
}

class FitSums {
  readonly #place: FitPlace;
  readonly #errors = new SquaredErrors();
  readonly #fired: Uint8Array;
  #tokens = 0;
  #active = 0;

  constructor(place: FitPlace) {
    this.#place = place;
    this.#fired = new Uint8Array(place.features);
  }

  add({ hooks, lengths }: RunResult, skip: number): void {
    const { fired, codes, width, shown, ...names } = this.#place;
    const acts = hooks.get(fired)!.data;
    const first = hooks.get(names.target)!.data;
    const second = hooks.get(names.missed)!.data;
    // Of features ŷ and y − ŷ are given, of codes y and ŷ: y and y − ŷ are made of them.
    const target = codes ? first : first.map((value, i) => value + second[i]!);
    const missed = codes ? first.map((value, i) => value - second[i]!) : second;
    const longest = Math.max(...lengths);
    for (const [text, length] of lengths.entries())
      for (let token = skip; token < length; token++) {
        const row = text * longest + token;
        this.#errors.add(target, missed, row * width, width);
        for (let i = 0; i < shown; i++) {
          const value = acts[row * shown + i]!;
          if (!codes && value === 0) continue;
          this.#active++;
          this.#fired[codes ? value : i] = 1;
        }
        this.#tokens++;
      }
  }

  fit(quantized: readonly string[], claimed: number | undefined): DictionaryFit {
    const { place, features } = this.#place;
    const fvu = this.#errors.fvu();
    const warnings: string[] = [];
    const shown = fvu.toFixed(3);
    if (quantized.length > 0)
      warnings.push(
        `the model's weights are quantised (${quantized.join(", ")}): not the model a dictionary is made on`,
      );
    if (claimed !== undefined && fvu > 2 * claimed && fvu > claimed + 0.05)
      warnings.push(`FVU is ${shown} on these weights; ${claimed} is claimed`);
    else if (fvu > 0.5)
      warnings.push(
        `FVU is ${shown}: more than half of the variance is missed; it may be made for other weights or another hook`,
      );
    return {
      place,
      tokens: this.#tokens,
      fvu,
      explainedVariance: 1 - fvu,
      l0: this.#active / this.#tokens,
      fired: this.#fired.reduce((sum, one) => sum + one, 0),
      features,
      warnings,
    };
  }
}
