import { ProviderError } from "./ProviderError.js";

/** Throws when the caller ends it or it takes too long; it is asked between tokens. */
export function timeBound(
  signal: AbortSignal | undefined,
  timeoutMs: number | undefined,
  file: string,
): () => void {
  const start = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (timeoutMs === undefined || performance.now() - start <= timeoutMs) return;
    throw new ProviderError("timeout", `${file} has not ended its answer within ${timeoutMs / 1000} s`);
  };
}
