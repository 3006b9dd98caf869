import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openTokenizer } from "../../../src/lens/tokens/openTokenizer.js";
import type { Tokenizer } from "../../../src/lens/tokens/Tokenizer.js";
import { openWeights } from "../../../src/lens/weights/openWeights.js";

const FOLDER = process.env.TRACEBOOK_MODELS ?? join(homedir(), ".cache/tracebook/models");
const GOLDENS = join(import.meta.dirname, "goldens");
const TEXTS = JSON.parse(readFileSync(join(GOLDENS, "texts.json"), "utf8")) as string[];
const REAL = JSON.parse(readFileSync(join(GOLDENS, "real.json"), "utf8")) as Readonly<
  Record<string, { readonly ids: Readonly<Record<"text" | "marks", readonly number[][]>> }>
>;
/** A whole file, long enough for a heap of merges. */
const SOURCE = readFileSync(import.meta.filename, "utf8").repeat(4);

describe.each(Object.keys(REAL))("the tokenizer of a real model: %s", file => {
  const path = join(FOLDER, file);
  const absent = !existsSync(path) && process.env.TRACEBOOK_REQUIRE !== "all";
  if (absent) console.warn(`skipped: no ${path} (npm run models; TRACEBOOK_MODELS names the folder)`);
  let tokenizer: Tokenizer;
  beforeAll(async () => {
    if (absent) return;
    const weights = await openWeights(path);
    tokenizer = openTokenizer(weights.tokenizerFiles);
    await weights.close();
  }, 120_000);

  it.skipIf(absent).each(["text", "marks"] as const)("gives llama.cpp's ids, marks read as %s", kind => {
    const wrong = TEXTS.filter((text, at) => {
      // llama.cpp takes any token named </s> for a mark; Gemma has it as a tag of HTML.
      if (text.includes("</s>") && tokenizer.kind === "sentencepiece") return false;
      const ids = tokenizer.encode(text, { marks: kind === "marks" });
      return JSON.stringify([...ids]) !== JSON.stringify(REAL[file].ids[kind][at]);
    });
    expect(wrong).toEqual([]);
  });

  it.skipIf(absent)("lays the tokens of every text on its bytes, and gives the text back", () => {
    for (const text of [...TEXTS, SOURCE]) {
      const ids = tokenizer.encode(text);
      const { start, end } = tokenizer.spans(text, ids);
      expect([start[0] ?? 0, end.at(-1) ?? 0]).toEqual([0, Buffer.byteLength(text)]);
      if (tokenizer.kind === "byte-level") expect(tokenizer.decode(ids)).toBe(text);
    }
  });
});
