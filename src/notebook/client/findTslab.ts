import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { packageFile } from "../../figures/core/packageFile.js";
import { SourceError } from "../../program/SourceError.js";

/**
 * Folder of the tslab to use: the nearest in a `node_modules` from a folder upwards, then `TRACEBOOK_TSLAB` (the
 * folder of tslab or one that has it installed), then beside this package, then what `npm install -g` put there.
 *
 * @param from folder to start at, such as that of a notebook.
 * @returns an absolute path; `bin/tslab` is below it.
 * @throws SourceError for a `TRACEBOOK_TSLAB` without tslab; Error with the command that installs it.
 */
export function findTslab(from: string): string {
  const near = above(resolve(from));
  if (near !== undefined) return near;
  const named = process.env.TRACEBOOK_TSLAB;
  if (named) {
    const found = [resolve(named), join(resolve(named), "node_modules", "tslab")].find(isTslab);
    if (found === undefined) throw new SourceError(`no tslab in ${resolve(named)}`, "TRACEBOOK_TSLAB");
    return found;
  }
  const beside = above(packageFile("."));
  if (beside !== undefined) return beside;
  // In a checkout of Tracebook tslab has a folder of its own.
  const own = packageFile("notebooks/node_modules/tslab");
  if (isTslab(own)) return own;
  const global = globalModules()
    .map(folder => join(folder, "tslab"))
    .find(isTslab);
  if (global !== undefined) return global;
  throw new Error(
    `tslab is not installed: no node_modules/tslab in ${resolve(from)} or above it, and none for all projects. ` +
      "Run `npm install tslab` there (in a folder without typescript, whose tsc it replaces), or name one with TRACEBOOK_TSLAB",
  );
}

/** The nearest tslab in `node_modules` of a folder and those above it. */
function above(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", "tslab");
    if (isTslab(candidate)) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Where npm installs globally, without asking npm, which takes a second. */
function globalModules(): readonly string[] {
  const { APPDATA, npm_config_prefix: prefix } = process.env;
  const roots = [prefix, dirname(dirname(process.execPath)), APPDATA && join(APPDATA, "npm")];
  return roots.flatMap(root => (root ? [join(root, "lib", "node_modules"), join(root, "node_modules")] : []));
}

function isTslab(folder: string): boolean {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return false;
  try {
    return (JSON.parse(readFileSync(manifest, "utf8")) as { name?: string }).name === "tslab";
  } catch {
    return false;
  }
}
