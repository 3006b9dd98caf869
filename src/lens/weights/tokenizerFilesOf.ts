import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { readJson } from "./readJson.js";
import type { TokenizerFiles } from "./Weights.js";

/**
 * Tokenizer of a Hugging Face folder: `tokenizer.json`, `tokenizer_config.json`, and the chat template, which newer folders
 * keep in `chat_template.jinja` (it wins, as in transformers) and older ones in the settings.
 *
 * @throws SourceError where there is no tokenizer.json.
 */
export async function tokenizerFilesOf(folder: string): Promise<TokenizerFiles> {
  const tokenizer = await readJson(join(folder, "tokenizer.json"));
  if (!tokenizer) {
    throw new SourceError(
      "has no tokenizer.json; load the tokenizer with transformers' AutoTokenizer and call save_pretrained",
      folder,
    );
  }
  const config = (await readJson(join(folder, "tokenizer_config.json"))) ?? {};
  const template =
    (await readFile(join(folder, "chat_template.jinja"), "utf8").catch(() => undefined)) ??
    templateOf(config.chat_template);
  return { tokenizer, config, ...(template !== undefined && { chatTemplate: template }), source: folder };
}

/** Some settings hold several templates by name; `default` is the one for talking. */
function templateOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return undefined;
  const entry = value.find(one => one?.name === "default");
  return typeof entry?.template === "string" ? entry.template : undefined;
}
