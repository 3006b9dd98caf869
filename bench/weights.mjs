// Weights of models: dequantising, opening, writing numbers for ONNX Runtime. Stands by itself (`node bench/weights.mjs`), or is
// called by run.mjs. Real files are looked for in TRACEBOOK_MODELS (`npm run models`).
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { median, time } from "./measure.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The functions themselves, out of the sources: not all of them are public. */
async function load(folder) {
  const outfile = join(folder, "weights.mjs");
  const contents = ["gguf/dequantize", "gguf/ggmlTypes", "openWeights", "materialize", "numbersOf"]
    .map(name => `export * from "./src/lens/weights/${name}.ts";`)
    .join("\n");
  await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile,
    logLevel: "error",
  });
  return await import(pathToFileURL(outfile).href);
}

/** Notes MB of float32 numbers made a second, for every type; a copy of as many numbers beside it. */
export async function weightsBench(note) {
  const folder = mkdtempSync(join(root, "node_modules/.tracebook-bench-"));
  try {
    const { dequantize, blockOf, numbersOf, openWeights, materialize } = await load(folder);
    const numbers = 2 ** 22;
    const out = new Float32Array(numbers);
    const mb = (4 * numbers) / 1e6;
    const copied = new Float32Array(numbers);
    const copy = await time(() => out.set(copied), 9);
    for (const type of ["f16", "bf16", ...Object.keys(dequantize)]) {
      const block = blockOf(type);
      const from = new Uint8Array((numbers / block.numbers) * block.bytes).map((_, i) => (i * 37) % 251);
      const { decode } = numbersOf(type);
      const taken = await time(() => decode(from, out, 0), 9);
      const baseline = `${Math.round(mb / (copy / 1000))} MB/s of copying float32 numbers`;
      note(`weights: ${type} to float32`, mb / (taken / 1000), "MB/s", baseline, undefined, "more");
    }
    const models = process.env.TRACEBOOK_MODELS ?? join(homedir(), ".cache/tracebook/models");
    for (const name of ["SmolLM2-135M-Instruct.Q4_1.gguf", "gemma-3-270m-q4_k_m.gguf"]) {
      const path = join(models, name);
      if (!existsSync(path)) {
        console.log(`weights: no ${path} (npm run models)`);
        continue;
      }
      const short = name.split(/[.-]/)[0];
      const open = await time(() => openWeights(path), 3);
      note(`weights: ${short} GGUF opened and checked`, open, "ms");
      const weights = await openWeights(path);
      const cache = mkdtempSync(join(tmpdir(), "tracebook-bench-"));
      try {
        await weights.hash();
        const start = performance.now();
        const { bytes } = await materialize(weights, { cache });
        const first = performance.now() - start;
        note(
          `weights: ${short} written as float32`,
          bytes / 1e6 / (first / 1000),
          "MB/s",
          `${Math.round(bytes / 1e6)} MB, disk included`,
          undefined,
          "more",
        );
        const again = [];
        for (let i = 0; i < 3; i++) {
          const before = performance.now();
          await materialize(weights, { cache });
          again.push(performance.now() - before);
        }
        note(`weights: ${short} found again`, median(again), "ms");
      } finally {
        rmSync(cache, { recursive: true, force: true });
      }
      note("weights: most memory of the process so far", process.resourceUsage().maxRSS / 1000, "MB");
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await weightsBench((name, value, unit, baseline) =>
    console.log(
      `${name.padEnd(52)} ${value.toFixed(value < 100 ? 1 : 0).padStart(8)} ${unit}${baseline ? `  (${baseline})` : ""}`,
    ),
  );
}
