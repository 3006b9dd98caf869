// A run of 10^8 steps against a limit, streamed to disk: prints the outcome and this process's peak memory, MiB.
import { rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closePool, trace, traceToFile } from "../dist/index.mjs";
import { scalars } from "./programs.mjs";

const [mode, steps] = process.argv.slice(2);
const limits = { steps: Number(steps), wallMs: 3_600_000 };
const start = performance.now();
let footer;
let bytes;
if (mode === "disk") {
  const path = join(tmpdir(), `tracebook-bench-${process.pid}.trace`);
  footer = await traceToFile(scalars, path, { call: "count(100000000)", limits });
  bytes = statSync(path).size;
  rmSync(path);
} else ({ footer } = await trace(scalars, { call: "count(100000000)", limits }));
const peak = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({
    outcome: footer.outcome,
    steps: footer.steps,
    rows: footer.rows,
    bytes,
    peak,
    ms: performance.now() - start,
  }),
);
await closePool();
