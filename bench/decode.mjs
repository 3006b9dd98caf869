// Greedy completions and log-probabilities of one GGUF file, by our graphs on ONNX Runtime (`local:`) and by llama.cpp
// (`llama:`), in one run: how many completions are the same and how sure the model was where they part, how far
// log-probabilities differ, and tokens a second of reading and of writing.
//
//   TRACEBOOK_LLAMA=<folder with node-llama-cpp> node bench/decode.mjs [--model file.gguf] [--prompts 50] [--tokens 32]
//
// Prompts are the beginnings of programs of tracebook-js, given as they are. llama.cpp multiplies quantised weights with activations
// that it rounds to 8 bits a number (q8_0, q8_1); ours are float32 throughout. So the same weights give numbers that differ a
// little, and a token where two were almost equally likely may be the other one.
import { createRequire } from "node:module";
import { availableParallelism, homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { median } from "./measure.mjs";

const lib = createRequire(import.meta.url)("../dist/index.cjs");
const models = process.env.TRACEBOOK_MODELS ?? join(homedir(), ".cache/tracebook/models");
const { values } = parseArgs({
  options: {
    model: { type: "string", default: join(models, "SmolLM2-135M-Instruct.Q4_1.gguf") },
    prompts: { type: "string", default: "50" },
    tokens: { type: "string", default: "32" },
    lines: { type: "string", default: "6" },
  },
});
const file = values.model;
const maxTokens = Number(values.tokens);
const threads = availableParallelism();
const prompts = lib
  .loadDataset("tracebook-js")
  .programs.map(({ source }) => `${source.split("\n").slice(0, Number(values.lines)).join("\n")}\n`)
  .filter((prompt, index, all) => all.indexOf(prompt) === index)
  .slice(0, Number(values.prompts));

const settings = { temperature: 0, maxTokens, logprobs: 2 };
const seconds = async act => {
  const start = performance.now();
  const result = await act();
  return [result, (performance.now() - start) / 1000];
};

/** Completions of all prompts; seconds to read a prompt and write one token, and to write all. */
async function complete(model) {
  const done = [];
  await model.generate({ prompt: "warm up\n", sample: 0, settings });
  for (const [index, prompt] of prompts.entries()) {
    // With another first word nothing of it can be in memory.
    const fresh = `// ${index}\n${prompt}`;
    const one = { ...settings, maxTokens: 1, logprobs: undefined };
    const [first, reading] = await seconds(() => model.generate({ prompt: fresh, sample: 0, settings: one }));
    const plain = { ...settings, logprobs: undefined };
    const [, whole] = await seconds(() => model.generate({ prompt: fresh, sample: 0, settings: plain }));
    const completion = await model.generate({ prompt, sample: 0, settings });
    done.push({ completion, reading, whole, inputTokens: first.inputTokens });
    if (process.stderr.isTTY)
      process.stderr.write(`\r${model.name.slice(0, 6)} ${index + 1} of ${prompts.length}`);
  }
  if (process.stderr.isTTY) process.stderr.write("\n");
  const scores = [];
  for (const prompt of prompts) scores.push(await model.score(prompt, { top: 1 }));
  return { done, scores };
}

const ours = await lib.localModel({ path: file, endpoint: "completions", threads });
const local = await complete(ours);
await ours.close();
const other = await lib.llamaModel({ file, endpoint: "completions", threads, gpu: false });
const llama = await complete(other);
await other.close();

let same = 0;
const margins = [];
const agreed = [];
for (const [index, { completion }] of local.done.entries()) {
  const theirs = llama.done[index].completion;
  if (completion.text === theirs.text) same++;
  const at = completion.tokens.findIndex((token, i) => token.id !== theirs.tokens[i]?.id);
  for (const [i, token] of completion.tokens.slice(0, at < 0 ? undefined : at).entries())
    agreed.push(Math.abs(token.logprob - theirs.tokens[i].logprob));
  if (at < 0) continue;
  const [first, second] = completion.tokens[at].top;
  const takenByThem = second.id === theirs.tokens[at]?.id;
  margins.push({ prompt: index, token: at, margin: first.logprob - second.logprob, second: takenByThem });
}
const differences = local.scores.flatMap((tokens, index) =>
  tokens.flatMap(({ logprob, id }, i) => {
    const token = llama.scores[index][i];
    if (token?.id !== id)
      throw new Error(`prompt ${index}, token ${i}: ${id} and ${token?.id} are not the same`);
    return logprob === undefined || token.logprob === undefined ? [] : [Math.abs(logprob - token.logprob)];
  }),
);
const top = local.scores.flatMap((tokens, index) =>
  tokens.flatMap(({ top: [best] = [] }, i) => {
    const theirs = llama.scores[index][i].top?.[0];
    return best === undefined || theirs === undefined ? [] : [best.id === theirs.id];
  }),
);
const quantile = (list, q) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(q * list.length))];
const mean = list => list.reduce((a, b) => a + b, 0) / list.length;
const speeds = ({ done }) => ({
  read: median(done.map(({ inputTokens, reading }) => inputTokens / reading)),
  write: median(
    done.map(
      ({ completion, whole, reading }) => (completion.outputTokens - 1) / Math.max(1e-9, whole - reading),
    ),
  ),
});
const report = {
  model: file,
  prompts: prompts.length,
  tokens: maxTokens,
  threads,
  completionsEqual: same,
  partings: margins,
  logprobsOfAgreedTokens: { n: agreed.length, mean: mean(agreed), max: Math.max(...agreed) },
  logprobsOfPrompts: {
    n: differences.length,
    mean: mean(differences),
    p99: quantile(differences, 0.99),
    max: Math.max(...differences),
  },
  likeliestTokenEqual: mean(top.map(Number)),
  tokensPerSecond: { local: speeds(local), llama: speeds(llama) },
};
console.log(JSON.stringify(report, null, 2));
