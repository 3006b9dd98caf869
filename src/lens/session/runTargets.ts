import { totalmem } from "node:os";
import { SourceError } from "../../program/SourceError.js";
import { appendedTo } from "../onnx/Demand.js";
import type { ModelConfig } from "../weights/ModelConfig.js";
import type { GraphSession, Target } from "./GraphSession.js";
import { hookShape, type RunSizes } from "./hookShape.js";
import type { KeyValueBuffers } from "./KeyValueBuffers.js";
import type { Activation, HookPoint, RunResult } from "./LocalModel.js";
import type { TokenBatch } from "./tokenBatch.js";

/** Arrays a run writes into, and what is made of them afterwards. */
export interface RunTargets {
  readonly outputs: ReadonlyMap<string, Target>;
  result(batch: TokenBatch, keepCache: boolean): RunResult;
}

/** Numbers an array of JavaScript can have. */
const MOST = 2 ** 32;

const product = (dims: readonly number[]) => dims.reduce((all, size) => all * size, 1);

/**
 * Makes the arrays; hooks that are the same place of the graph share one.
 *
 * @throws SourceError naming numbers where they are more than the machine's memory.
 */
export function runTargets(
  session: GraphSession,
  wanted: readonly HookPoint[],
  config: ModelConfig,
  sizes: RunSizes,
  buffers: KeyValueBuffers | undefined,
): RunTargets {
  const outputs = new Map<string, Target>();
  const hooks = new Map<string, Activation>();
  checkMemory(session, wanted, config, sizes);
  for (const point of wanted) {
    const { name } = point;
    const { output, flat } = session.hooks.get(name)!;
    const dims = hookShape(point, config, sizes);
    dims[dims.length - 1]! += appendedTo(name, session.demand.interventions);
    let target = outputs.get(output);
    if (!target) {
      const flatDims = flat === undefined ? dims : [...dims.slice(0, -2), dims.at(-2)! * dims.at(-1)!];
      target = { data: new Float32Array(product(dims)), dims: flatDims };
      outputs.set(output, target);
    }
    hooks.set(name, { data: target.data, dims });
  }
  let logits: Activation | undefined;
  if (session.logits) {
    const dims = [sizes.batch, session.demand.logits === "last" ? 1 : sizes.tokens, config.vocabulary];
    logits = { data: new Float32Array(product(dims)), dims };
    outputs.set(session.logits, logits);
  }
  for (const [name, { output, inPlace }] of session.present) {
    const { kvHeads, dHead, capacity, buffers: held } = buffers!;
    const dims = [1, kvHeads, inPlace ? capacity : sizes.past + sizes.tokens, dHead];
    outputs.set(output, { data: inPlace ? held.get(name)! : new Float32Array(product(dims)), dims });
  }
  return {
    outputs,
    result(batch, keepCache) {
      for (const { name, axes } of wanted)
        clearPadding(hooks.get(name)!, axes, batch, name.endsWith(".hook_attn_scores"));
      if (logits && session.demand.logits === "all")
        clearPadding(logits, ["batch", "pos", "1"], batch, false);
      for (const [name, { output, inPlace }] of session.present)
        if (!inPlace) copyNew(outputs.get(output)!, buffers!, name, sizes);
      const cache = keepCache ? buffers!.after(sizes.tokens) : undefined;
      return { hooks, lengths: batch.lengths, ...(logits && { logits }), ...(cache && { cache }) };
    },
  };
}

/** Asked before anything is allocated: a system that runs out of memory may end the process without a word. */
function checkMemory(
  session: GraphSession,
  wanted: readonly HookPoint[],
  config: ModelConfig,
  sizes: RunSizes,
): void {
  const places = new Map(
    wanted.map(point => [session.hooks.get(point.name)!.output, product(hookShape(point, config, sizes))]),
  );
  const rows = session.demand.logits === "last" ? 1 : sizes.tokens;
  if (session.logits) places.set(session.logits, sizes.batch * rows * config.vocabulary);
  const bytes = 4 * [...places.values()].reduce((sum, count) => sum + count, 0);
  const largest = Math.max(...places.values());
  if (bytes <= totalmem() && largest <= MOST) return;
  const asked = `${wanted.length} hooks and ${session.demand.logits} logits of ${sizes.batch} × ${sizes.tokens} tokens`;
  throw new SourceError(
    `out of memory: ${asked} take ${gibibytes(bytes)}; the machine has ${gibibytes(totalmem())}`,
    "hooks",
  );
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

/** Sets rows of padding to 0: what was computed there means nothing. */
function clearPadding(
  { data, dims }: Activation,
  axes: readonly string[],
  { lengths }: TokenBatch,
  scores: boolean,
): void {
  const axis = axes.findIndex(name => name === "pos" || name === "query");
  const inner = product(dims.slice(axis + 1));
  const outer = product(dims.slice(1, axis));
  const size = dims[axis];
  const keys = axes.includes("key") && !scores;
  for (const [text, length] of lengths.entries())
    for (let row = 0; length < size && row < outer; row++) {
      const start = (text * outer + row) * size;
      data.fill(0, (start + length) * inner, (start + size) * inner);
      // ONNX Runtime's attention leaves a pattern's columns of padding as it found them.
      for (let query = 0; keys && query < length; query++)
        data.fill(0, (start + query) * inner + length, (start + query + 1) * inner);
    }
}

/** Puts the keys or values of new tokens into their buffer, head by head. */
function copyNew(from: Target, buffers: KeyValueBuffers, name: string, { past, tokens }: RunSizes): void {
  const { kvHeads, capacity, dHead } = buffers;
  const total = past + tokens;
  for (let head = 0; head < kvHeads; head++) {
    const start = (head * total + past) * dHead;
    buffers.buffers
      .get(name)!
      .set(from.data.subarray(start, start + tokens * dHead), (head * capacity + past) * dHead);
  }
}
