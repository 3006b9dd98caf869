import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const GOLDENS = fileURLToPath(new URL("../../lens/goldens", import.meta.url));

/** What is different from the golden model. */
export interface TinyFolderOptions {
  /** Tokens that fit; only for models with rotary positions. */
  readonly context?: number;
  /** Jinja. */
  readonly template?: string;
  readonly model?: string;
}

/** A Hugging Face folder with a small random model: 256 bytes, `<s>` (256), `</s>` (257). */
export async function tinyFolder(
  folder: string,
  { context = 512, template, model = "llama" }: TinyFolderOptions = {},
): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of ["model.safetensors", "tokenizer.json", "tokenizer_config.json", "config.json"])
    await cp(join(GOLDENS, model, name), join(folder, name));
  const change = async (name: string, more: object): Promise<void> => {
    const file = join(folder, name);
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), ...more }));
  };
  await change("config.json", { max_position_embeddings: context });
  await change("tokenizer_config.json", {
    bos_token: "<s>",
    eos_token: "</s>",
    ...(template === undefined ? {} : { chat_template: template }),
  });
  return folder;
}
