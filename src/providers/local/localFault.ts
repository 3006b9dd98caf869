import { AlignError } from "../../lens/tokens/AlignError.js";
import { SourceError } from "../../program/SourceError.js";
import { ProviderError } from "../ProviderError.js";

/** A prompt that does not fit. */
export function tooLong(count: number, context: number, path: string): ProviderError {
  return new ProviderError(
    "context length",
    `${count} tokens do not fit the context of ${context} tokens (${path})`,
  );
}

/**
 * What went wrong while a prompt was read or answered, as a run takes it. Of this prompt alone: memory that did not do, a grammar
 * the vocabulary cannot spell, a text the tokenizer changes. What the model itself could not do would fail for every prompt.
 */
export function localFault(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof ProviderError) return error;
  if (error instanceof AlignError) return new ProviderError("invalid request", `${path}: ${error.message}`);
  const memory = /out of memory|array buffer allocation|invalid (?:typed )?array length/i.test(error.message);
  if (memory) return new ProviderError("invalid request", error.message);
  if (!(error instanceof SourceError)) return error;
  return new ProviderError(error.file === "grammar" ? "invalid request" : "unsupported", error.message);
}
