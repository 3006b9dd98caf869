import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const found = new Map<string, string>();

/**
 * Path of a child's code in `dist/` of this package, from the sources as from the bundle.
 *
 * @param name of the file: what JavaScript runs in by default.
 * @throws Error when it has not been built.
 */
export function sandboxPath(name: string = "sandbox.cjs"): string {
  const known = found.get(name);
  if (known !== undefined) return known;
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "tracebook") {
      const path = join(folder, "dist", name);
      if (!existsSync(path)) throw new Error(`${path} is missing: run "npm run build"`);
      // The permission model compares real paths.
      const real = realpathSync(path);
      found.set(name, real);
      return real;
    }
    if (folder === dirname(folder)) throw new Error(`no package.json of tracebook above ${start}`);
  }
}
