// dist/index.d.ts: one declaration file in which every type reachable from a public signature is exported by
// name (a notebook cell that stores a value of an unnamed type does not run, see scripts/check-types-504.mjs).
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateDtsBundle } from "dts-bundle-generator";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [text] = generateDtsBundle(
  [{ filePath: join(root, "src/index.ts"), output: { noBanner: true, exportReferencedTypes: true } }],
  { preferredConfigPath: join(root, "scripts/tsconfig.types.json") },
);

const foreign = text.match(/^(?:import .* from .*|\/\/\/ <reference .*)$/gm);
if (foreign) {
  throw new Error(`public types must stand on their own, but dist/index.d.ts says:\n${foreign.join("\n")}`);
}
mkdirSync(join(root, "dist"), { recursive: true });
const path = join(root, "dist/index.d.ts");
writeFileSync(`${path}.part`, text);
renameSync(`${path}.part`, path);
