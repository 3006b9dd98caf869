// How things are measured: medians of several runs, in one process, in one go.
import { readdirSync, readFileSync } from "node:fs";

/** Median of numbers. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Median wall time of `run`, ms, after one run to warm up. */
export async function time(run, times = 5) {
  await run();
  const taken = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await run();
    taken.push(performance.now() - start);
  }
  return median(taken);
}

/**
 * CPU time, ms, so far: of this process (all threads), and of the sandbox processes it runs (Linux; NaN elsewhere).
 * Other jobs on the machine hardly touch it, unlike wall time.
 */
export function cpu() {
  const { user, system } = process.cpuUsage();
  let child = Number.NaN;
  try {
    child = 0;
    for (const pid of readdirSync("/proc").filter(name => /^\d+$/.test(name))) {
      const stat = read(`/proc/${pid}/stat`).split(") ")[1]?.split(" ");
      if (stat === undefined || Number(stat[1]) !== process.pid) continue;
      if (read(`/proc/${pid}/cmdline`).includes("sandbox.cjs"))
        child += (Number(stat[11]) + Number(stat[12])) * 10;
    }
  } catch {
    child = Number.NaN;
  }
  return { host: (user + system) / 1000, child };
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Counts the rows of a trace by kind. */
export function rowsByKind(trace, Kind) {
  const names = Object.fromEntries(Object.entries(Kind).map(([name, kind]) => [kind, name]));
  const counts = new Int32Array(32);
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const { op, rows } = trace.columns.chunk(c);
    for (let i = 0; i < rows; i++) counts[op[i] & 31]++;
  }
  return Object.fromEntries([...counts].map((n, k) => [names[k] ?? k, n]).filter(([, n]) => n > 0));
}
