import type { Dictionary } from "../../dictionary/Dictionary.js";

/**
 * Size (L2 norm) of what each unit writes at an activation of 1, one list for each matrix that `sparseReader` gives: of a feature its row of the
 * decoder, over all layers it writes to; of a code the code.
 */
export function writtenSizes(dictionaries: readonly Dictionary[]): Float64Array[] {
  return dictionaries.flatMap(dictionary => {
    if (dictionary.kind === "codebook") {
      const { groups, codes } = dictionary;
      const each = groups.map(group => rowSizes(group.codes, codes));
      return [
        Float64Array.from(
          { length: groups.length * codes },
          (_, i) => each[Math.floor(i / codes)][i % codes],
        ),
      ];
    }
    const parts = dictionary.kind === "cross-layer transcoder" ? dictionary.layers : [dictionary];
    return parts.map(({ decoder }) => rowSizes(decoder, dictionary.features));
  });
}

function rowSizes(table: Float32Array, rows: number): Float64Array {
  const width = table.length / rows;
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let i = row * width; i < (row + 1) * width; i++) sum += table[i] ** 2;
    return Math.sqrt(sum);
  });
}
