import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { align } from "../../../src/lens/align/align.js";
import { scoreNodes } from "../../../src/lens/align/scoreNodes.js";
import { parse } from "../../../src/program/parse.js";
import type { LanguageModel } from "../../../src/providers/Model.js";
import type { Endpoint, Flavour } from "../../../src/providers/openai/Flavour.js";
import { openaiModel } from "../../../src/providers/openai/openaiModel.js";
import { scoredOfCompletion } from "../../../src/providers/scored/scoredOfCompletion.js";
import { scoreText } from "../../../src/providers/scored/scoreText.js";
import { type Script, startServer, type TestServer } from "../../server/startServer.js";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const SOURCE = 'const s = "é語😀";\nfunction f(a) {\n  return a + 1; // 👩‍👩‍👧\n}\n';

async function model(
  flavour: Flavour,
  script: Script = {},
  endpoint: Endpoint = "chat",
): Promise<LanguageModel> {
  await server.setScript({ flavour, ...script });
  return openaiModel({ model: "test-model", flavour, endpoint, baseUrl: `${server.url}/v1` });
}

describe.each(["vllm", "sglang"] as const)("a prompt scored by a server (%s, real HTTP)", flavour => {
  it("lands on the nodes of a program, and every bit of it on exactly one", async () => {
    const asked = await model(flavour);
    const scored = await scoreText(asked, SOURCE, { top: 3 });
    expect(scored.text).toBe(SOURCE);
    expect(scored.notes?.[0]).toBe("The first token has no probability: nothing stands before it.");
    expect(scored.model).toBe(asked.name);
    const program = await parse(SOURCE, { file: "a.mjs" });
    const aligned = align({ nodes: program.nodes, source: SOURCE }, scored);
    const [whole] = scoreNodes(aligned, { trivia: "with" });
    const bits = scored.logprobs.reduce((sum, each) => (Number.isNaN(each) ? sum : sum - each / Math.LN2), 0);
    expect(whole.bits).toBeCloseTo(bits, 9);
    expect(scored.alternatives?.slice(1).every(list => list.length === 3)).toBe(true);
    expect([...(scored.ranks ?? [])].slice(1).every(rank => rank >= 1)).toBe(true);
  });

  it("has tokens that end inside of a character, and counts them for the node around", async () => {
    const scored = await scoreText(await model(flavour), "語😀");
    const { start, end } = scored.spans;
    expect([...start].map((from, i) => [from, end[i]])).toEqual([
      [0, 2],
      [2, 3],
      [3, 5],
      [5, 7],
    ]);
  });
});

it("a scored text is the text alone where the server puts a token before it, whose first token then has a score", async () => {
  const scored = await scoreText(await model("vllm", { bos: true }), SOURCE);
  expect(scored.spans.start[0]).toBe(0);
  expect(Number.isNaN(scored.logprobs[0])).toBe(false);
  expect(scored.notes ?? []).not.toContain("The first token has no probability: nothing stands before it.");
});

it("a server that cannot score texts is refused before it is asked", async () => {
  const asked = await model("ollama");
  await expect(scoreText(asked, SOURCE)).rejects.toThrow(
    /cannot score a prompt: it gives no log-probabilities/,
  );
  expect((await server.stats()).requests).toBe(0);
});

describe.each([
  ["openai", "chat"],
  ["vllm", "chat"],
  ["vllm", "completions"],
  ["sglang", "chat"],
  ["llama.cpp", "chat"],
  ["llama.cpp", "completions"],
  ["ollama", "chat"],
] as const)("the tokens of an answer (%s, %s)", (flavour, endpoint) => {
  const reply = 'Answer: ["é", "語", "😀"]';
  const prompt = "What is f(1)? – é\n";

  it("are a scored text, alone and behind their prompt", async () => {
    const asked = await model(flavour, { reply }, endpoint);
    const completion = await asked.generate({ prompt, sample: 0, settings: { logprobs: 3 } });
    const alone = scoredOfCompletion(completion, { model: asked.name });
    expect([alone.text, alone.generatedFrom]).toEqual([reply, 0]);
    expect([...alone.logprobs].some(Number.isNaN)).toBe(false);
    expect(alone.spans.end.at(-1)).toBe(Buffer.byteLength(reply));

    const both = scoredOfCompletion(completion, { model: asked.name, prompt });
    const from = both.generatedFrom ?? -1;
    expect([both.text, from]).toEqual([prompt + reply, 1]);
    expect(both.logprobs[0]).toBeNaN();
    expect(both.spans.start[from]).toBe(Buffer.byteLength(prompt));
    expect([...both.logprobs.slice(1)]).toEqual([...alone.logprobs]);
    expect(both.alternatives?.slice(1)).toEqual(alone.alternatives);
  });

  it("stand behind a prompt that was scored too", async () => {
    if (flavour !== "vllm") return;
    const asked = await model(flavour, { reply }, endpoint);
    const completion = await asked.generate({ prompt, sample: 0, settings: { logprobs: 3 } });
    const before = await scoreText(asked, prompt);
    const both = scoredOfCompletion(completion, { prompt: before });
    expect(both.generatedFrom).toBe(before.ids.length);
    expect([...both.logprobs].filter(Number.isNaN)).toHaveLength(1);
  });
});

it("a completion without tokens says what to ask for", async () => {
  const asked = await model("openai");
  const completion = await asked.generate({ prompt: "x", sample: 0, settings: {} });
  expect(() => scoredOfCompletion(completion)).toThrow(
    "the completion has no tokens: ask with log-probabilities (--logprobs 5)",
  );
});
