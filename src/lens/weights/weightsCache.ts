import { cacheFolder } from "../../program/cacheFolder.js";

/** Where what can be made or fetched again is kept: `TRACEBOOK_CACHE`, else the user's folder for it (`~/.cache/tracebook`). */
export function weightsCache(): string {
  return process.env.TRACEBOOK_CACHE || cacheFolder();
}
