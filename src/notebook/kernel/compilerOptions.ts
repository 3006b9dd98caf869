import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { CompilerOptions } from "typescript";

/**
 * tslab's compiler options with what it lacks: maps back to the source, this package's types in any folder, and the
 * types of Node where tslab's own dependencies were put beside it instead of into it.
 *
 * @param tslab folder of tslab.
 * @param declarations what {@link resolveTracebook} gave.
 */
export function compilerOptions(
  options: CompilerOptions,
  tslab: string,
  declarations: string | undefined,
): CompilerOptions {
  return {
    ...options,
    inlineSourceMap: true,
    // Sources are named from the notebook's folder, whatever folder the output would go to.
    sourceRoot: "/",
    typeRoots: withNode(options.typeRoots ?? [], tslab),
    ...(declarations === undefined ? {} : { paths: { ...options.paths, tracebook: [declarations] } }),
  };
}

/** The roots, and that of `@types/node` as tslab's package manager placed it if no root has it. */
function withNode(roots: readonly string[], tslab: string): string[] {
  if (roots.some(root => existsSync(join(root, "node", "package.json")))) return [...roots];
  try {
    const manifest = createRequire(join(tslab, "package.json")).resolve("@types/node/package.json");
    return [...roots, dirname(dirname(manifest))];
  } catch {
    return [...roots];
  }
}
