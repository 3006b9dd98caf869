import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Intervention } from "../../../src/lens/session/Intervention.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";

const GOLDENS = fileURLToPath(new URL("../goldens", import.meta.url));

/** A small random model: 256 bytes, `<s>`, `</s>`, a row of padding; 64 tokens of context. */
export function tinyModel(name: string): Promise<LocalModel> {
  return openLocalModel(join(GOLDENS, name), { threads: 1 });
}

/** Logits behind each token of a text, read whole without a cache. */
export async function logitRows(
  model: LocalModel,
  ids: readonly number[],
  interventions: readonly Intervention[] = [],
): Promise<Float32Array[]> {
  const { logits } = await model.run(ids, { interventions });
  const vocabulary = logits!.dims.at(-1)!;
  return ids.map((_, at) => logits!.data.slice(at * vocabulary, (at + 1) * vocabulary));
}

/** Log-probabilities of logits, written down plainly. */
export function logSoftmax(logits: Float32Array): number[] {
  const most = Math.max(...logits);
  const sum = [...logits].reduce((total, logit) => total + Math.exp(logit - most), 0);
  return [...logits].map(logit => logit - most - Math.log(sum));
}

/** What a model goes on with greedily, each step read whole again. Ids behind those of the tokenizer never come. */
export async function greedy(
  model: LocalModel,
  prompt: readonly number[],
  count: number,
  interventions: readonly Intervention[] = [],
): Promise<{ ids: number[]; logprobs: number[] }> {
  const ids: number[] = [];
  const logprobs: number[] = [];
  while (ids.length < count) {
    const last = (await logitRows(model, [...prompt, ...ids], interventions)).at(-1)!;
    const known = [...last.slice(0, model.tokenizer.size)];
    const best = known.indexOf(Math.max(...known));
    if (model.tokenizer.eos.includes(best)) break;
    ids.push(best);
    logprobs.push(logSoftmax(last)[best]);
  }
  return { ids, logprobs };
}
