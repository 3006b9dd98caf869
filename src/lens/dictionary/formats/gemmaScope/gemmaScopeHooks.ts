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

/** What the config beside a file says of it; options go before it, key by key. */
export interface GemmaScopeSaid {
  readonly hookIn?: string;
  /** Absent for an SAE. */
  readonly hookOut?: string;
  readonly layer?: number;
  readonly model?: string;
}

/**
 * Hooks of a file of Gemma Scope: those that are said, in the options or the config, else they follow from the names of its folders as
 * published (`gemma-scope-2b-pt-res/layer_20/width_16k/average_l0_71`). A transcoder of which only one hook is said stays one: the other
 * is that of the config or the folders.
 *
 * @param path absolute path of the file, with `/`
 * @throws SourceError where they neither follow nor are said.
 */
export function gemmaScopeHooks(
  path: string,
  options: ReadDictionaryOptions,
  said: GemmaScopeSaid = {},
): GemmaScopeHooks {
  const within = path.slice(path.lastIndexOf("gemma-scope") + 1);
  const digits = /layer_(\d+)/.exec(within)?.[1];
  const embedding = digits === undefined && /\/embedding\//.test(within);
  const layer =
    options.layer ?? said.layer ?? (embedding ? 0 : digits === undefined ? undefined : Number(digits));
  const place = PLACES.find(([pattern]) => pattern.test(path));
  const named = embedding ? ["hook_embed", "hook_embed"] : [place?.[1], place?.[2]];
  const [ownIn, ownOut] = said.hookIn === undefined ? named : [said.hookIn, said.hookOut ?? said.hookIn];
  const input = options.hookIn ?? ownIn;
  const output = options.hookOut ?? (ownIn === ownOut ? input : ownOut);
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
  const model =
    options.model ?? said.model ?? (size ? `gemma-2-${size[1]}${size[2] === "it" ? "-it" : ""}` : undefined);
  return {
    kind: hookIn === hookOut ? "sae" : "transcoder",
    hookIn,
    hookOut,
    layer,
    ...(hookIn.endsWith("hook_z") && { flattenHeads: true }),
    ...(embedding && hookIn === "hook_embed" && { embedding }),
    ...(model !== undefined && { model }),
  };
}
