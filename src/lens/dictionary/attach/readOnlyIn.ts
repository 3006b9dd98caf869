import type { AttachMode } from "./AttachOptions.js";

/**
 * Why a dictionary's hook cannot be changed in a mode; undefined where it can: a change that would change nothing is refused.
 *
 * @param error it is what the dictionary misses.
 */
export function readOnlyIn(mode: AttachMode, error = false): string | undefined {
  if (mode === "read")
    return 'attached to be read only; attach with mode "replace" or "keep error" to change it';
  if (mode === "replace" && error)
    return 'is not added back in mode "replace"; attach with mode "keep error" to change it';
  return undefined;
}
