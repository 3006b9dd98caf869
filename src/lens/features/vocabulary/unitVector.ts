import { SourceError } from "../../../program/SourceError.js";
import { codebookPlaces, groupWidth } from "../../dictionary/attach/codebookPlaces.js";
import type { Dictionary } from "../../dictionary/Dictionary.js";

/** A unit of a dictionary as directions. */
export interface UnitVector {
  /** What it writes, at `hook` (and `head`). */
  readonly writes: Float32Array;
  readonly hook: string;
  readonly head?: number;
  /** What it reads: a feature's encoder row; a code is its own. */
  readonly reads: Float32Array;
}

/**
 * Directions of a feature or code. Of a cross-layer feature `writes` is the sum of what it writes to all layers.
 *
 * @param unit feature, or `group · codes + code` of a codebook.
 * @param layer part of a cross-layer transcoder, from 0. Default 0.
 * @throws SourceError for a unit there is none of.
 */
export function unitVector(dictionary: Dictionary, unit: number, layer = 0): UnitVector {
  if (dictionary.kind === "codebook") {
    const { groups, codes } = dictionary;
    check(unit, groups.length * codes);
    const group = Math.floor(unit / codes);
    const width = groupWidth(dictionary);
    const writes = row(groups[group].codes, unit % codes, width);
    const place = codebookPlaces(dictionary).find(({ from, to }) => group >= from && group < to);
    const isHeads = /hook_z$/.test(dictionary.hook) && groups.length > 1;
    return { writes, reads: writes, hook: place?.hook ?? dictionary.hook, ...(isHeads && { head: group }) };
  }
  const { features, dIn, dOut } = dictionary;
  check(unit, features);
  if (dictionary.kind !== "cross-layer transcoder") {
    const { decoder, encoder, hookOut, head } = dictionary;
    return {
      writes: row(decoder, unit, dOut),
      reads: row(encoder, unit, dIn),
      hook: hookOut,
      ...(head !== undefined && { head }),
    };
  }
  const part = dictionary.layers[layer];
  if (part === undefined)
    throw new SourceError(
      `there is no layer ${layer}; there are 0 to ${dictionary.layers.length - 1}`,
      "layer",
    );
  const targets = dictionary.layers.length - layer;
  const writes = new Float32Array(dOut);
  for (let i = 0; i < targets * dOut; i++) writes[i % dOut] += part.decoder[unit * targets * dOut + i];
  return { writes, reads: row(part.encoder, unit, dIn), hook: part.hookOut };
}

function row(table: Float32Array, index: number, width: number): Float32Array {
  return table.slice(index * width, (index + 1) * width);
}

function check(unit: number, units: number): void {
  if (!(Number.isInteger(unit) && unit >= 0 && unit < units))
    throw new SourceError(`there is no unit ${unit}; there are 0 to ${units - 1}`, "unit");
}
