// A random model of SmolLM2-135M's shape over 128 tokens, by our graphs on ONNX Runtime and by PyTorch transformers (eager), a
// few passes each in turn: without hooks, and with all residual streams and attention patterns. Then load time against ONNX Runtime's own
// loading of the same graph from a plain .onnx file, and peak memory, each in processes of their own.
//
//   node bench/lens.mjs [--python python-with-torch] [--tokens 128] [--threads 2] [--repeats 15]
//
// Wall times need a quiet machine. Processor time beside them hardly sees other jobs, but counts threads that wait in a loop.
import { execFileSync, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "./measure.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const shape = { layers: 30, d: 576, heads: 9, kv: 3, mlp: 1536, vocabulary: 49152 };

/** Names and shapes of the tensors. */
function tensors({ layers, d, heads, kv, mlp, vocabulary }) {
  const width = d / heads;
  const list = [["model.embed_tokens.weight", [vocabulary, d]]];
  for (let l = 0; l < layers; l++) {
    const at = `model.layers.${l}.`;
    list.push(
      [`${at}input_layernorm.weight`, [d]],
      [`${at}self_attn.q_proj.weight`, [d, d]],
      [`${at}self_attn.k_proj.weight`, [kv * width, d]],
      [`${at}self_attn.v_proj.weight`, [kv * width, d]],
      [`${at}self_attn.o_proj.weight`, [d, d]],
      [`${at}post_attention_layernorm.weight`, [d]],
      [`${at}mlp.gate_proj.weight`, [mlp, d]],
      [`${at}mlp.up_proj.weight`, [mlp, d]],
      [`${at}mlp.down_proj.weight`, [d, mlp]],
    );
  }
  list.push(["model.norm.weight", [d]]);
  return list;
}

/** Writes a Hugging Face folder with random weights, as both sides read it; returns the bytes of its weights. */
export function writeModel(folder) {
  const { layers, d, heads, kv, mlp, vocabulary } = shape;
  const header = { __metadata__: { format: "pt" } };
  let end = 0;
  for (const [name, dims] of tensors(shape)) {
    const bytes = 4 * dims.reduce((a, b) => a * b, 1);
    header[name] = { dtype: "F32", shape: dims, data_offsets: [end, end + bytes] };
    end += bytes;
  }
  const text = JSON.stringify(header);
  const json = Buffer.from(text.padEnd(Math.ceil((text.length + 8) / 64) * 64 - 8));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(json.length));
  const file = openSync(join(folder, "model.safetensors"), "w");
  writeSync(file, size);
  writeSync(file, json);
  // Mulberry32, ±0.035 evenly: the spread of trained weights.
  let state = 7;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  for (const [, dims] of tensors(shape)) {
    const count = dims.reduce((a, b) => a * b, 1);
    const values = Float32Array.from(
      { length: count },
      dims.length === 1 ? () => 1 : () => (next() - 0.5) * 0.07,
    );
    writeSync(file, new Uint8Array(values.buffer));
  }
  closeSync(file);
  const write = (name, value) => writeFileSync(join(folder, name), JSON.stringify(value));
  write("config.json", {
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    hidden_act: "silu",
    hidden_size: d,
    intermediate_size: mlp,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: kv,
    max_position_embeddings: 8192,
    rms_norm_eps: 1e-5,
    rope_theta: 100000,
    tie_word_embeddings: true,
    vocab_size: vocabulary,
    bos_token_id: 1,
    eos_token_id: 2,
    torch_dtype: "float32",
  });
  write("tokenizer.json", {
    model: { type: "BPE", vocab: {}, merges: [] },
    added_tokens: [],
    decoder: { type: "ByteLevel" },
  });
  return end;
}

/** Passes in a row of each side, behind one that warms up. */
const PASSES = 3;
/** Longer than GNU's and Intel's OpenMP keep threads waiting in a loop, ms. */
const PAUSE_MS = 400;

/** The ids both sides read. */
export const ids = tokens => Int32Array.from({ length: tokens }, (_, i) => (7 * i + 11) % 1000);

/** Runs by what is asked for; PyTorch gives the embedding and each layer's output, and the pattern of each layer. */
export const kinds = {
  plain: {},
  hooks: { hooks: ["blocks.*.hook_resid_pre", "blocks.29.hook_resid_post", "blocks.*.attn.hook_pattern"] },
};

/** PyTorch in a process of its own: one forward pass for each question. */
async function torch(python, folder, tokens, threads) {
  const child = spawn(python, [join(here, "lens.py"), folder, String(tokens), String(threads)], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} cannot run bench/lens.py (torch and transformers are needed)`);
    return JSON.parse(value);
  };
  return {
    versions: await answer(),
    ask(kind) {
      child.stdin.write(`${kind}\n`);
      return answer();
    },
    end: () => child.stdin.end(),
  };
}

/** One pass of ours. */
async function run(model, tokens, options) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const { logits } = await model.run(ids(tokens), options);
  const wall = performance.now() - start;
  const used = process.cpuUsage(cpu);
  return { wall, cpu: (used.user + used.system) / 1000, logit: logits.data[(tokens - 1) * shape.vocabulary] };
}

/** One step in a process of its own (see lensOne.mjs). */
function one(...words) {
  const text = execFileSync(process.execPath, [join(here, "lensOne.mjs"), ...words.map(String)], {
    encoding: "utf8",
  });
  return JSON.parse(text);
}

/** Notes all figures. */
export async function lensBench(note, { python, tokens = 128, threads = 2, repeats = 15 }) {
  const folder = mkdtempSync(join(process.env.TRACEBOOK_BENCH_TMP ?? tmpdir(), "tracebook-lens-"));
  try {
    const bytes = writeModel(folder);
    const lib = createRequire(import.meta.url)("../dist/index.cjs");
    const other = await torch(python, folder, tokens, threads);
    const { versions } = other;
    for (const [kind, options] of Object.entries(kinds)) {
      // Each kind of run with a model of its own, as who only runs this kind has it: the first graph is the packed one.
      const model = await lib.openLocalModel(folder, { threads });
      const [ours, theirs] = [[], []];
      for (let round = 0; round < Math.ceil(repeats / PASSES); round++) {
        const seen = [];
        for (const side of [ours, theirs]) {
          // Threads of both wait in a loop for a while after their last work: let them stop before the other is timed.
          await sleep(PAUSE_MS);
          for (let pass = -1; pass < PASSES; pass++) {
            const entry = side === ours ? await run(model, tokens, options) : await other.ask(kind);
            seen.push(entry.logit);
            if (pass >= 0) side.push(entry);
          }
        }
        const difference = Math.max(...seen) - Math.min(...seen);
        if (!(difference < 1e-3)) throw new Error(`the last token's first logit differs by ${difference}`);
      }
      const of = (list, what) => median(list.map(entry => entry[what]));
      const said = `PyTorch ${versions.torch}, transformers ${versions.transformers} eager: ${of(theirs, "wall").toFixed(0)} ms, ${of(theirs, "cpu").toFixed(0)} ms of processor time`;
      const what = kind === "plain" ? "without hooks" : "with all residual streams and patterns";
      note(`135M Llama, ${tokens} tokens, ${what}`, of(ours, "wall"), "ms", said);
      note(
        "  times as fast as PyTorch, medians",
        of(theirs, "wall") / of(ours, "wall"),
        "×",
        undefined,
        kind === "plain" ? 1.5 : 1.1,
        "more",
      );
      const best = list => Math.min(...list.map(entry => entry.wall));
      note("  times as fast as PyTorch, best of each", best(theirs) / best(ours), "×");
      note("  processor time", of(ours, "cpu"), "ms CPU");
      await model.close();
    }
    other.end();
    one("graph", folder);
    const [ours, plain] = [[], []];
    for (let i = 0; i < 5; i++) {
      ours.push(one("load", folder, threads));
      plain.push(one("ort", folder, threads));
    }
    const of = (list, what) => median(list.map(entry => entry[what]));
    note(
      "load: opened, checked, graph built, session made",
      of(ours, "ms"),
      "ms",
      `ONNX Runtime's own session of the same graph from a file, ${of(plain, "ms").toFixed(0)} ms`,
    );
    note("  times as long", of(ours, "ms") / of(plain, "ms"), "×", undefined, 1.2);
    note("  times the processor time", of(ours, "cpu") / of(plain, "cpu"), "×");
    for (const kind of Object.keys(kinds)) {
      const { peak, outputs } = one("memory", folder, threads, kind, tokens);
      note(
        `peak memory of the process, ${kind}: share of 1.5 × weights + outputs`,
        peak / (1.5 * bytes + outputs),
        "",
        `${(peak / 2 ** 20).toFixed(0)} MiB; weights ${(bytes / 2 ** 20).toFixed(0)}, outputs ${(outputs / 2 ** 20).toFixed(0)}`,
        1,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      python: { type: "string", default: "python3" },
      tokens: { type: "string", default: "128" },
      threads: { type: "string", default: "2" },
      repeats: { type: "string", default: "15" },
    },
  });
  let missed = false;
  await lensBench(
    (name, value, unit, baseline, bar, better = "less") => {
      const met = bar === undefined ? undefined : better === "less" ? value <= bar : value >= bar;
      missed ||= met === false;
      const verdict =
        met === undefined ? "" : `   bar ${better === "less" ? "≤" : "≥"} ${bar} ${met ? "met" : "MISSED"}`;
      const number = value.toLocaleString("en", { maximumSignificantDigits: 4 });
      console.log(
        `${name.padEnd(66)} ${number.padStart(8)} ${unit}${verdict}${baseline ? `\n    against ${baseline}` : ""}`,
      );
    },
    { python: values.python, tokens: +values.tokens, threads: +values.threads, repeats: +values.repeats },
  );
  process.exitCode = missed ? 1 : 0;
}
