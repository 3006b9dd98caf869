import { SourceError } from "../../program/SourceError.js";
import type { ScoredText } from "../scored/ScoredText.js";
import type { scoreLocal } from "../scored/scoreLocal.js";
import type { LocalModel } from "../session/LocalModel.js";
import type { ByteSpans } from "../tokens/ByteSpans.js";
import { tokenName } from "./tokenName.js";

/** What can be looked into: a text, ids, or a text that was scored (the same tokens are run then). */
export type LensText = string | ArrayLike<number> | ScoredText;

/** Its tokens. */
export interface LensTokens {
  readonly text?: string;
  readonly spans?: ByteSpans;
  readonly ids: Int32Array;
  readonly names: readonly string[];
  readonly special: Uint8Array;
  /** The beginning-of-text token that runs before them, as in {@link scoreLocal}; it is none of the text's. */
  readonly lead?: number;
}

/**
 * Tokens of a text as the model reads them.
 *
 * @throws SourceError for a text without tokens, an id out of range, a beginning-of-text token the model has not, and a scored text whose ids are not known.
 */
export function lensTokens(model: LocalModel, text: LensText, bos: boolean | undefined): LensTokens {
  const { tokenizer, config } = model;
  const scored = typeof text === "object" && "logprobs" in text ? text : undefined;
  const ids =
    scored !== undefined
      ? scored.ids
      : typeof text === "string"
        ? tokenizer.encode(text)
        : Int32Array.from(text as ArrayLike<number>);
  if (ids.length === 0) throw new SourceError("there are no tokens in it", "text");
  const wrong = ids.findIndex(id => !(id >= 0 && id < config.vocabulary));
  if (wrong >= 0) {
    throw new SourceError(
      `token ${wrong} has id ${ids[wrong]}; ${model.name} knows 0..${config.vocabulary - 1}`,
      "text",
    );
  }
  const known = tokenizer.bos ?? config.bos;
  const wanted = bos ?? (typeof text === "string" || scored !== undefined ? tokenizer.addsBos : false);
  if (wanted && known === undefined)
    throw new SourceError(`${model.name} has no beginning-of-text token`, "bos");
  const source = scored?.text ?? (typeof text === "string" ? text : undefined);
  return {
    ...(source !== undefined && { text: source, spans: scored?.spans ?? tokenizer.spans(source, ids) }),
    ids,
    names: Array.from(ids, id => tokenName(tokenizer, id)),
    special: scored?.spans.special ?? Uint8Array.from(ids, id => (tokenizer.isSpecial(id) ? 1 : 0)),
    ...(wanted && ids[0] !== known && { lead: known }),
  };
}
