// Tokens laid on the nodes of a 100 KiB source, and scores of every node, against ASTxplainer's way of binding tokens:
// every node looks at every token, and finds its own span by counting the lines before it.
//
//   node scripts/build.mjs --no-types && node bench/align.mjs
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { get_encoding } from "tiktoken";
import {
  align,
  compareScored,
  decomposeLoss,
  parse,
  parseLoose,
  scoreNodes,
  tokenSpans,
} from "../dist/index.mjs";
import { median } from "./measure.mjs";

const SIZE = 100 * 1024;
const require = createRequire(import.meta.url);

/** The first 100 KiB of a text, whole lines. */
function head(text) {
  const bytes = Buffer.from(text);
  return bytes.subarray(0, bytes.lastIndexOf(10, SIZE) + 1).toString();
}

/** Python's own argparse where there is a Python; else the constructs of our tests, again and again. */
function python() {
  try {
    const file = execFileSync("python3", ["-c", "import argparse; print(argparse.__file__)"], {
      encoding: "utf8",
    });
    return ["argparse.py", head(readFileSync(file.trim(), "utf8"))];
  } catch {
    const own = readFileSync(
      fileURLToPath(new URL("../test/program/python/constructs.py", import.meta.url)),
      "utf8",
    );
    return ["constructs.py, repeated", head(own.repeat(Math.ceil(SIZE / own.length) + 1))];
  }
}

/** A text in tokens of a public vocabulary, with made-up probabilities. */
function scoredBy(text, name) {
  const encoding = get_encoding(name);
  const ids = Int32Array.from(encoding.encode(text, [], []));
  const bytes = Array.from(ids, id => encoding.decode_single_token_bytes(id));
  encoding.free();
  let state = 1;
  const logprobs = Float64Array.from(ids, (_, i) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return i === 0 ? Number.NaN : Math.log((state / 2 ** 32) ** 3 + 1e-9);
  });
  return { bytes, scored: { text, spans: tokenSpans(text, bytes), ids, logprobs } };
}

/** Median wall and CPU time, ms, of warm runs (other jobs hardly touch the latter); and wall time of the first. */
function times(run, count = 9) {
  const wall = [];
  const cpu = [];
  for (let i = 0; i <= count; i++) {
    const before = process.cpuUsage();
    const start = performance.now();
    run();
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
  }
  return { first: wall[0], wall: median(wall.slice(1)), cpu: median(cpu.slice(1)) };
}

/**
 * What ASTxplainer's `bind_bpe_tokens` does for every node: offsets by adding up the lines before, then three tests on each
 * token of the text. Written anew here, as a measure.
 */
function bindEvery({ nodes, source }, { spans, logprobs }) {
  let bound = 0;
  const lines = source.split("\n");
  for (const node of nodes) {
    const offset = (line, column) => {
      let at = 0;
      for (let i = 0; i < line; i++) at += lines[i].length + 1;
      return at + column;
    };
    const a = offset(node.line - 1, node.column);
    const b = offset(node.endLine - 1, node.endColumn);
    for (let token = 0; token < logprobs.length; token++) {
      const s = spans.start[token];
      const e = spans.end[token];
      if ((a <= s && s < b) || (a < e && e <= b) || (a >= s && e >= b)) bound++;
    }
  }
  return bound;
}

const show = ms => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0)).padStart(7);
const sources = [
  [...python(), "python"],
  [
    "TypeScript's lib.es5.d.ts",
    head(readFileSync(require.resolve("typescript/lib/lib.es5.d.ts"), "utf8")),
    "typescript",
  ],
  ["acorn.js", head(readFileSync(require.resolve("acorn"), "utf8")), "javascript"],
];
// The lines are cut off: acorn.js and the like are no whole programs any more, so the loose parser reads them.
for (const [name, text, language] of sources) {
  let program;
  let parser = "parse";
  try {
    program = parse(text, { language });
  } catch {
    parser = "parseLoose";
    program = parseLoose(text, { language });
  }
  for (const vocabulary of ["gpt2", "o200k_base"]) {
    const { bytes, scored } = scoredBy(text, vocabulary);
    const aligned = align(program, scored);
    console.log(
      `${name}: ${(Buffer.byteLength(text) / 1024).toFixed(0)} KiB, ${program.nodes.length} nodes (${parser}), ${scored.ids.length} tokens (${vocabulary})`,
    );
    const rows = [
      ["tokenSpans", () => tokenSpans(text, bytes)],
      ["align", () => align(program, scored)],
      ["scoreNodes, primary", () => scoreNodes(aligned)],
      ["scoreNodes, split", () => scoreNodes(aligned, { policy: "split" })],
      ["scoreNodes, any", () => scoreNodes(aligned, { policy: "any" })],
      ["scoreNodes, within", () => scoreNodes(aligned, { policy: "within" })],
      ["decomposeLoss", () => decomposeLoss(aligned)],
      ["compareScored", () => compareScored(aligned, aligned)],
    ];
    for (const [what, run] of rows) {
      const { first, wall, cpu } = times(run);
      console.log(`  ${what.padEnd(22)}${show(wall)} ms wall ${show(cpu)} ms CPU ${show(first)} ms at first`);
    }
    const { cpu: both } = times(() => scoreNodes(align(program, scored), { policy: "any" }));
    // The baseline takes so long that every 16th node stands for all.
    const some = { ...program, nodes: program.nodes.filter((_, i) => i % 16 === 0) };
    const before = process.cpuUsage();
    bindEvery(some, scored);
    const { user, system } = process.cpuUsage(before);
    const every = ((user + system) / 1000) * 16;
    console.log(
      `  every token for every node (ASTxplainer's binding, without its scores): ${show(every)} ms CPU, ${(every / both).toFixed(0)} times align and scoreNodes together`,
    );
  }
}
