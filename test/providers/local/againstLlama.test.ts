import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LlamaModel, llamaModel } from "../../../src/providers/llama/llamaModel.js";
import { findNodeLlama, llamaInstall } from "../../../src/providers/llama/loadNodeLlama.js";
import { type LocalLanguageModel, localModel } from "../../../src/providers/local/localModel.js";
import { tinyGguf } from "../llama/tinyGguf.js";

const TEMPLATE =
  "{{ bos_token }}{% for m in messages %}<|user|>\n{{ m['content'] }}<|end|>\n{% endfor %}" +
  "{% if add_generation_prompt %}Answer{% endif %}";
const TEXTS = ["return x 日本 月 😀é == 12\n", " the  x ==  ab", "\n", "<|user|>ab<|end|>", "x".repeat(100)];

const installed = findNodeLlama() !== undefined;
if (!installed) {
  console.info(
    `node-llama-cpp is not installed, so local models are not compared with llama.cpp. In any folder: ${llamaInstall()}; then set TRACEBOOK_LLAMA to that folder.`,
  );
}

/** llama.cpp keeps keys and values in 16 bits. */
const NEAR = 0.02;

// The weights are float32, so nothing of the difference is that of quantised activations.
describe.skipIf(!installed).each(["spm", "bpe"] as const)(
  "the same GGUF file in llama.cpp (%s)",
  tokenizer => {
    let folder: string;
    let local: LocalLanguageModel;
    let llama: LlamaModel;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "tracebook-local-llama-"));
      const file = join(folder, "tiny.gguf");
      await writeFile(file, tinyGguf({ tokenizer, template: TEMPLATE }));
      local = await localModel({ path: file, threads: 1 });
      llama = await llamaModel({ file, threads: 1, gpu: false });
    });
    afterAll(async () => {
      await local.close();
      await llama.close();
      await rm(folder, { recursive: true });
    });

    it("scores texts alike: the same tokens, spans and log-probabilities", async () => {
      // Behind a mark llama.cpp puts a space before pieces again, which its scores of a text have no place for.
      const texts = TEXTS.filter(text => tokenizer === "bpe" || !text.includes("<|"));
      for (const text of texts) {
        const ours = await local.score!(text, { top: 3 });
        const theirs = await llama.score!(text, { top: 3 });
        const placed = (tokens: typeof ours) =>
          tokens.map(({ id, byteStart, byteEnd }) => [id, byteStart, byteEnd]);
        expect(placed(ours)).toEqual(placed(theirs));
        for (const [i, { logprob, top }] of ours.entries()) {
          // A mark in a text has no score of ours: it is no text.
          if (logprob === undefined || theirs[i].logprob === undefined) continue;
          expect(Math.abs(logprob - theirs[i].logprob)).toBeLessThan(NEAR);
          for (const [k, { logprob: one }] of top!.entries())
            expect(Math.abs(one - theirs[i].top![k].logprob)).toBeLessThan(NEAR);
        }
      }
    });

    it("renders prompts alike and answers alike, token by token, while it is sure", async () => {
      let compared = 0;
      for (const prompt of ["1+1?", "return x", "the 日本 ab == 12", "x\ny"]) {
        const request = { prompt, sample: 0, settings: { maxTokens: 24, logprobs: 2 } };
        const ours = await local.generate(request);
        const theirs = await llama.generate(request);
        expect(ours.inputTokens).toBe(theirs.inputTokens);
        for (const [i, token] of ours.tokens!.entries()) {
          const [first, second] = token.top!;
          if (token.id !== theirs.tokens![i]?.id) {
            expect(first.logprob - second.logprob).toBeLessThan(2 * NEAR);
            break;
          }
          expect(Math.abs(token.logprob! - theirs.tokens![i].logprob!)).toBeLessThan(NEAR);
          expect([token.byteStart, token.byteEnd]).toEqual([
            theirs.tokens![i].byteStart,
            theirs.tokens![i].byteEnd,
          ]);
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(40);
    });

    it("holds to the same grammars", async () => {
      const form = {
        schema: {},
        grammar: 'root ::= "Answer: " ("\\"" [^"\\n]* "\\"" | [0-9]+ | "[" [a-z]* "]")',
      };
      for (const prompt of ["1+1?", "return x"]) {
        const request = { prompt, sample: 0, settings: { maxTokens: 20 }, form };
        const [ours, theirs] = [await local.generate(request), await llama.generate(request)];
        expect(ours.text.startsWith("Answer: ")).toBe(true);
        expect(ours.text).toBe(theirs.text);
      }
    });
  },
);
