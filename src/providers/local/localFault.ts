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
 * What went wrong while a prompt was read or answered, as a run takes it: where memory did not do for this prompt, it may for
 * others. What the model itself could not do would fail for every prompt.
 */
export function localFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ProviderError) return error;
  const memory = /out of memory|array buffer allocation|invalid (?:typed )?array length/i.test(error.message);
  if (memory) return new ProviderError("invalid request", error.message);
  return error instanceof SourceError ? new ProviderError("unsupported", error.message) : error;
}
