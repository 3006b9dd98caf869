import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Absolute path of the folder `datasets` of this package, found by walking up to the `package.json` named
 * `tracebook`: it works from the sources and from the bundle in `dist`.
 */
export function packagedFolder(): string {
  const start = typeof __filename === "string" ? __filename : fileURLToPath(import.meta.url);
  for (let folder = dirname(start); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (!existsSync(manifest)) continue;
    if ((JSON.parse(readFileSync(manifest, "utf8")) as { name?: string }).name !== "tracebook") continue;
    return join(folder, "datasets");
  }
  throw new Error(`no package.json named tracebook above ${start}`);
}

/** Names of the data sets that come with this package, sorted; each can be given to {@link loadDataset}. */
export function datasets(): readonly string[] {
  const folder = packagedFolder();
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, "index.json")))
    .map(entry => entry.name)
    .sort();
}
