import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { jsonObject, readJson } from "./readJson.js";
import type { TokenizerFiles } from "./Weights.js";

/**
 * Tokenizer of a Hugging Face folder: `tokenizer.json`, `tokenizer_config.json`, and the chat template, which newer folders
 * keep in `chat_template.jinja` (it wins, as in transformers) and older ones in the settings.
 *
 * @throws SourceError where there is no tokenizer.json.
 */
export async function tokenizerFilesOf(folder: string): Promise<TokenizerFiles> {
  const file = join(folder, "tokenizer.json");
  if (!existsSync(file)) {
    throw new SourceError(
      "has no tokenizer.json; load the tokenizer with transformers' AutoTokenizer and call save_pretrained",
      folder,
    );
  }
  const config = (await readJson(join(folder, "tokenizer_config.json"))) ?? {};
  const template =
    (await readFile(join(folder, "chat_template.jinja"), "utf8").catch(() => undefined)) ??
    templateOf(config.chat_template);
  let tokenizer: Record<string, unknown> | undefined;
  return {
    // Parsed when it is first asked for: it is megabytes, and a graph needs none of it.
    get tokenizer() {
      tokenizer ??= jsonObject(readFileSync(file, "utf8"), file);
      return tokenizer;
    },
    config,
    ...(template !== undefined && { chatTemplate: template }),
    source: folder,
  };
}

/** Some settings hold several templates by name; `default` is the one for talking. */
function templateOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return undefined;
  const entry = value.find(one => one?.name === "default");
  return typeof entry?.template === "string" ? entry.template : undefined;
}
