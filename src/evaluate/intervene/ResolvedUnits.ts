import { groupPrefix, groupWidth } from "../../lens/dictionary/attach/codebookPlaces.js";
import { partPrefix, sparseParts } from "../../lens/dictionary/attach/SparsePart.js";
import type { Dictionary } from "../../lens/dictionary/Dictionary.js";
import { layerOfHook } from "../../lens/dictionary/hookNames.js";
import { SourceError } from "../../program/SourceError.js";
import type { InterventionSpec } from "./InterventionFile.js";

/** A place where units can be changed: features of one sparse dictionary, or codes of one group. */
export interface UnitPlace {
  /** What the file may call it: the hook that is written. */
  readonly hook: string;
  readonly layer: number | undefined;
  readonly group?: number;
  readonly kind: "features" | "codes";
  /** Hook of the activations, or of the ids. */
  readonly acts: string;
  readonly units: number;
  /** Codes of a place. */
  readonly k: number;
  /** Length of what each unit adds. */
  readonly norms: Float64Array;
}

/** All places of some dictionaries. */
export function unitPlaces(dictionaries: readonly Dictionary[]): UnitPlace[] {
  return dictionaries.flatMap((dictionary): UnitPlace[] => {
    if (dictionary.kind === "codebook") {
      const width = groupWidth(dictionary);
      return dictionary.groups.map(
        ({ codes }, group): UnitPlace => ({
          hook: dictionary.hook,
          layer: dictionary.layer,
          group,
          kind: "codes",
          acts: `${groupPrefix(dictionary, group)}.hook_codebook_ids`,
          units: dictionary.codes,
          k: dictionary.k,
          norms: rowNorms(codes, dictionary.codes, width),
        }),
      );
    }
    return sparseParts(dictionary).map(
      (part): UnitPlace => ({
        hook: partPrefix(part),
        layer: layerOfHook(part.hookOut),
        kind: "features",
        acts: `${partPrefix(part)}.hook_sae_acts_post`,
        units: part.features,
        k: 0,
        norms: rowNorms(part.decoder, part.features, part.targets * part.dOut),
      }),
    );
  });
}

/** A change with the place it is made in. */
export interface ResolvedSpec {
  readonly spec: InterventionSpec;
  readonly place: UnitPlace;
  readonly units: readonly number[];
}

/**
 * Finds the places that changes name.
 *
 * @throws SourceError naming file, path and value, with what there is.
 */
export function resolveSpecs(
  specs: readonly InterventionSpec[],
  places: readonly UnitPlace[],
  file: string,
): ResolvedSpec[] {
  return specs.map((spec, index): ResolvedSpec => {
    const { layer, hook, features, codes, group = 0 } = spec;
    const units = features ?? codes ?? [];
    const kind = features === undefined ? "codes" : "features";
    const own = places.filter(
      place =>
        place.kind === kind &&
        (layer === undefined ? place.hook === hook : place.layer === layer) &&
        (kind === "features" || place.group === group),
    );
    const field = layer === undefined ? "hook" : "layer";
    const fail = (path: string, reason: string): never => {
      throw new SourceError(`interventions[${index}].${path}: ${reason}`, file);
    };
    const there = [...new Set(places.map(place => `${place.hook} (${place.kind})`))].join(", ");
    if (own.length === 0)
      fail(
        field,
        `no ${kind} at ${JSON.stringify(layer ?? hook)}${group > 0 ? `, group ${group}` : ""}; there are ${there}`,
      );
    if (own.length > 1)
      fail(
        field,
        `several have ${kind} of layer ${layer}: name the hook, one of ${own.map(place => place.hook).join(", ")}`,
      );
    const [place] = own;
    for (const [i, unit] of units.entries())
      if (unit >= place.units)
        fail(`${kind}[${i}]`, `${unit}: ${place.hook} has ${kind} 0 to ${place.units - 1}`);
    return { spec, place, units };
  });
}

function rowNorms(rows: Float32Array, count: number, width: number): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    let square = 0;
    for (let i = row * width; i < (row + 1) * width; i++) square += rows[i] ** 2;
    return Math.sqrt(square);
  });
}
