import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

let found: string | undefined;

/**
 * Path of the child's code, `dist/sandbox.cjs` of this package, from the sources as from the bundle.
 *
 * @throws Error when it has not been built.
 */
export function sandboxPath(): string {
  if (found !== undefined) return found;
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "tracebook") {
      const path = join(folder, "dist", "sandbox.cjs");
      if (!existsSync(path)) throw new Error(`${path} is missing: run "npm run build"`);
      // The permission model compares real paths.
      found = realpathSync(path);
      return found;
    }
    if (folder === dirname(folder)) throw new Error(`no package.json of tracebook above ${start}`);
  }
}
