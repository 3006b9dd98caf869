import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageFile } from "../../figures/core/packageFile.js";

type ResolveFilename = (request: string, ...rest: unknown[]) => string;

/**
 * Makes `tracebook` importable where no `node_modules` has it: this package is the last place that is looked at. A
 * notebook with a copy of its own keeps that.
 *
 * @returns path of this package's declarations when it is what a notebook in `folder` imports, else undefined.
 */
export function resolveTracebook(folder: string): string | undefined {
  const loader = Module as unknown as { _resolveFilename: ResolveFilename };
  const resolve = loader._resolveFilename;
  const bundle = packageFile("dist/index.cjs");
  loader._resolveFilename = function (this: unknown, request, ...rest) {
    try {
      return resolve.call(this, request, ...rest);
    } catch (error) {
      if (request !== "tracebook") throw error;
      return bundle;
    }
  };
  const found = createRequire(join(folder, "notebook.js")).resolve("tracebook");
  return found === bundle ? join(dirname(bundle), "index.d.ts") : undefined;
}
