import { ProviderError } from "../ProviderError.js";

/** Tokens of a server that do not lie along the text: where, and why. */
export function spansFault(token: number, byte: number, why: string): ProviderError {
  return new ProviderError("malformed", `token ${token}, byte ${byte}: ${why}`);
}
