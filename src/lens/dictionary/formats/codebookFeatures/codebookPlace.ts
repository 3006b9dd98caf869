import type { Codebook } from "../../Dictionary.js";

/** A codebook's tensors in a checkpoint, found by their names. */
export interface CodebookPlace {
  readonly layer: number;
  readonly at: Codebook["at"];
  /** Module that holds it, with a dot behind (`model.gpt_neox.layers.3.mlp.codebook_layer.`). */
  readonly prefix: string;
}

/** `…layers.3.attention.codebook_layer.`: what is before the layer, the layer, what is behind it. */
const PREFIX = /^(?:.*\.)?(?:layers|h|blocks)\.(\d+)\.((?:.*\.)?)codebook_layer\.$/;

/**
 * Where the codebooks are that tensors of these names make up. Wrappers put the module they wrap beside their codebook
 * (`module_layer`); the two places without wrapper (before attention's projection, and the sum of attention and MLP) have none
 * there, which tells them apart from attention's output and the block's.
 */
export function codebookPlacesOf(names: Iterable<string>): CodebookPlace[] {
  const all = [...names];
  const wrapped = new Set<string>();
  const prefixes = new Set<string>();
  for (const name of all) {
    for (let at = name.indexOf("module_layer."); at >= 0; at = name.indexOf("module_layer.", at + 1)) {
      wrapped.add(name.slice(0, at));
    }
    const codebook =
      /^(.*?codebook_layer\.)(?:codebook\.\d+\.)?(?:codebook\.weight|ln\.weight|ln\.bias)$/.exec(name);
    if (codebook) prefixes.add(codebook[1]!);
  }
  const places: CodebookPlace[] = [];
  for (const prefix of prefixes) {
    const [, layer, inside] = PREFIX.exec(prefix) ?? [];
    if (layer === undefined) continue;
    const module = inside!.replaceAll("module_layer.", "").replace(/\.$/, "");
    const isWrapper = wrapped.has(prefix.slice(0, -"codebook_layer.".length));
    const at = placeOf(module, isWrapper);
    if (at) places.push({ layer: Number(layer), at, prefix });
  }
  return places.sort((a, b) => a.layer - b.layer || (a.at < b.at ? -1 : 1));
}

function placeOf(module: string, isWrapper: boolean): Codebook["at"] | undefined {
  if (module === "") return isWrapper ? "transformer_block" : "attn_plus_mlp";
  if (module === "mlp") return "mlp";
  if (/^mlp\.\w+$/.test(module)) return "mlp_mid";
  if (/^(attn|attention|self_attn|attn\.attention)$/.test(module)) return isWrapper ? "attn" : "attn_preproj";
  if (/^(attn|attention)\.(c_attn|query_key_value)$/.test(module)) return "qkv";
  return undefined;
}

/** Hook whose value the codebook of a place replaces. */
export function hookOfCodebook(at: Codebook["at"], layer: number): string {
  return `blocks.${layer}.${HOOKS[at]}`;
}

const HOOKS: Readonly<Record<Codebook["at"], string>> = {
  mlp: "hook_mlp_out",
  attn_preproj: "attn.hook_z",
  attn: "hook_attn_out",
  transformer_block: "hook_resid_post",
  mlp_mid: "mlp.hook_post",
  qkv: "attn.qkv",
  attn_plus_mlp: "hook_attn_plus_mlp",
};
