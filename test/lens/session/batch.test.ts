import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Activation, LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { folder, furthest, open, text } from "./models.js";

let model: LocalModel;
beforeAll(async () => {
  model = await open();
});
afterAll(() => model.close());

const texts = [text.slice(0, 5), [...text], text.slice(3, 9)];

/** Rows of one text of a batch, without padding, of a hook whose second axis is the position. */
const rows = ({ data, dims }: Activation, index: number, length: number): Float32Array => {
  const row = dims.slice(2).reduce((a, b) => a * b, 1);
  return data.subarray(index * dims[1] * row, (index * dims[1] + length) * row);
};

describe("a batch", () => {
  it("gives each text what it gets alone, and zeros for padding", async () => {
    const hooks = ["blocks.1.hook_resid_post", "blocks.0.attn.hook_q", "ln_final.hook_scale"];
    const batch = await model.run(texts, { hooks });
    expect(batch.lengths).toEqual([5, 20, 6]);
    for (const [index, one] of texts.entries()) {
      const alone = await model.run(one, { hooks });
      const pairs: [Activation, Activation][] = [[batch.logits!, alone.logits!]];
      for (const hook of hooks) pairs.push([batch.hooks.get(hook)!, alone.hooks.get(hook)!]);
      for (const [together, single] of pairs) {
        expect(furthest(rows(together, index, one.length), single.data)).toBeLessThan(1e-4);
        const row = together.dims.slice(2).reduce((a, b) => a * b, 1);
        const padding = together.data.subarray((index * 20 + one.length) * row, (index + 1) * 20 * row);
        expect(padding.every(number => number === 0)).toBe(true);
      }
    }
  });

  it("gives the last token's logits of each text, not of the padding", async () => {
    const last = await model.run(texts, { logits: "last" });
    expect(last.logits!.dims).toEqual([3, 1, model.config.vocabulary]);
    for (const [index, one] of texts.entries()) {
      const alone = await model.run(one, { logits: "last" });
      expect(furthest(rows(last.logits!, index, 1), alone.logits!.data)).toBeLessThan(1e-4);
    }
  });

  it("gives patterns in which padding is neither seen nor sees", async () => {
    const name = "blocks.1.attn.hook_pattern";
    const together = (await model.run(texts, { hooks: [name], logits: "none" })).hooks.get(name)!;
    const alone = (await model.run(texts[2], { hooks: [name] })).hooks.get(name)!;
    const [, heads, tokens] = together.dims;
    for (let head = 0; head < heads; head++)
      for (let query = 0; query < tokens; query++)
        for (let key = 0; key < tokens; key++) {
          const value = together.data[((2 * heads + head) * tokens + query) * tokens + key];
          const expected = query < 6 && key < 6 ? alone.data[(head * 6 + query) * 6 + key] : 0;
          expect(Math.abs(value - expected)).toBeLessThan(1e-5);
        }
  });
});

describe("texts longer than 512 tokens", () => {
  it("are attended to in blocks: the same logits as read in parts, and as of attention taken apart", async () => {
    // The same model with a longer context; its weights are a link, as in Hugging Face's cache.
    const copy = await mkdtemp(join(tmpdir(), "tracebook-long-"));
    try {
      for (const name of await readdir(folder("llama")))
        await symlink(join(folder("llama"), name), join(copy, name));
      const config = JSON.parse(await readFile(join(copy, "config.json"), "utf8"));
      await rm(join(copy, "config.json"));
      await writeFile(
        join(copy, "config.json"),
        JSON.stringify({ ...config, max_position_embeddings: 1024 }),
      );
      const long = await openLocalModel(copy, { threads: 1 });
      const ids = Array.from({ length: 600 }, (_, i) => (i * i + 3) % 256);
      const whole = await long.run(ids, { logits: "last" });
      const { cache } = await long.run(ids.slice(0, 400), { keepCache: true, logits: "none" });
      const parts = await long.run(ids.slice(400), { cache, logits: "last" });
      expect(furthest(parts.logits!.data, whole.logits!.data)).toBeLessThan(1e-4);
      const apart = await long.run(ids, { logits: "last", hooks: ["blocks.*.attn.hook_attn_scores"] });
      expect(furthest(apart.logits!.data, whole.logits!.data)).toBeLessThan(1e-4);
      await long.close();
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });
});
