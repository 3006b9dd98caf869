import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../program/SourceError.js";

/** What a model's folder says about the dialect it was trained on. */
export interface Dialect {
  readonly version: 1;
  /** How it was trained to answer: with the trace before the answer (`cot`), or at once. */
  readonly style: "direct" | "cot";
}

/** Files that may say it; the first that does counts. */
const FILES = ["config.json", "tokenizer_config.json"] as const;

/**
 * The dialect of a model's folder: the key `"tracebook": {"dialect": 1}` of its `config.json` or `tokenizer_config.json`, with
 * `"style": "direct"` for one that was trained without traces. Undefined where neither says so.
 *
 * @throws SourceError for a dialect of another version, and another style.
 */
export async function dialectOf(folder: string): Promise<Dialect | undefined> {
  for (const name of FILES) {
    const file = join(folder, name);
    const said = (await json(file))?.tracebook as Readonly<Record<string, unknown>> | undefined;
    if (said === undefined || said === null) continue;
    const { dialect, style = "cot" } = said;
    if (dialect !== 1)
      throw new SourceError(
        `tracebook.dialect: expected 1, got ${JSON.stringify(dialect) ?? "none"}: made by another version`,
        file,
      );
    if (style !== "cot" && style !== "direct")
      throw new SourceError(`tracebook.style: expected cot or direct, got ${JSON.stringify(style)}`, file);
    return { version: 1, style };
  }
  return undefined;
}

/** What is there; a path that is a file, or text that is no JSON, is for others to complain about. */
async function json(file: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
