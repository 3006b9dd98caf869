import { SourceError } from "../program/SourceError.js";
import { DEFAULT_LIMITS, type TraceOptions } from "./TraceOptions.js";

/**
 * Refuses options that make no sense, before anything runs.
 *
 * @throws SourceError naming the option and the value.
 */
export function checkOptions(options: TraceOptions): void {
  const { seed, epoch, limits = {}, call } = options;
  if (call !== undefined && typeof call !== "string") throw refuse("call", call, "one expression as text");
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff)) {
    throw refuse("seed", seed, "an integer from 0 to 4294967295");
  }
  if (epoch !== undefined && !(Number.isInteger(epoch) && Math.abs(epoch) <= 8.64e15)) {
    throw refuse("epoch", epoch, "milliseconds since 1970, an integer");
  }
  for (const [name, value] of Object.entries(limits)) {
    if (!(name in DEFAULT_LIMITS)) {
      throw new SourceError(
        `unknown limit; there are ${Object.keys(DEFAULT_LIMITS).join(", ")}`,
        `limits.${name}`,
      );
    }
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      throw refuse(`limits.${name}`, value, "a positive integer");
  }
}

function refuse(option: string, value: unknown, wanted: string): SourceError {
  return new SourceError(`expected ${wanted}, got ${JSON.stringify(value) ?? String(value)}`, option);
}
