import { SourceError } from "../../../program/SourceError.js";
import { openSections, type SectionsFile } from "../container/openSections.js";
import {
  FIRING_INDEX,
  type FiringIndex,
  type FiringIndexAbout,
  type Firings,
  groupStarts,
} from "./FiringIndex.js";

/** Firings read at a time by {@link FiringIndex.each}. */
const PIECE = 2 ** 20;

/**
 * Opens a firing index: its header, offsets and maxima are read, no firing.
 *
 * @throws SourceError where the file is none, is cut off, or contradicts itself.
 */
export async function openFiringIndex(path: string): Promise<FiringIndex> {
  const file = await openSections(path, FIRING_INDEX);
  try {
    const about = file.header.about as FiringIndexAbout;
    const offsets = (await file.read("offsets")) as Float64Array;
    const maxima = (await file.read("maxima")) as Float32Array;
    const units = offsets.length - 1;
    if (groupStarts(about.groups).at(-1) !== units || maxima.length !== units)
      throw new SourceError(`has offsets of ${units} units, which are not those of its groups`, path);
    for (let u = 0; u < units; u++)
      if (!(offsets[u] <= offsets[u + 1])) throw new SourceError(`has offsets that fall at unit ${u}`, path);
    const { positions, values } = file.header.sections;
    if (offsets[units] !== positions?.count || offsets[units] !== values?.count)
      throw new SourceError(`has ${positions?.count} positions, but offsets up to ${offsets[units]}`, path);
    return {
      about,
      path,
      units,
      firings: offsets[units],
      offsets,
      maxima,
      unit: async unit => {
        if (!(Number.isInteger(unit) && unit >= 0 && unit < units))
          throw new SourceError(`there is no unit ${unit}; there are 0 to ${units - 1}`, path);
        return range(file, offsets[unit], offsets[unit + 1]);
      },
      each: (from = 0, to = units) => walk(file, offsets, from, to),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function range(file: SectionsFile, from: number, to: number): Promise<Firings> {
  const [positions, values] = await Promise.all([
    file.read("positions", from, to),
    file.read("values", from, to),
  ]);
  return { positions: positions as Uint32Array, values: values as Float32Array };
}

async function* walk(
  file: SectionsFile,
  offsets: Float64Array,
  from: number,
  to: number,
): AsyncIterable<Firings & { readonly unit: number }> {
  for (let first = from; first < to; ) {
    let last = first + 1;
    while (last < to && offsets[last + 1] - offsets[first] <= PIECE) last++;
    const { positions, values } = await range(file, offsets[first], offsets[last]);
    for (let unit = first; unit < last; unit++) {
      const low = offsets[unit] - offsets[first];
      const high = offsets[unit + 1] - offsets[first];
      yield { unit, positions: positions.subarray(low, high), values: values.subarray(low, high) };
    }
    first = last;
  }
}
