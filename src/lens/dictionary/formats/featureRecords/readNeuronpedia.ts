import { readFile, stat } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { SourceError } from "../../../../program/SourceError.js";
import type { FeatureRecord } from "./FeatureRecord.js";
import { parseNeuronpediaFeature } from "./neuronpediaFeature.js";
import { recordFields } from "./RecordFields.js";

/** Largest file, and largest text behind gzip, bytes. */
const LARGEST = 2 ** 29;

/**
 * Reads features as Neuronpedia gives them: the JSON of one feature, a list of such, a `batch-{n}.json` of SAEDashboard, or lines
 * of JSON (`.jsonl`, `.jsonl.gz`).
 *
 * @throws SourceError naming file, feature (or line), key and value.
 */
export async function readNeuronpedia(file: string): Promise<FeatureRecord[]> {
  const info = await stat(file).catch(() => {
    throw new SourceError("no such file", file);
  });
  if (info.size > LARGEST) throw new SourceError(`has ${info.size} bytes; at most ${LARGEST} are read`, file);
  const bytes = await readFile(file);
  const text = file.endsWith(".gz") ? unfolded(bytes, file) : bytes.toString("utf8");
  if (/\.jsonl(\.gz)?$/.test(file)) {
    return text
      .split("\n")
      .flatMap((line, i) =>
        line.trim() === "" ? [] : [parseNeuronpediaFeature(json(line, file, i + 1), file)],
      );
  }
  const value = json(text, file);
  if (Array.isArray(value)) return value.map(one => parseNeuronpediaFeature(one, file));
  const fields = recordFields(value, file, "");
  if (fields.raw("features") === undefined) return [parseNeuronpediaFeature(value, file)];
  const suffix = fields.text("sae_id_suffix");
  const set = [fields.text("sae_set"), suffix === "" ? undefined : suffix]
    .filter(one => one !== undefined)
    .join("-");
  const layer = fields.raw("layer");
  const dictionary = [layer, set].filter(one => one !== undefined && one !== "").join("-");
  const place = { model: fields.text("model_id"), dictionary: dictionary === "" ? undefined : dictionary };
  const features = fields.raw("features");
  if (!Array.isArray(features)) return fields.refuse("features", "a list");
  return features.map(one => parseNeuronpediaFeature(one, file, place));
}

function json(text: string, file: string, line?: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceError(`is no JSON: ${(error as Error).message}`, file, line);
  }
}

function unfolded(bytes: Buffer, file: string): string {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST }).toString("utf8");
  } catch (error) {
    throw new SourceError(`gzip: ${(error as Error).message}`, file);
  }
}
