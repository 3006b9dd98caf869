import { SourceError } from "../../../../program/SourceError.js";

/**
 * Hooks of a hookpoint of sparsify: the name of a module of the Hugging Face model (`layers.3.mlp`, `h.3`, `embed_tokens`).
 * An SAE reads the module's output, a transcoder reads its input and writes its output.
 *
 * @throws SourceError for a module that is none of these: block, MLP, attention, embedding.
 */
export function sparsifyHooks(
  name: string,
  transcoder: boolean,
  file: string,
): { hookIn: string; hookOut: string } {
  const [, layer, module = ""] = /(?:^|\.)(?:layers|h|blocks)[._](\d+)(?:\.(.+))?$/.exec(name) ?? [];
  const pair = layer === undefined ? undefined : MODULES[module]?.map(hook => `blocks.${layer}.${hook}`);
  if (pair) return { hookIn: transcoder ? pair[0]! : pair[1]!, hookOut: pair[1]! };
  if (/(?:^|\.)(?:embed_tokens|wte|embed_in)$/.test(name) && !transcoder) {
    return { hookIn: "hook_embed", hookOut: "hook_embed" };
  }
  throw new SourceError(
    `${JSON.stringify(name)} is no hookpoint that is known (layers.3, layers.3.mlp, layers.3.self_attn, embed_tokens); say hookIn${transcoder ? " and hookOut" : ""}`,
    file,
  );
}

/** Input and output of a block's modules. */
const MODULES: Readonly<Record<string, readonly [string, string]>> = {
  "": ["hook_resid_pre", "hook_resid_post"],
  mlp: ["mlp.hook_in", "mlp.hook_out"],
  self_attn: ["ln1.hook_out", "hook_attn_out"],
  attention: ["ln1.hook_out", "hook_attn_out"],
  attn: ["ln1.hook_out", "hook_attn_out"],
};
