import { SourceError } from "../../../program/SourceError.js";
import { checkTensors } from "../checkTensors.js";
import { fileHash } from "../fileHash.js";
import type { ModelConfig } from "../ModelConfig.js";
import { readNumbers, streamNumbers } from "../readNumbers.js";
import { tensorShapes } from "../tensorShapes.js";
import type { RawTensor, TensorEntry, TensorType, Weights } from "../Weights.js";
import { dequantize } from "./dequantize.js";
import type { GgufEntry, GgufHeader } from "./GgufHeader.js";
import { ggufConfig } from "./ggufConfig.js";
import { readGgufHeader } from "./readGgufHeader.js";
import { type Rearranged, rearrange } from "./rearrange.js";
import { rearranged, tensorName } from "./tensorNames.js";
import { ggufTokenizer } from "./tokenizer/ggufTokenizer.js";

/**
 * Opens a GGUF file: metadata, places of the tensors, tokenizer. Tensors have transformers' names and layout: what llama.cpp's
 * converter rearranged is put back when they are read. All that the config asks for is checked; no tensor is read.
 */
export async function openGguf(file: string): Promise<Weights> {
  const header = await readGgufHeader(file);
  const factors = header.tensors.get("rope_freqs.weight");
  const config = ggufConfig(header, factors && (await readEntry(typed("rope_freqs.weight", factors, file))));
  const tensors = namedTensors(header, config);
  checkTensors(config, tensors, file);
  const tokenizerFiles = ggufTokenizer(header);
  const entry = (name: string): TensorEntry => {
    const one = tensors.get(name);
    if (!one) throw new SourceError(`has no tensor ${name}`, file);
    return one;
  };
  let hash: Promise<string> | undefined;
  return {
    config,
    kind: "gguf",
    path: file,
    tensors,
    tokenizerFiles,
    hash: () => {
      hash ??= fileHash(file);
      return hash;
    },
    raw: name => {
      const { type, offset, bytes } = entry(name);
      if (type !== "f32" && type !== "f16" && type !== "bf16") return undefined;
      return rearranged(name, config) ? undefined : ({ file, offset, bytes, type } satisfies RawTensor);
    },
    read: async name => await readEntry(entry(name), rearranged(name, config)),
    stream: async (name, visit) => {
      const how = rearranged(name, config);
      if (how) await visit(await readEntry(entry(name), how), 0);
      else await streamNumbers(entry(name), visit);
    },
    close: async () => {},
  };
}

async function readEntry(entry: TensorEntry, how?: Rearranged): Promise<Float32Array> {
  const numbers = await readNumbers(entry);
  return how ? rearrange(numbers, entry.shape, how) : numbers;
}

/** Tensors by transformers' names, in its layout. */
function namedTensors(header: GgufHeader, config: ModelConfig): Map<string, TensorEntry> {
  const needed = tensorShapes(config);
  const tensors = new Map<string, TensorEntry>();
  for (const [stored, entry] of header.tensors) {
    const name = tensorName(stored, config.architecture);
    if (name === undefined || (entry.bytes === undefined && !needed.has(name))) continue;
    const one = typed(name, entry, header.file);
    const transposed = rearranged(name, config)?.kind === "transposed";
    tensors.set(name, transposed ? { ...one, shape: [...one.shape].reverse() } : one);
  }
  return tensors;
}

/** @throws SourceError for a type there is no reader for. */
function typed(name: string, entry: GgufEntry, file: string): TensorEntry {
  const { type, shape, offset, bytes } = entry;
  if (bytes === undefined) {
    const readable = ["f32", "f16", "bf16", ...Object.keys(dequantize)].join(", ");
    throw new SourceError(`tensor ${entry.name} has type ${type}; read are ${readable}`, file);
  }
  return { name, type: type as TensorType, shape, file, offset, bytes };
}
