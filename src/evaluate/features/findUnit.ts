import type { Dictionary } from "../../lens/dictionary/Dictionary.js";
import { SourceError } from "../../program/SourceError.js";
import { unitNames } from "./unitNames.js";

/** A unit that was named. */
export interface FoundDictionaryUnit {
  readonly dictionary: Dictionary;
  readonly layer: number;
  /** Its number in the dictionary; of a codebook group · codes + code. */
  readonly own: number;
  /** Part of a cross-layer transcoder; 0 of all else. */
  readonly part: number;
  /** Its number in a firing index of these dictionaries. */
  readonly unit: number;
}

/**
 * The unit a person means by `layer:feature`, or `layer:head:code` of codebooks with several groups.
 *
 * @throws SourceError for a place that cannot be read, with the layers and numbers there are.
 */
export function findUnit(dictionaries: readonly Dictionary[], place: string): FoundDictionaryUnit {
  const numbers = /^(\d+)(?::(\d+))?:(\d+)$/.exec(place);
  if (numbers === null)
    throw new SourceError(
      `expected layer:feature such as 2:143, or layer:head:code such as 1:3:40; got ${JSON.stringify(place)}`,
      "--feature",
    );
  const layer = Number(numbers[1]);
  const head = numbers[2] === undefined ? undefined : Number(numbers[2]);
  const number = Number(numbers[3]);
  let first = 0;
  for (const dictionary of dictionaries) {
    for (const [part, named] of unitNames([dictionary]).entries()) {
      const groups = dictionary.kind === "codebook" ? dictionary.groups.length : 1;
      const each = named.units / groups;
      if (named.layer === layer && (head === undefined ? groups === 1 : groups > head && groups > 1)) {
        if (number >= each)
          throw new SourceError(`layer ${layer} has units 0 to ${each - 1}; got ${number}`, "--feature");
        const own = (head ?? 0) * each + number;
        return { dictionary, layer, own, part, unit: first + own };
      }
      first += named.units;
    }
  }
  const there = unitNames(dictionaries).map(named => named.name(0));
  throw new SourceError(`nothing is at ${place}; there are units from ${there.join(", ")} on`, "--feature");
}
