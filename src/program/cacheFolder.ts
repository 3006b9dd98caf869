import { homedir } from "node:os";
import { join } from "node:path";

/** Folder of what this user's machine keeps for us. */
export function cacheFolder(): string {
  const base =
    process.env.XDG_CACHE_HOME ||
    (process.platform === "win32" ? process.env.LOCALAPPDATA : undefined) ||
    join(homedir(), ".cache");
  return join(base, "tracebook");
}
