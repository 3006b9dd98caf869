// What the kernel costs beside plain tslab: starting, a cell, `import "tracebook"` in a cell. CPU time of the kernel's
// process, which load hardly touches, and wall time. Median of several starts each, taken in turn.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tslab = join(root, "notebooks/node_modules/tslab");
const ROUNDS = 7;

/** The client, from its source: it is no public name of the package. */
async function loadClient() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "src/notebook/client/KernelClient.ts")],
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
    define: { "import.meta.url": JSON.stringify(`file://${root}/dist/index.cjs`) },
  });
  const module = { exports: {} };
  new Function("module", "exports", "require", outputFiles[0].text)(
    module,
    module.exports,
    createRequire(import.meta.url),
  );
  return module.exports.KernelClient;
}

const ticks = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** CPU time of a process so far, ms, from /proc. */
function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks;
}

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const KERNELS = {
  "plain tslab": [process.execPath, join(tslab, "bin/tslab"), "kernel", "--config-path", "{connection_file}"],
  tracebook: [process.execPath, join(root, "dist/kernel.cjs"), "{connection_file}"],
};
const START = "start and one cell";
/** Bars of issue 3, ms of CPU. */
const BARS = { 'import "tracebook"': 500 };
const CELLS = {
  "first cell (1)": "1",
  'import "tracebook"': 'import { parse, trace, traceViewer } from "tracebook";',
  "a trace": 'const t = await trace(parse("const f = n => n + 1;"), { call: "f(1)" });',
  "a later cell (2)": "2",
};

/** Notes CPU times, each as a ratio to plain tslab's where that can do the same. */
export async function kernelBench(note) {
  const KernelClient = await loadClient();
  const env = { TRACEBOOK_TSLAB: tslab };
  const taken = {};
  const record = (name, what, cpu, wall) => {
    taken[what] ??= {};
    taken[what][name] ??= { cpu: [], wall: [] };
    taken[what][name].cpu.push(cpu);
    taken[what][name].wall.push(wall);
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, argv] of Object.entries(KERNELS)) {
      let from = performance.now();
      // Plain tslab finds tracebook only where it is linked.
      const kernel = await KernelClient.start(argv, { cwd: join(root, "notebooks"), env, tslab });
      const pid = Number(
        (await kernel.execute("console.log(process.pid)")).messages.find(m => m.header.msg_type === "stream")
          .content.text,
      );
      record(name, START, cpuMs(pid), performance.now() - from);
      for (const [what, code] of Object.entries(CELLS)) {
        const before = cpuMs(pid);
        from = performance.now();
        const { reply } = await kernel.execute(code);
        if (reply.status !== "ok") throw new Error(`${name}: ${what}: ${JSON.stringify(reply)}`);
        record(name, what, cpuMs(pid) - before, performance.now() - from);
      }
      await kernel.shutdown();
    }
  }
  for (const [what, byKernel] of Object.entries(taken)) {
    const [plain, ours] = Object.keys(KERNELS).map(name => byKernel[name]);
    const baseline = `plain tslab ${median(plain.cpu).toFixed(0)} ms CPU, ${median(plain.wall).toFixed(0)} ms wall; ours ${median(ours.wall).toFixed(0)} ms wall`;
    note(`kernel: ${what}`, median(ours.cpu), "ms CPU", baseline, BARS[what]);
    if (what === START)
      note("kernel: start against plain tslab", median(ours.cpu) / median(plain.cpu), "times", "CPU", 1.5);
  }
}
