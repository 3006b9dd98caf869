import type { LocalModel } from "../../lens/session/LocalModel.js";
import type { TokenTexts } from "../sampledScores.js";

/** Bytes of a model's tokens. Rows that pad the embedding, and gaps in the vocabulary, stand for no text. */
export function tokenTexts({ tokenizer }: LocalModel): TokenTexts {
  return {
    bytes: id => (id < tokenizer.size && tokenizer.has(id) ? tokenizer.bytes(id) : new Uint8Array(0)),
  };
}

/**
 * Ids of a prompt; marks such as `<|im_start|>` in it are marks, as on servers. The mark of a beginning stands first, where the
 * model was trained with it and the text does not have it.
 */
export function localIds({ tokenizer }: LocalModel, text: string): Int32Array {
  const ids = tokenizer.encode(text, { marks: true });
  const { bos, addsBos } = tokenizer;
  if (!addsBos || bos === undefined || ids[0] === bos) return ids;
  const all = new Int32Array(ids.length + 1);
  all[0] = bos;
  all.set(ids, 1);
  return all;
}
