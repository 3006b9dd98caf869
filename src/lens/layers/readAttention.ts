import { SourceError } from "../../program/SourceError.js";
import type { LocalModel } from "../session/LocalModel.js";
import type { AttentionPatterns, HeadName } from "./AttentionPatterns.js";
import { chosenNumbers } from "./chosenNumbers.js";
import { type LensText, lensTokens } from "./lensTokens.js";
import { tokenName } from "./tokenName.js";

/** Which heads are read. */
export interface ReadAttentionOptions {
  /** Blocks, 0-based; negative ones count from the end. Default all. */
  readonly layers?: readonly number[];
  /** Heads in each of them, 0-based. Default all. */
  readonly heads?: readonly number[];
  /** Runs the beginning-of-text token before the text. Default: as the model was trained; of ids: no. */
  readonly bos?: boolean;
  readonly signal?: AbortSignal;
}

/** Numbers of all patterns together: 1 GiB of them. */
const MOST = 2 ** 28;

/**
 * Attention patterns of a text, by one run of the model.
 *
 * @throws SourceError for a layer or head there is none of, a text without tokens, and where the patterns would not fit
 * (1 GiB): choose layers or heads then.
 */
export async function readAttention(
  model: LocalModel,
  text: LensText,
  options: ReadAttentionOptions = {},
): Promise<AttentionPatterns> {
  const { config } = model;
  const layers = chosenNumbers(options.layers, config.layers, "layers", model.name);
  const chosen = chosenNumbers(options.heads, config.heads, "heads", model.name);
  const tokens = lensTokens(model, text, options.bos);
  const { lead, ...about } = tokens;
  const ids = lead === undefined ? tokens.ids : Int32Array.of(lead, ...tokens.ids);
  const { length } = ids;
  const heads: HeadName[] = layers.flatMap(layer => chosen.map(head => ({ layer, head })));
  if (heads.length * length * length > MOST || config.heads * layers.length * length * length > 2 * MOST) {
    throw new SourceError(
      `${heads.length} heads × ${length} × ${length} tokens are more than 1 GiB: choose fewer layers or heads`,
      "attention",
    );
  }
  const hook = (layer: number): string => `blocks.${layer}.attn.hook_pattern`;
  const run = await model.run(ids, {
    hooks: layers.map(hook),
    logits: "none",
    signal: options.signal,
  });
  const patterns = new Float32Array(heads.length * length * length);
  heads.forEach(({ layer, head }, h) => {
    const { data } = run.hooks.get(hook(layer))!;
    patterns.set(data.subarray(head * length * length, (head + 1) * length * length), h * length * length);
  });
  const named = lead === undefined ? {} : { lead: tokenName(model.tokenizer, lead) };
  return { model: model.name, ...about, ...named, heads, patterns };
}
