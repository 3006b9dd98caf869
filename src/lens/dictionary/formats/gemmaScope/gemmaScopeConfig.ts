import { join } from "node:path";
import { configFields } from "../../../weights/config/ConfigFields.js";
import { readJson } from "../../../weights/readJson.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";
import type { GemmaScopeSaid } from "./gemmaScopeHooks.js";

/** Modules of Gemma 3 in the configs of Gemma Scope 2. */
const MODULES: Readonly<Record<string, string>> = {
  output: "hook_resid_post",
  "pre_feedforward_layernorm.output": "mlp.hook_in",
  "post_feedforward_layernorm.output": "hook_mlp_out",
  "self_attn.o_proj.input": "attn.hook_z",
};

/**
 * Hooks, layer and model of the `config.json` of Gemma Scope 2 in a folder; nothing where there is none that says them.
 *
 * @param options a module that is not known is let through where these say its hook.
 * @throws SourceError naming file, key and value.
 */
export async function gemmaScopeConfig(
  folder: string,
  options: ReadDictionaryOptions,
): Promise<GemmaScopeSaid> {
  const file = join(folder, "config.json");
  const values = await readJson(file);
  if (!values || values.hf_hook_point_in === undefined) return {};
  const fields = configFields(values, file);
  if (fields.text("architecture", "jump_relu") !== "jump_relu") fields.refuse("architecture", '"jump_relu"');
  const hook = (key: string, otherwise: string | undefined): string => {
    const [, layer, module] = PATH.exec(fields.text(key)) ?? [];
    const name = module !== undefined && Object.hasOwn(MODULES, module) ? MODULES[module] : undefined;
    if (name !== undefined) return `blocks.${layer}.${name}`;
    return otherwise ?? fields.refuse(key, `model.layers.N. and one of ${Object.keys(MODULES).join(", ")}`);
  };
  const [into, out] = ["hf_hook_point_in", "hf_hook_point_out"] as const;
  const layer = PATH.exec(fields.text(into))?.[1];
  const transcoder = fields.has(out) && fields.text(out) !== fields.text(into);
  return {
    hookIn: hook(into, options.hookIn),
    ...(transcoder && { hookOut: hook(out, options.hookOut) }),
    ...(layer !== undefined && { layer: Number(layer) }),
    ...(fields.has("model_name") && { model: fields.text("model_name").replace("-v3", "-3") }),
  };
}

/** A module's path in the model: its layer, and what it is there. */
const PATH = /^(?:.*\.)?layers\.(\d+)\.(.+)$/;
