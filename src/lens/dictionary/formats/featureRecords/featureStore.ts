import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync, unzipSync } from "node:zlib";
import { SourceError } from "../../../../program/SourceError.js";
import { openFile } from "../../../weights/openFile.js";
import { readBytes } from "../../../weights/readBytes.js";
import { anthropicFeature, parseAnthropicFeature } from "./anthropicFeature.js";
import type { FeatureRecord } from "./FeatureRecord.js";

/** Where the records of each layer's features are, by layer. */
export interface FeatureStoreIndex {
  /** Folder of the store, as it was given. */
  readonly folder: string;
  /** File and, of each feature, the byte its record begins at; one more, where the last ends. */
  readonly layers: readonly { readonly file: string; readonly offsets: readonly number[] }[];
}

const INDEX = "index.json.gz";
/** Largest index and largest record, bytes, unfolded. */
const LARGEST_INDEX = 2 ** 29;
const LARGEST_RECORD = 2 ** 26;

/**
 * Reads the index of circuit-tracer's feature store (`features/index.json.gz`).
 *
 * @throws SourceError naming file, layer and value: names that lead out of the folder, offsets that do not rise.
 */
export async function readFeatureStore(folder: string): Promise<FeatureStoreIndex> {
  const file = join(folder, INDEX);
  let value: unknown;
  try {
    value = JSON.parse(gunzipSync(await readFile(file), { maxOutputLength: LARGEST_INDEX }).toString("utf8"));
  } catch (error) {
    throw new SourceError(`is no gzipped JSON: ${(error as Error).message}`, file);
  }
  // Some list layers, some map their numbers.
  const list = Array.isArray(value) ? value : Object.values((value as object | null) ?? {});
  const layers = list.map((one, layer) => {
    const { filename, offsets } = (one ?? {}) as { filename?: unknown; offsets?: unknown };
    if (typeof filename !== "string" || !/^[\w.-]+$/.test(filename) || filename.startsWith(".")) {
      throw new SourceError(
        `layer ${layer}: filename is ${JSON.stringify(filename)}; expected a file beside it`,
        file,
      );
    }
    const rising = (at: unknown, i: number, all: unknown[]) =>
      Number.isSafeInteger(at) && (at as number) >= (i === 0 ? 0 : (all[i - 1] as number));
    if (!Array.isArray(offsets) || offsets.length === 0 || !offsets.every(rising)) {
      throw new SourceError(`layer ${layer}: offsets are no whole numbers that rise`, file);
    }
    return { file: filename, offsets: offsets as number[] };
  });
  return { folder, layers };
}

/**
 * Reads one feature's record by its place, without the rest of its file.
 *
 * @returns undefined for a feature that has none (its record is empty).
 * @throws SourceError for a layer or feature there is none of, and for damaged records.
 */
export async function readStoredFeature(
  { folder, layers }: FeatureStoreIndex,
  layer: number,
  feature: number,
): Promise<FeatureRecord | undefined> {
  const place = layers[layer];
  if (!place) throw new SourceError(`${layer} is no layer; expected 0 to ${layers.length - 1}`, "layer");
  const from = place.offsets[feature];
  const to = place.offsets[feature + 1];
  if (from === undefined || to === undefined) {
    throw new SourceError(`${feature} is no feature; expected 0 to ${place.offsets.length - 2}`, "feature");
  }
  if (to === from) return undefined;
  const file = join(folder, place.file);
  const what = `feature ${feature}`;
  if (to - from < 4 || to - from > LARGEST_RECORD) {
    throw new SourceError(`${what}: a record of ${to - from} bytes; expected 4 to ${LARGEST_RECORD}`, file);
  }
  const bytes = Buffer.alloc(to - from);
  const handle = await openFile(file);
  try {
    await readBytes(handle, bytes, from, what, file);
  } finally {
    await handle.close();
  }
  const length = bytes.readUInt32LE(0);
  if (length > bytes.length - 4) {
    throw new SourceError(`${what}: says ${length} bytes; ${bytes.length - 4} are there`, file);
  }
  let value: unknown;
  try {
    value = JSON.parse(
      unzipSync(bytes.subarray(4, 4 + length), { maxOutputLength: LARGEST_RECORD }).toString("utf8"),
    );
  } catch (error) {
    throw new SourceError(`${what}: is no compressed JSON: ${(error as Error).message}`, file);
  }
  return parseAnthropicFeature(value, file, layer);
}

/**
 * Writes a feature store as circuit-tracer serves it: `index.json.gz` and for each layer `layer_{l}.bin`, whose records are a
 * length (uint32, little endian) and gzipped JSON. Features without a record have an empty one.
 *
 * @param layers records of each layer, by feature; `features` of the layer where the last have none
 * @throws SourceError where records are not in the order of their index, or files cannot be written.
 */
export async function writeFeatureStore(
  layers: readonly (Iterable<FeatureRecord> | AsyncIterable<FeatureRecord>)[],
  folder: string,
  options: { readonly features?: number } = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const index: { filename: string; offsets: number[] }[] = [];
  for (const [layer, records] of layers.entries()) {
    const filename = `layer_${layer}.bin`;
    const path = join(folder, filename);
    const file = await open(`${path}.part`, "w");
    const offsets: number[] = [];
    let at = 0;
    try {
      for await (const record of records) {
        if (record.index < offsets.length) {
          throw new SourceError(
            `layer ${layer}: feature ${record.index} comes after ${offsets.length - 1}`,
            "layers",
          );
        }
        while (offsets.length <= record.index) offsets.push(at);
        const packed = gzipSync(JSON.stringify(anthropicFeature(record)));
        const head = Buffer.alloc(4);
        head.writeUInt32LE(packed.length);
        await file.writeFile(Buffer.concat([head, packed]));
        at += 4 + packed.length;
      }
    } finally {
      await file.close();
    }
    while (offsets.length < (options.features ?? 0)) offsets.push(at);
    offsets.push(at);
    await rename(`${path}.part`, path);
    index.push({ filename, offsets });
  }
  await writeFile(join(folder, INDEX), gzipSync(JSON.stringify(index)));
}
