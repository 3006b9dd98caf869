import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Folder of the published data; never part of this repository. */
export const DATA: string = process.env.TRACEBOOK_DATA ?? join("..", "shared", "data");

/** The programs of CRUXEval-X in one language; skips the test, and says why, when the data is absent. */
export function publishedCode(
  language: "js" | "ts",
  context: { skip(note?: string): never },
): readonly { readonly id: number; readonly code: string }[] {
  const path = join(DATA, "cruxeval-x", `${language}.jsonl`);
  if (!existsSync(path)) {
    console.warn(`skipped: no published data at ${path} (set TRACEBOOK_DATA)`);
    context.skip(`no published data at ${path}`);
  }
  return readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map(row => JSON.parse(row) as { id: number; code: string });
}
