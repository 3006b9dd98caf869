import { createSections, type SectionsDraft } from "../container/createSections.js";
import type { SectionsFile } from "../container/openSections.js";
import { FIRING_INDEX, type FiringIndexAbout } from "./FiringIndex.js";

/** A sorted run of tokens. */
export interface OpenPart {
  readonly file: SectionsFile;
  readonly offsets: Uint32Array;
}

/**
 * Puts sorted runs of tokens together, a few units at a time: what those units have in each run is one range of it, and
 * laid one after the other they are in the order of the tokens. Linear; holds `most` firings twice.
 */
export async function mergeParts(
  path: string,
  about: FiringIndexAbout,
  units: number,
  parts: readonly OpenPart[],
  most: number,
): Promise<void> {
  const offsets = new Float64Array(units + 1);
  for (const part of parts) for (let u = 0; u <= units; u++) offsets[u] += part.offsets[u];
  const count = offsets[units];
  const draft = await createSections(
    path,
    { schema: FIRING_INDEX, about },
    {
      offsets: { type: "f64", count: units + 1 },
      maxima: { type: "f32", count: units },
      positions: { type: "u32", count },
      values: { type: "f32", count },
    },
  );
  try {
    const maxima = new Float32Array(units);
    const positions = new Uint32Array(Math.min(most, count));
    const values = new Float32Array(Math.min(most, count));
    for (let first = 0; first < units; ) {
      let last = first + 1;
      while (last < units && offsets[last + 1] - offsets[first] <= most) last++;
      const size = offsets[last] - offsets[first];
      if (size > most) await copyLong(draft, parts, first, offsets[first], maxima, most);
      else if (size > 0) {
        const starts = Float64Array.from(offsets.subarray(first, last), at => at - offsets[first]);
        for (const part of parts) await scatter(part, first, starts, positions, values);
        for (let u = first; u < last; u++) {
          const end = offsets[u + 1] - offsets[first];
          for (let i = offsets[u] - offsets[first]; i < end; i++)
            if (values[i] > maxima[u]) maxima[u] = values[i];
        }
        await draft.write("positions", offsets[first], positions.subarray(0, size));
        await draft.write("values", offsets[first], values.subarray(0, size));
      }
      first = last;
    }
    await draft.write("offsets", 0, offsets);
    await draft.write("maxima", 0, maxima);
  } catch (error) {
    await draft.abort();
    throw error;
  }
  await draft.finish();
}

/** Puts what a run has of some units where each of them goes on. */
async function scatter(
  { file, offsets }: OpenPart,
  first: number,
  next: Float64Array,
  positions: Uint32Array,
  values: Float32Array,
): Promise<void> {
  const from = offsets[first];
  const to = offsets[first + next.length];
  if (from === to) return;
  const ownPositions = (await file.read("positions", from, to)) as Uint32Array;
  const ownValues = (await file.read("values", from, to)) as Float32Array;
  for (let u = 0; u < next.length; u++) {
    const low = offsets[first + u] - from;
    const high = offsets[first + u + 1] - from;
    if (low === high) continue;
    positions.set(ownPositions.subarray(low, high), next[u]);
    values.set(ownValues.subarray(low, high), next[u]);
    next[u] += high - low;
  }
}

/** One unit that fires more often than is held at a time. */
async function copyLong(
  draft: SectionsDraft,
  parts: readonly OpenPart[],
  unit: number,
  start: number,
  maxima: Float32Array,
  most: number,
): Promise<void> {
  let at = start;
  for (const { file, offsets } of parts) {
    for (let from = offsets[unit]; from < offsets[unit + 1]; from += most) {
      const to = Math.min(from + most, offsets[unit + 1]);
      const values = (await file.read("values", from, to)) as Float32Array;
      await draft.write("positions", at, await file.read("positions", from, to));
      await draft.write("values", at, values);
      for (const value of values) if (value > maxima[unit]) maxima[unit] = value;
      at += to - from;
    }
  }
}
