// Records the first call of every program of datasets/tracebook-js into traces/, one .trace file each, and
// traces/index.json with their hashes. `node scripts/traces.mjs` after `npm run build`.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { closePool, loadDataset, traceToFile } from "../dist/index.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "traces", "tracebook-js");
rmSync(folder, { recursive: true, force: true });
const { name, version, programs } = loadDataset("tracebook-js");
const traces = [];
for (const program of programs) {
  const file = `${program.id}.trace`;
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  const [call] = program.calls;
  const { sha256, rows, steps, outcome } = await traceToFile(program.source, join(folder, file), {
    call,
    file: program.file,
    language: program.language,
    files: Object.fromEntries(program.siblings.map(s => [s.file, s.source])),
  });
  traces.push({
    id: program.id,
    file: `tracebook-js/${file}`,
    call,
    outcome: outcome.kind,
    rows,
    steps,
    sha256,
  });
}
const lines = traces.map(t => `  ${JSON.stringify(t)}`).join(",\n");
const index = `{"schema": "tracebook/traces@1", "dataset": "${name}", "version": "${version}", "traces": [\n${lines}\n]}\n`;
writeFileSync(join(root, "traces", "index.json"), index);
console.log(`${traces.length} traces, ${traces.reduce((n, t) => n + t.rows, 0)} rows`);
await closePool();
