import { existsSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import type { CircuitTracerConfig } from "./circuitTracerConfig.js";

/** Names within a folder of the files of each layer, from layer 0 on. */
export function layerFiles(folder: string, config: CircuitTracerConfig | undefined): readonly string[] {
  if (config?.transcoders) return config.transcoders.map(name => within(folder, name));
  const pattern =
    config?.kind === "cross_layer_transcoder" ? /^W_enc_(\d+)\.safetensors$/ : /^layer_(\d+)\.safetensors$/;
  const found = new Map<number, string>();
  for (const name of readdirSync(folder)) {
    const layer = pattern.exec(name)?.[1];
    if (layer !== undefined) found.set(Number(layer), name);
  }
  if (found.size === 0)
    throw new SourceError(`has no files ${pattern.source.replaceAll("\\", "").slice(1, -1)}`, folder);
  return Array.from({ length: found.size }, (_, layer) => {
    const name = found.get(layer);
    if (name === undefined) {
      throw new SourceError(
        `has ${found.size} layers, but none ${layer}: they are counted from 0 without gaps`,
        folder,
      );
    }
    return name;
  });
}

/**
 * A listed file within the folder; of `hf://owner/name/path@revision` the path. A config comes from strangers: what leads out of
 * the folder is refused.
 */
function within(folder: string, name: string): string {
  const config = join(folder, "config.yaml");
  const local = /^hf:\/\/[^/]+\/[^/]+\/([^@]+)/.exec(name)?.[1] ?? name;
  const plain = posix.normalize(local);
  if (plain.startsWith("..") || posix.isAbsolute(plain) || /^[A-Za-z]:|\\/.test(plain) || plain === ".") {
    throw new SourceError(
      `transcoders names ${JSON.stringify(name)}; expected a file within its folder`,
      config,
    );
  }
  if (!existsSync(join(folder, plain))) {
    const how = name.startsWith("hf://") ? `: download ${JSON.stringify(name)} and put it there` : "";
    throw new SourceError(`transcoders names ${plain}, which is not in the folder${how}`, config);
  }
  return plain;
}
