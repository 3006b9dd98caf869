import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import type { Dictionary } from "../../Dictionary.js";
import { hookOfLayer, wantsLayer } from "../../hookNames.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";
import { gemmaScopeDictionary } from "../gemmaScope/gemmaScopeDictionary.js";
import { npzFile } from "../npz/npzFile.js";
import { safetensorsFile } from "../tensors/safetensorsFile.js";
import { circuitTracerConfig } from "./circuitTracerConfig.js";
import { layerFiles } from "./layerFiles.js";
import { readCrossLayer } from "./readCrossLayer.js";
import { readTranscoderLayer } from "./readTranscoderLayer.js";

/**
 * Reads a folder of circuit-tracer: `config.yaml` and one file a layer (`layer_{l}.safetensors`, or those `transcoders` lists,
 * which may be Gemma Scope's), or a cross-layer transcoder. Without the config, `hookIn` and `hookOut` are wanted.
 *
 * @returns a dictionary for each layer that is asked for, or one cross-layer transcoder.
 * @throws SourceError naming file, key and value, or tensor and shapes.
 */
export async function readCircuitTracer(
  folder: string,
  options: ReadDictionaryOptions,
): Promise<Dictionary[]> {
  const config = existsSync(join(folder, "config.yaml")) ? await circuitTracerConfig(folder) : undefined;
  const input = options.hookIn ?? config?.hookIn;
  const output = options.hookOut ?? config?.hookOut;
  if (input === undefined || output === undefined) {
    throw new SourceError("has no config.yaml; say hookIn and hookOut", folder);
  }
  const crossLayer =
    config?.kind === "cross_layer_transcoder" || existsSync(join(folder, "W_enc_0.safetensors"));
  const names = layerFiles(
    folder,
    config ?? {
      kind: crossLayer ? "cross_layer_transcoder" : "transcoder_set",
      hookIn: input,
      hookOut: output,
    },
  );
  const model = options.model ?? config?.model;
  const hookIn = (layer: number) => hookOfLayer(input, layer);
  const hookOut = (layer: number) => hookOfLayer(output, layer);
  const activation = config?.activation;
  if (crossLayer && activation?.kind === "topk") {
    // Its own loader knows no such transcoder: whether k is of each layer or of all together is nowhere said.
    throw new SourceError(
      'activation is "topk" of a cross-layer transcoder; expected "relu" or "jumprelu"',
      join(folder, "config.yaml"),
    );
  }
  if (crossLayer) return [await readCrossLayer(folder, names, { hookIn, hookOut, model, activation })];
  const dictionaries: Dictionary[] = [];
  for (const [layer, name] of names.entries()) {
    if (!wantsLayer(options.layers, layer)) continue;
    const file = join(folder, name);
    const source = extname(name) === ".npz" ? await npzFile(file) : await safetensorsFile(file);
    const hooks = { hookIn: hookIn(layer), hookOut: hookOut(layer), model, name };
    dictionaries.push(
      source.tensors.has("w_enc") || extname(name) === ".npz"
        ? await gemmaScopeDictionary(source, { ...hooks, kind: "transcoder", format: "circuit-tracer" })
        : await readTranscoderLayer(source, { ...hooks, activation }),
    );
  }
  return dictionaries;
}
