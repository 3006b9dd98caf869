import { SourceError } from "../../program/SourceError.js";
import type { Tokenizer } from "../tokens/Tokenizer.js";

/** A token for people. Embeddings often have rows beyond the tokenizer's ids (padding), which a model can name: `#50280`. */
export function tokenName(tokenizer: Tokenizer, id: number): string {
  try {
    return tokenizer.show(id);
  } catch (error) {
    if (error instanceof SourceError) return `#${id}`;
    throw error;
  }
}
