import { SourceError } from "../../../../program/SourceError.js";
import { hookOfLayer } from "../../hookNames.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";

/** What a path (or a config) of Gemma Scope says. */
export interface GemmaScopeHooks {
  readonly kind: "sae" | "transcoder";
  readonly hookIn: string;
  readonly hookOut: string;
  readonly layer: number | undefined;
  readonly flattenHeads?: boolean;
  readonly embedding?: boolean;
  readonly model?: string;
}

/** Hooks of a layer by the part of the names of repositories and folders. */
const PLACES: readonly (readonly [RegExp, string, string])[] = [
  [/gemma-scope-[\w.-]*transcoders?\b/, "ln2.hook_normalized", "hook_mlp_out"],
  [/gemma-scope-[\w.-]*-res\b/, "hook_resid_post", "hook_resid_post"],
  [/gemma-scope-[\w.-]*-mlp\b/, "hook_mlp_out", "hook_mlp_out"],
  [/gemma-scope-[\w.-]*-att\b/, "attn.hook_z", "attn.hook_z"],
  // Gemma Scope 2 keeps all kinds in one repository.
  [/(?:^|\/)(?:transcoder|clt)(?:_all)?(?:\/|$)/, "mlp.hook_in", "hook_mlp_out"],
  [/(?:^|\/)resid_post(?:_all)?(?:\/|$)/, "hook_resid_post", "hook_resid_post"],
  [/(?:^|\/)mlp_out(?:_all)?(?:\/|$)/, "hook_mlp_out", "hook_mlp_out"],
  [/(?:^|\/)attn_out(?:_all)?(?:\/|$)/, "attn.hook_z", "attn.hook_z"],
];

/**
 * Hooks of a file of Gemma Scope, which are in no file: they follow from the names of its folders as published
 * (`gemma-scope-2b-pt-res/layer_20/width_16k/average_l0_71`), or are said.
 *
 * @param path absolute path of the file, with `/`
 * @throws SourceError where they neither follow nor are said.
 */
export function gemmaScopeHooks(path: string, options: ReadDictionaryOptions): GemmaScopeHooks {
  const digits = /layer_(\d+)/.exec(path.slice(path.lastIndexOf("gemma-scope") + 1))?.[1];
  const embedding = /\/embedding\//.test(path);
  const layer = options.layer ?? (digits === undefined ? (embedding ? 0 : undefined) : Number(digits));
  const place = PLACES.find(([pattern]) => pattern.test(path));
  const input = options.hookIn ?? (embedding ? "hook_embed" : place?.[1]);
  const output =
    options.hookOut ?? (options.hookIn === undefined ? (embedding ? "hook_embed" : place?.[2]) : input);
  if (input === undefined || output === undefined) {
    throw new SourceError(
      "does not say what it reads, and its folders are not named as published (gemma-scope-2b-pt-res/layer_20/…); say hookIn, for a transcoder hookOut",
      path,
    );
  }
  const needsLayer = [input, output].some(
    hook => hook.includes("{l}") || !/^(blocks\.|hook_embed$)/.test(hook),
  );
  if (layer === undefined && needsLayer) {
    throw new SourceError("does not say its layer, and no folder is called layer_{l}; say layer", path);
  }
  const hookIn = hookOfLayer(input, layer ?? 0);
  const hookOut = hookOfLayer(output, layer ?? 0);
  const size = /gemma-scope-(\d+b)-(pt|it)/.exec(path);
  const model = options.model ?? (size ? `gemma-2-${size[1]}${size[2] === "it" ? "-it" : ""}` : undefined);
  return {
    kind: hookIn === hookOut ? "sae" : "transcoder",
    hookIn,
    hookOut,
    layer,
    ...(hookIn.endsWith("hook_z") && { flattenHeads: true }),
    ...(embedding && options.hookIn === undefined && { embedding }),
    ...(model !== undefined && { model }),
  };
}
