// Speed, each figure against a baseline measured in the same run. `npm run bench [-- --json] [-- --only NAME]`
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { closePool, Kind, parse, trace } from "../dist/index.mjs";
import { askingBench } from "./asking.mjs";
import { cruxevalBench } from "./cruxeval.mjs";
import { featuresBench } from "./features.mjs";
import { kernelBench } from "./kernel.mjs";
import { cpu, median, rowsByKind, time } from "./measure.mjs";
import { containers, python, scalars, small } from "./programs.mjs";
import { storeBench } from "./store.mjs";
import { weightsBench } from "./weights.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const json = process.argv.includes("--json");
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
const results = [];
const limits = { steps: 1e9, wallMs: 600_000 };

/** Notes a figure with its bar, if it has one. `better`: "less" or "more". */
function note(name, value, unit, baseline, bar, better = "less") {
  const met = bar === undefined ? undefined : better === "less" ? value <= bar : value >= bar;
  results.push({ name, value, unit, baseline, bar, better, met });
  if (json) return;
  const verdict =
    met === undefined ? "" : `   bar ${better === "less" ? "≤" : "≥"} ${bar} ${met ? "met" : "MISSED"}`;
  console.log(
    `${name.padEnd(58)} ${value.toLocaleString("en", { maximumSignificantDigits: 4 }).padStart(12)} ${unit.padEnd(10)}${verdict}${baseline ? `\n    against ${baseline}` : ""}`,
  );
}

/**
 * CPU time of recording a call, ns: in the sandbox (running and recording it, rows handed to the pipe) and at the
 * host (taking the rows into memory). Events are BEGIN rows and writes; rows are all rows.
 */
async function cost(source, call, record) {
  const program = parse(source);
  const options = { call, limits, record };
  await trace(program, options);
  const samples = [];
  let last;
  for (let i = 0; i < 5; i++) {
    const before = cpu();
    last = await trace(program, options);
    const after = cpu();
    samples.push({ child: after.child - before.child, host: after.host - before.host });
  }
  const kinds = rowsByKind(last, Kind);
  const events = kinds.BEGIN + kinds.SET + (kinds.PUT ?? 0) + (kinds.MUTATE ?? 0);
  const child = median(samples.map(s => s.child)) * 1e6;
  const host = median(samples.map(s => s.host)) * 1e6;
  const { rows } = last.columns;
  const { op, frame, value, rows: inChunk } = last.columns.chunk(0);
  const bytes = (op.byteLength + frame.byteLength + value.byteLength) / inChunk;
  return {
    bytes,
    events,
    rows,
    child: child / events,
    both: (child + host) / events,
    perRow: (child + host) / rows,
    perStep: child / kinds.BEGIN,
  };
}

const sections = {
  async events() {
    const plain = vm.runInThisContext(
      `${scalars};n=>{const t=process.cpuUsage();count(n);return process.cpuUsage(t).user*1e3/n}`,
    );
    const base = median([1, 2, 3, 4, 5].map(() => plain(3_333_333)));
    const loop = await cost(scalars, "count(3333333)");
    note(
      "ten-million-step loop: ns per line event or changed variable",
      loop.child,
      "ns CPU",
      `the loop untraced, ${base.toFixed(2)} ns an iteration of 5 events`,
      40,
    );
    note("  with the host taking the rows", loop.both, "ns CPU");
    note("  each of the rows (begin, end, branch, set), both processes", loop.perRow, "ns CPU");
    note("  bytes a row in memory", loop.bytes, "B", undefined, 16);
    const collatz = await cost(scalars, "collatz(20000)");
    note("collatz: ns per line event or changed variable", collatz.child, "ns CPU", undefined, 40);
    const heavy = await cost(containers, "containers(200000)");
    note(
      "arrays, maps, sets, objects changed: ns per event",
      heavy.child,
      "ns CPU",
      `the scalar loop of this run, ratio ${(heavy.child / loop.child).toFixed(1)}`,
      150,
    );
    const bubble = await cost(containers, "bubble(1000)");
    note(
      "bubble sort, element writes: ns per event",
      bubble.child,
      "ns CPU",
      `the scalar loop of this run, ratio ${(bubble.child / loop.child).toFixed(1)}`,
      150,
    );
  },

  async stepping() {
    const run = await cost(scalars, "collatz(20000)");
    const ours = run.perStep;
    const [stops, micros] = execFileSync(process.execPath, [join(here, "inspector.mjs"), "100"], {
      encoding: "utf8",
    })
      .split(" ")
      .map(Number);
    note(
      "times faster per step than V8 inspector stepping with locals",
      (micros * 1000) / ours,
      "×",
      `${micros.toFixed(0)} µs CPU a step over ${stops} steps; ours ${ours.toFixed(1)} ns`,
      1000,
      "more",
    );
    for (const command of ["python3.11", "/usr/bin/python3", "python3"]) {
      try {
        const [lines, ns] = execFileSync(command, ["-c", python, "3000"], { encoding: "utf8" })
          .split(" ")
          .map(Number);
        const version = execFileSync(command, ["--version"], { encoding: "utf8" }).trim();
        note(
          "times faster per step than sys.settrace with locals",
          ns / ours,
          "×",
          `${version}: ${ns.toFixed(0)} ns CPU a line event over ${lines}; ours ${ours.toFixed(1)} ns`,
          10,
          "more",
        );
        return;
      } catch {}
    }
    note(
      "times faster per step than sys.settrace with locals",
      Number.NaN,
      "×",
      "no python3 here",
      10,
      "more",
    );
  },

  async small() {
    const data = process.env.TRACEBOOK_DATA ?? join(here, "../../shared/data");
    const file = join(data, "cruxeval-x/js.jsonl");
    const sets = { "own sample": small };
    if (existsSync(file)) {
      const rows = readFileSync(file, "utf8").trim().split("\n").map(JSON.parse);
      sets["cruxeval-x js, with its assert"] = rows.map(({ code }) => [code, undefined]);
    }
    for (const [name, programs] of Object.entries(sets)) {
      const times = Math.max(1, Math.round(600 / programs.length));
      const all = async () => {
        for (const [source, call] of programs) await trace(source, { call });
      };
      await all();
      const start = performance.now();
      const before = cpu();
      for (let i = 0; i < times; i++) await all();
      const after = cpu();
      const runs = times * programs.length;
      const spent = (after.child - before.child + after.host - before.host) / runs;
      note(
        `CRUXEval-sized program, warm pool: ${name}`,
        spent,
        "ms CPU",
        `both processes: parse, instrument, run, record; ${runs} runs, one at a time; ${((performance.now() - start) / runs).toFixed(2)} ms wall`,
        5,
      );
    }
  },

  async linear() {
    const program = parse(scalars);
    const costs = [];
    for (const steps of [1e4, 1e5, 1e6, 1e7]) {
      const options = { call: `count(${Math.round(steps / 3)})`, limits };
      // Small runs are repeated, so that the clock of the system (10 ms) is fine enough.
      const times = Math.max(1, 2e6 / steps);
      await trace(program, options);
      const before = cpu();
      for (let i = 0; i < times; i++) await trace(program, options);
      const after = cpu();
      costs.push(((after.child - before.child + after.host - before.host) * 1e6) / (steps * times));
      note(`${steps.toLocaleString("en")} steps: ns a step, both processes`, costs.at(-1), "ns CPU");
    }
    note("  10^7 over 10^6", costs[3] / costs[2], "×", undefined, 2);
  },

  async huge() {
    for (const [mode, steps, what] of [
      ["disk", 100_000_000, "10^8 steps streamed to disk, limit 10^8"],
      ["memory", 10_000_000, "10^8-step program in memory, limit 10^7"],
    ]) {
      const out = JSON.parse(
        execFileSync(process.execPath, [join(here, "hundredMillion.mjs"), mode, String(steps)], {
          encoding: "utf8",
        }),
      );
      const size = out.bytes === undefined ? "" : `, ${(out.bytes / out.rows).toFixed(2)} B a row on disk`;
      note(
        `${what}: peak of the host`,
        out.peak,
        "MiB",
        `${out.outcome.kind} ${out.outcome.limit ?? ""} after ${out.steps.toLocaleString("en")} steps, ${(out.ms / 1000).toFixed(1)} s${size}`,
        1024,
      );
    }
  },

  async parsing() {
    const file = join(here, "../node_modules/acorn/dist/acorn.js");
    const text = readFileSync(file, "utf8");
    const taken = await time(() => parse(text, { file: "acorn.js" }), 5);
    note(
      "parse to the node table",
      text.length / 1000 / taken,
      "MB/s",
      `acorn.js, ${(text.length / 1000).toFixed(0)} kB in ${taken.toFixed(0)} ms`,
    );
  },

  async posing() {
    const { loadDataset, poseDataset, pose, trace: record } = await import("../dist/index.mjs");
    const dataset = await loadDataset("tracebook-js");
    const start = performance.now();
    const set = await poseDataset(dataset);
    const whole = (performance.now() - start) / 1000;
    const calls = dataset.programs.flatMap(program => program.calls.map(call => ({ program, call })));
    let recording = 0;
    let posing = 0;
    let questions = 0;
    for (const { program, call } of calls) {
      const files = Object.fromEntries(program.siblings.map(({ file, source }) => [file, source]));
      const from = performance.now();
      const recorded = await record(program.source, {
        file: program.file,
        language: program.language,
        files,
        call,
      });
      const to = performance.now();
      questions += pose(recorded).questions.length;
      recording += to - from;
      posing += performance.now() - to;
    }
    const per = seconds => (seconds / set.questions.length) * 10_000;
    note(
      "10,000 questions from nothing: recording and posing, all tasks",
      per(whole),
      "s",
      `recording alone, one call after the other, ${((recording / 1000 / questions) * 10_000).toFixed(1)} s`,
      60,
    );
    note("  posing alone, traces just recorded, one core", (posing / 1000 / questions) * 10_000, "s");
    note("  questions of tracebook-js", set.questions.length, "questions");
  },
  async cruxeval() {
    await cruxevalBench(note);
  },
  async asking() {
    await askingBench(note);
  },
  async features() {
    await featuresBench(note);
  },
  async kernel() {
    await kernelBench(note);
  },
  async store() {
    await storeBench(note);
  },
  async weights() {
    await weightsBench(note);
  },
};

for (const [name, run] of Object.entries(sections)) {
  if (only !== "" && only !== name) continue;
  await run();
}
await closePool();
if (json) console.log(JSON.stringify({ node: process.version, results }, null, 2));
process.exitCode = results.some(r => r.met === false) ? 1 : 0;
