import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

let root: string | undefined;

/** The folder this package stands in, whether it runs from `dist/` or from its sources. */
function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "tracebook")
      return folder;
    if (dirname(folder) === folder) throw new Error("the tracebook package has lost its package.json");
  }
}

/** Path of a file shipped with the package, such as `fonts/DejaVuSans.ttf`. */
export function packageFile(name: string): string {
  root ??= packageRoot();
  return join(root, name);
}
