import { codebookPlaces, groupPrefix, groupWidth } from "../../dictionary/attach/codebookPlaces.js";
import { partPrefix, sparseParts } from "../../dictionary/attach/SparsePart.js";
import type { Dictionary } from "../../dictionary/Dictionary.js";

/** A place whose reconstruction is compared with what the model has there. */
export interface ComparedPlace {
  /** For people. */
  readonly place: string;
  /** Hook of what the model has; its columns `from .. from + width` are meant. */
  readonly truth: string;
  readonly from: number;
  readonly width: number;
  /** Hook of the reconstruction. */
  readonly recons: string;
  /** Hook of the activations; absent for codebooks, whose `l0` is fixed. */
  readonly acts?: string;
  readonly l0?: number;
}

/** A hook that is set to 0 or to its mean where a dictionary is ablated. */
export interface AblatedPlace {
  readonly hook: string;
  readonly head?: number;
}

/** Places of a dictionary whose reconstruction can be compared. */
export function comparedPlaces(dictionary: Dictionary): ComparedPlace[] {
  if (dictionary.kind === "codebook") {
    const width = groupWidth(dictionary);
    return dictionary.groups.map((_, group) => {
      const prefix = groupPrefix(dictionary, group);
      return {
        place: prefix,
        truth: `${prefix}.hook_codebook_input`,
        from: 0,
        width,
        recons: `${prefix}.hook_codebook_output`,
        l0: dictionary.k,
      };
    });
  }
  return sparseParts(dictionary).map(part => {
    const prefix = partPrefix(part);
    return {
      place: prefix,
      truth: part.hookOut,
      from: (part.head ?? 0) * part.dOut,
      width: part.dOut,
      recons: `${prefix}.hook_sae_recons`,
      acts: `${prefix}.hook_sae_acts_post`,
    };
  });
}

/** What is ablated in the place of a dictionary: what it would replace. */
export function ablatedPlaces(dictionary: Dictionary): AblatedPlace[] {
  if (dictionary.kind === "codebook") {
    const block = `blocks.${dictionary.layer}`;
    // The sum of both parts: none of them is added.
    if (dictionary.at === "attn_plus_mlp")
      return [{ hook: `${block}.hook_attn_out` }, { hook: `${block}.hook_mlp_out` }];
    return codebookPlaces(dictionary).map(({ hook }) => ({ hook }));
  }
  return sparseParts(dictionary).map(({ hookOut, head }) => ({
    hook: hookOut,
    ...(head !== undefined && { head }),
  }));
}
