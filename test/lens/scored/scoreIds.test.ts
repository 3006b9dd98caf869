import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scoreIds } from "../../../src/lens/scored/scoreIds.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";

describe("scoreIds of a text that begins with a mark", () => {
  let model: LocalModel;
  beforeAll(async () => {
    model = await openLocalModel(join(import.meta.dirname, "../goldens/llama"), { threads: 1 });
  });
  afterAll(() => model.close());

  it("puts it before every later window, and takes no place for it where the text fits", async () => {
    const lead = 5;
    const ids = [lead, ...model.tokenizer.encode("def f(a, b):\n    return [a, b, a + b]\n")];
    const { scores, windows } = await scoreIds(model, ids, { lead, window: 12, stride: 4 });
    expect(windows.length).toBeGreaterThan(2);
    const { start, score, end } = windows[2];
    const { logits } = await model.run([lead, ...ids.slice(start, end)]);
    const { vocabulary } = model.config;
    for (let token = score; token < end; token++) {
      const row = logits!.data.subarray((token - start) * vocabulary, (token - start + 1) * vocabulary);
      const sum = row.reduce((total, value) => total + Math.exp(value), 0);
      expect(scores.logprobs[token]).toBeCloseTo(row[ids[token]] - Math.log(sum), 4);
    }
    const fits = ids.slice(0, model.config.context);
    expect((await scoreIds(model, fits, { lead })).windows).toHaveLength(1);
  });
});
