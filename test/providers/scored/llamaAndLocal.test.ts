import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ScoredText } from "../../../src/lens/scored/ScoredText.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { chatTemplate } from "../../../src/providers/chat/chatTemplate.js";
import { withChatTemplate } from "../../../src/providers/chat/withChatTemplate.js";
import { llamaModel } from "../../../src/providers/llama/llamaModel.js";
import { findNodeLlama, llamaInstall } from "../../../src/providers/llama/loadNodeLlama.js";
import { localModel } from "../../../src/providers/local/localModel.js";
import { scoredOfCompletion } from "../../../src/providers/scored/scoredOfCompletion.js";
import { scoreText } from "../../../src/providers/scored/scoreText.js";
import { tinyGguf } from "../llama/tinyGguf.js";

const installed = findNodeLlama() !== undefined;
if (!installed)
  console.info(
    `skipped: node-llama-cpp is not installed. In any folder: ${llamaInstall()}; then set TRACEBOOK_LLAMA to it.`,
  );

const TEXT = "return x 日本 月 😀é == 12\n\tab  the\n";
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "llama-local-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function farthest(a: ScoredText, b: ScoredText): number {
  return a.logprobs.reduce(
    (most, x, i) => (Number.isNaN(x) ? most : Math.max(most, Math.abs(x - b.logprobs[i]))),
    0,
  );
}

describe.each(["spm", "bpe"] as const)(
  "one GGUF file (%s, weights in f32) run by llama.cpp and here",
  tokenizer => {
    let file: string;
    beforeAll(async () => {
      file = join(folder, `${tokenizer}.gguf`);
      await writeFile(file, tinyGguf({ tokenizer }));
    });

    // llama.cpp keeps keys and values as f16.
    it.skipIf(!installed)("gives the same tokens, spans and, to a hundredth, log-probabilities", async () => {
      const llama = await llamaModel({ file, threads: 1, gpu: false });
      const there = await scoreText(llama, TEXT, { top: 4 });
      await llama.close();
      const local = await openLocalModel(file, { threads: 1 });
      const here = await scoreText(local, TEXT, { top: 4 });
      await local.close();
      expect(here.ids).toEqual(there.ids);
      expect(here.spans).toEqual(there.spans);
      expect([...here.logprobs].map(Number.isNaN)).toEqual([...there.logprobs].map(Number.isNaN));
      expect(farthest(here, there)).toBeLessThan(1e-2);
      const same = [...here.ids].filter(
        (_, i) => here.alternatives?.[i][0]?.id === there.alternatives?.[i][0]?.id,
      );
      expect(same.length / here.ids.length).toBeGreaterThan(0.9);
      expect(
        [...(there.ranks ?? [])].filter((rank, i) => rank > 0 && rank !== here.ranks?.[i]).length,
      ).toBeLessThan(3);
    });

    it("gives what it generated the scores that the whole text has when it is read", async () => {
      const model = await localModel({ path: file, threads: 1 });
      const prompt = "return x";
      const { tokenizer: own } = model.local;
      const before = own.encode(prompt);
      let compared = 0;
      for (let seed = 1; seed <= 100 && compared < 8; seed++) {
        const settings = { maxTokens: 1 + (seed % 8), logprobs: 3, temperature: 1, seed };
        const said = await model.generate({ prompt, sample: 0, settings });
        const generated = scoredOfCompletion(said, { prompt, model: model.name });
        const from = generated.generatedFrom ?? -1;
        expect(generated.text).toBe(prompt + said.text);
        const ids = Int32Array.from([...before, ...generated.ids.slice(from)]);
        const bytes = Buffer.concat([...ids].map(id => own.bytes(id)));
        const text = bytes.toString("utf8");
        // A random model often gives bytes that are no text; these cannot be read again.
        if (!Buffer.from(text).equals(bytes)) continue;
        const read = await scoreText(model, own.kind === "sentencepiece" ? text.replace(/^ /, "") : text, {
          ids,
        });
        for (const [i, logprob] of generated.logprobs.slice(from).entries()) {
          compared++;
          expect(Math.abs(logprob - read.logprobs[before.length + i])).toBeLessThan(1e-4);
        }
      }
      expect(compared).toBeGreaterThan(3);
      await model.close();
    });

    it("is scored by the name of a model with hooks as by the opened one: with ranks and entropies", async () => {
      const model = await localModel({ path: file, threads: 1 });
      const scored = await scoreText(model, TEXT, { top: 2 });
      expect([...(scored.entropies ?? [])].filter(Number.isNaN).length).toBeLessThanOrEqual(1);
      const told = await model.score?.(TEXT);
      expect(told?.map(({ logprob }) => logprob ?? Number.NaN)).toEqual([...scored.logprobs]);
      await model.close();
    });
  },
);

it("a local model whose prompts a template renders scores the rendered text, not the text as it is", async () => {
  const file = join(folder, "template.gguf");
  await writeFile(file, tinyGguf({ tokenizer: "bpe" }));
  const jinja = join(folder, "chat_template.jinja");
  await writeFile(jinja, "{% for m in messages %}<|user|>{{ m.content }}<|end|>{% endfor %}Answer");
  const model = await localModel({ path: file, threads: 1 });
  const plain = await scoreText(model, "return x");
  const shown = await scoreText(withChatTemplate(model, await chatTemplate(jinja)), "return x");
  expect(Number.isNaN(plain.logprobs[0])).toBe(true);
  expect(shown.logprobs[0]).toBeLessThan(0);
  expect([...shown.spans.end].at(-1)).toBe(8);
  await model.close();
});
