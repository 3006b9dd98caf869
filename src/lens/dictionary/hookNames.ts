import { SourceError } from "../../program/SourceError.js";

/** Layer of a hook's name; undefined where it has none (`hook_embed`). */
export function layerOfHook(hook: string): number | undefined {
  const digits = /^blocks\.(\d+)\./.exec(hook)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A hook's name for a layer: `{l}` is replaced. A name without `blocks.` is one of a block. */
export function hookOfLayer(name: string, layer: number): string {
  if (name.includes("{l}")) return name.replaceAll("{l}", String(layer));
  return name.startsWith("blocks.") || name === "hook_embed" ? name : `blocks.${layer}.${name}`;
}

/** Whether dictionaries of this layer are wanted. */
export function wantsLayer(layers: readonly number[] | undefined, layer: number | undefined): boolean {
  return layers === undefined || (layer !== undefined && layers.includes(layer));
}

/** Checks an option's list of layers. @throws SourceError naming the option and the value. */
export function checkLayers(layers: readonly number[] | undefined): void {
  for (const layer of layers ?? []) {
    if (!Number.isSafeInteger(layer) || layer < 0) {
      throw new SourceError(`${layer} is no layer; expected whole numbers from 0`, "layers");
    }
  }
}
