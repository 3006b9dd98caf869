// Tokens of a 100 KiB source by the tokenizers of the two real models, against @huggingface/tokenizers in the same process: first
// call (nothing remembered) and warm ones. Where ids differ, it says at which token.
//
//   node scripts/build.mjs --no-types && TRACEBOOK_MODELS=… node bench/tokens.mjs
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import { openTokenizer, openWeights } from "../dist/index.mjs";
import { median } from "./measure.mjs";

const FOLDER = process.env.TRACEBOOK_MODELS ?? join(homedir(), ".cache/tracebook/models");
const files = execFileSync("git", ["ls-files", "src/**/*.ts"], { encoding: "utf8" }).trim().split("\n");
const source = Buffer.from(files.map(file => readFileSync(file, "utf8")).join("\n"))
  .subarray(0, 100 * 1024)
  .toString();

/** First and median later wall time of a call, ms. */
function times(call) {
  const all = Array.from({ length: 6 }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
  return [all[0], median(all.slice(1))].map(Math.round);
}

for (const name of ["SmolLM2-135M-Instruct.Q4_1.gguf", "gemma-3-270m-q4_k_m.gguf"]) {
  const weights = await openWeights(join(FOLDER, name));
  const { tokenizerFiles } = weights;
  const { tokenizer: json, config } = tokenizerFiles;
  const start = performance.now();
  const ours = openTokenizer(tokenizerFiles);
  const opened = Math.round(performance.now() - start);
  const before = performance.now();
  const library = new Tokenizer(
    { ...json, added_tokens: json.added_tokens.filter(token => !token.special) },
    config,
  );
  const openedLibrary = Math.round(performance.now() - before);
  const ids = ours.encode(source);
  const others = library.encode(source, { add_special_tokens: false }).ids;
  const differs = ids.findIndex((id, at) => id !== others[at]);
  const fresh = openTokenizer(tokenizerFiles);
  const rows = {
    "open, ms": [opened, openedLibrary],
    "encode first, ms / warm": [
      times(() => fresh.encode(source)).join(" / "),
      times(() => library.encode(source, { add_special_tokens: false })).join(" / "),
    ],
    "byte spans first, ms / warm": [times(() => ours.spans(source, ids)).join(" / "), "it has none"],
  };
  console.log(`${name}: ${source.length} characters, ${ids.length} tokens`);
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([row, [a, b]]) => [row, { tracebook: a, "@huggingface/tokenizers": b }]),
    ),
  );
  console.log(differs < 0 && ids.length === others.length ? "same ids" : `ids differ from token ${differs}`);
  await weights.close();
}
