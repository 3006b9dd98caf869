import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attachDictionaries } from "../../../src/lens/dictionary/attach/attachDictionaries.js";
import { drawFiniteStateTexts } from "../../../src/lens/finiteState/drawFiniteStateTexts.js";
import { BEGIN, randomFiniteStateMachine } from "../../../src/lens/finiteState/FiniteStateMachine.js";
import { localDigitModel } from "../../../src/lens/finiteState/localDigitModel.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { randomCodebooks, randomModelFolder } from "./randomModel.js";

const codebooks = randomCodebooks(30, 2);
const machine = randomFiniteStateMachine();
const texts = drawFiniteStateTexts(machine, { count: 7, tokens: 12 });
let folder: string;
let model: LocalModel;
let coded: LocalModel;

beforeAll(async () => {
  folder = await randomModelFolder();
  model = await openLocalModel(folder, { threads: 1 });
  coded = await attachDictionaries(model, codebooks, { mode: "replace" });
});
afterAll(async () => {
  await model.close();
  await rm(folder, { recursive: true, force: true });
});

describe("a local model", () => {
  it("has the experiment's tokenizer", () => {
    const { tokenizer } = model;
    expect(tokenizer.size).toBe(11);
    expect([...tokenizer.encode("0192")]).toEqual([0, 1, 9, 2]);
    expect(tokenizer.bos).toBe(BEGIN);
  });

  it("has a component for each head and each MLP, with what is attached", () => {
    const digits = localDigitModel(coded, { codebooks });
    expect(digits.components.map(({ name }) => name)).toEqual([
      "L0 attention head 0",
      "L0 attention head 1",
      "L0 MLP",
      "L1 attention head 0",
      "L1 attention head 1",
      "L1 MLP",
    ]);
    expect(digits.components[1]).toEqual({
      name: "L0 attention head 1",
      layer: 0,
      part: "attention",
      group: 1,
      codes: 30,
      k: 2,
    });
    expect(digits.neurons).toEqual([24, 24]);
  });

  it("gives what the model gives, in pieces as at once, and reads token by token", async () => {
    const pieces = localDigitModel(coded, { codebooks, tokens: 24 });
    const { probabilities, codes } = await pieces.run(texts, { codes: [2, 4] });
    const once = await localDigitModel(coded, { codebooks }).run(texts, { codes: [2, 4] });
    expect(probabilities.every((p, i) => Math.abs(p - once.probabilities[i]) < 1e-5)).toBe(true);
    expect(codes).toEqual(once.codes);
    const hook = "blocks.1.attn.codebook_layer.codebook.1.hook_codebook_ids";
    const { logits, hooks } = await coded.run(texts[3], { hooks: [hook] });
    expect([...codes[1].subarray(3 * 24, 4 * 24)]).toEqual([...hooks.get(hook)!.data]);
    const reader = pieces.reader();
    for (const [at, token] of texts[3].entries()) {
      const row = await reader.read(token);
      const own = logits!.data.subarray(at * 11, at * 11 + 11);
      const sum = own.reduce((total, logit) => total + Math.exp(logit), 0);
      for (let id = 0; id < 11; id++) {
        expect(row[id]).toBeCloseTo(Math.exp(own[id]) / sum, 4);
        expect(probabilities[((3 * 12 + at) * 11 + id) | 0]).toBeCloseTo(row[id], 4);
      }
    }
    expect((await localDigitModel(model).run(texts)).probabilities).not.toEqual(probabilities);
  });

  it("goes on as before where the codes that fire are set, otherwise where others are, from that token on", async () => {
    const digits = localDigitModel(coded, { codebooks });
    const read = await digits.run(texts, { codes: [0, 1, 2, 3, 4, 5] });
    const ids = (component: number, text: number, at: number) =>
      read.codes[component].subarray((text * 12 + at) * 2, (text * 12 + at) * 2 + 2);
    const one = [texts[2]];
    const at = 7;
    const set = (text: number) =>
      [0, 1, 2, 3, 4, 5].map(component => ({ component, position: at, ids: ids(component, text, at) }));
    const row = (text: number, token: number) =>
      read.probabilities.subarray((text * 12 + token) * 11, (text * 12 + token + 1) * 11);
    const same = (await digits.run(one, { set: set(2) })).probabilities;
    const other = (await digits.run(one, { set: set(5) })).probabilities;
    const distance = (a: Float32Array, b: Float32Array) => Math.max(...a.map((p, i) => Math.abs(p - b[i])));
    for (let token = 0; token < 12; token++) {
      const own = row(2, token);
      expect(distance(same.subarray(token * 11, token * 11 + 11), own)).toBeLessThan(1e-5);
      if (token < at) expect(distance(other.subarray(token * 11, token * 11 + 11), own)).toBeLessThan(1e-5);
    }
    expect(distance(other.subarray(at * 11, at * 11 + 11), row(2, at))).toBeGreaterThan(1e-3);
  });

  it("reads neurons as the hook has them", async () => {
    const values = await localDigitModel(model, { tokens: 24 }).readNeurons(1, texts);
    const hook = "blocks.1.mlp.hook_post";
    const { hooks } = await model.run(texts[6], { hooks: [hook] });
    const own = hooks.get(hook)!.data;
    expect(values).toHaveLength(7 * 12 * 24);
    for (const [i, value] of own.entries()) expect(values[6 * 12 * 24 + i]).toBeCloseTo(value, 5);
  });

  it("refuses texts of two lengths, and codebooks that are not attached", async () => {
    await expect(localDigitModel(model).run([texts[0], texts[1].subarray(0, 5)])).rejects.toThrow(
      "texts: expected texts of one length, not of 12 and 5 tokens",
    );
    expect(() => localDigitModel(model, { codebooks })).toThrow(
      'has no hook "blocks.0.attn.codebook_layer.codebook.0.hook_codebook_ids"; attach the codebook first',
    );
  });
});
