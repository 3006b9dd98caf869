import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const GOLDENS = join(import.meta.dirname, "goldens");
const MARKS: readonly (readonly [id: number, content: string])[] = [
  [256, "<s>"],
  [257, "</s>"],
];

/** Byte-level without merges: the ids of a text are its bytes, in the order of GPT-2's alphabet. */
function tokenizer(): unknown {
  const printable = [
    [33, 127],
    [161, 173],
    [174, 256],
  ].flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i));
  const others = Array.from({ length: 256 - printable.length }, (_, i) => 256 + i);
  const alphabet = [...printable, ...others].map(code => String.fromCodePoint(code));
  const level = { type: "ByteLevel", add_prefix_space: false, trim_offsets: false, use_regex: false };
  const plain = { single_word: false, lstrip: false, rstrip: false, normalized: false };
  return {
    version: "1.0",
    added_tokens: MARKS.map(([id, content]) => ({ id, content, ...plain, special: true })),
    normalizer: null,
    pre_tokenizer: level,
    post_processor: null,
    decoder: level,
    model: {
      type: "BPE",
      byte_fallback: false,
      vocab: Object.fromEntries(alphabet.map((character, id) => [character, id])),
      merges: [],
    },
  };
}

/** Puts a file where another run may be reading it. */
function put(path: string, content: string | Uint8Array): void {
  const part = `${path}.${randomUUID()}.part`;
  writeFileSync(part, content);
  renameSync(part, path);
}

/**
 * Puts together what is the same in several of the small random models, and not worth copies in the tree: the Llama that the folder with
 * codebooks stands beside, and the tokenizer of all eleven.
 */
export default function setup(): void {
  for (const name of ["config.json", "model.safetensors"])
    put(join(GOLDENS, "llama-codebooks", name), readFileSync(join(GOLDENS, "llama", name)));
  const files = {
    "tokenizer.json": tokenizer(),
    "tokenizer_config.json": { bos_token: MARKS[0][1], eos_token: MARKS[1][1] },
  };
  for (const folder of readdirSync(GOLDENS)) {
    if (!existsSync(join(GOLDENS, folder, "config.json"))) continue;
    for (const [name, content] of Object.entries(files))
      put(join(GOLDENS, folder, name), `${JSON.stringify(content)}\n`);
  }
}
