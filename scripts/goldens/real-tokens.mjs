// Writes test/lens/tokens/goldens/real.json: ids that llama.cpp gives the hostile texts of train_tokenizers.py by the vocabularies of the
// real GGUF files, with marks as text and as marks. Run from the repository's root, with TRACEBOOK_MODELS and TRACEBOOK_LLAMA
// (a folder with node-llama-cpp) set:
//
//   node scripts/goldens/real-tokens.mjs
//
// transformers can read these files too, but knows only GPT-2's way to cut text there, and no user-defined tokens.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const FOLDER = "test/lens/tokens/goldens";
const FILES = ["SmolLM2-135M-Instruct.Q4_1.gguf", "gemma-3-270m-q4_k_m.gguf"];
const at = createRequire(join(process.env.TRACEBOOK_LLAMA, "package.json")).resolve("node-llama-cpp");
const { getLlama } = await import(pathToFileURL(at).href);

const texts = JSON.parse(readFileSync(join(FOLDER, "texts.json"), "utf8"));
const llama = await getLlama({ gpu: false, build: "never" });
const made = {};
for (const file of FILES) {
  const model = await llama.loadModel({
    modelPath: join(process.env.TRACEBOOK_MODELS, file),
    vocabOnly: true,
  });
  const ids = marks => texts.map(text => [...model.tokenize(text, marks)]);
  made[file] = {
    by: `llama.cpp ${llama.llamaCppRelease.release}`,
    ids: { text: ids(false), marks: ids(true) },
  };
  await model.dispose();
}
writeFileSync(join(FOLDER, "real.json"), `${JSON.stringify(made)}\n`);
await llama.dispose();
