import type { Dictionary } from "../../lens/dictionary/Dictionary.js";

/** A unit of a dictionary, for people and on the command line. */
export interface NamedUnits {
  /** Units there are; of a codebook groups · codes. */
  readonly units: number;
  readonly layer: number;
  /** `L2 #143`; of a codebook `L1 code 40`, with several groups `L1 H3 code 40`. */
  readonly name: (unit: number) => string;
}

/** Names of the units of dictionaries, one entry for each matrix that `sparseReader` gives: a cross-layer transcoder has one a layer. */
export function unitNames(dictionaries: readonly Dictionary[]): NamedUnits[] {
  return dictionaries.flatMap((dictionary): NamedUnits[] => {
    if (dictionary.kind === "codebook") {
      const { layer, codes, groups } = dictionary;
      const name = (unit: number): string =>
        groups.length === 1
          ? `L${layer} code ${unit}`
          : `L${layer} H${Math.floor(unit / codes)} code ${unit % codes}`;
      return [{ units: codes * groups.length, layer, name }];
    }
    const parts = dictionary.kind === "cross-layer transcoder" ? dictionary.layers : [dictionary];
    return parts.map(({ hookOut }) => {
      const layer = Number(/^blocks\.(\d+)\./.exec(hookOut)?.[1] ?? 0);
      return { units: dictionary.features, layer, name: unit => `L${layer} #${unit}` };
    });
  });
}
