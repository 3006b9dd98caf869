import { SourceError } from "../../../../program/SourceError.js";

/**
 * Hooks of a hookpoint of sparsify: the name of a module of the Hugging Face model (`layers.3.mlp`, `h.3`, `embed_tokens`).
 * An SAE reads the module's output, a transcoder reads its input and writes its output.
 *
 * @throws SourceError for a module that is none of these: block, MLP, embedding; for attention, whose hooks must be said.
 */
export function sparsifyHooks(
  name: string,
  transcoder: boolean,
  file: string,
): { hookIn: string; hookOut: string } {
  const [, layer, module = ""] = /(?:^|\.)(?:layers|h|blocks)[._](\d+)(?:\.(.+))?$/.exec(name) ?? [];
  if (layer !== undefined && ATTENTION.test(module)) {
    const block = `blocks.${layer}`;
    // In Gemma 3 the module's output is before a norm behind which `hook_attn_out` is, and no hook has what goes in.
    const which = transcoder
      ? "no hook has its input; say hookIn and hookOut"
      : `say hookIn: ${block}.hook_attn_out is its output, except in Gemma 3, where none is`;
    throw new SourceError(`${JSON.stringify(name)} is of the attention: ${which}`, file);
  }
  const modules = layer !== undefined && Object.hasOwn(MODULES, module) ? MODULES[module] : undefined;
  const pair = modules?.map(hook => `blocks.${layer}.${hook}`);
  if (pair) return { hookIn: transcoder ? pair[0]! : pair[1]!, hookOut: pair[1]! };
  if (/(?:^|\.)(?:embed_tokens|wte|embed_in)$/.test(name) && !transcoder) {
    return { hookIn: "hook_embed", hookOut: "hook_embed" };
  }
  throw new SourceError(
    `${JSON.stringify(name)} is no hookpoint that is known (layers.3, layers.3.mlp, embed_tokens); say hookIn${transcoder ? " and hookOut" : ""}`,
    file,
  );
}

/** Input and output of a block's modules. */
const MODULES: Readonly<Record<string, readonly [string, string]>> = {
  "": ["hook_resid_pre", "hook_resid_post"],
  mlp: ["mlp.hook_in", "mlp.hook_out"],
};

/** Names of a block's attention. */
const ATTENTION = /^(self_attn|attention|attn)$/;
