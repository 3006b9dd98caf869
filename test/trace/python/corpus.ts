import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "corpus");

/** Our programs full of odd constructs: file name and source. */
export const CORPUS: readonly (readonly [file: string, source: string])[] = readdirSync(folder)
  .filter(file => file.endsWith(".py"))
  .sort()
  .map(file => [file, readFileSync(join(folder, file), "utf8")] as const);
