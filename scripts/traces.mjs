// Records programs of the packaged data sets into traces/, as `test/trace/committed.test.ts` and
// `test/datasets/python/traces.test.ts` compare them:
//   tracebook-js   the first call of every program, one .trace file each; traces/index.json has their hashes
//   tracebook-py   the first call of the first program of each family; traces/tracebook-py/index.json has these and
//                  the hash of every call of every program
//   node scripts/traces.mjs [tracebook-js|tracebook-py]     after `npm run build`; both without an argument
//   node scripts/traces.mjs --check cpython:/usr/bin/python3
// --check writes nothing: it records every call of tracebook-py with that engine and compares the hashes.
// `checkPythonTraces` is for scripts/conformance.mjs.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { closePool, loadDataset, trace, traceToFile } from "../dist/index.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "traces");

function optionsOf({ file, language, siblings }, call) {
  // A Python program has no files beside it, and trace() refuses even none of them.
  const files = language === "python" ? undefined : Object.fromEntries(siblings.map(s => [s.file, s.source]));
  return { call, file, language, files };
}

function writeIndex(path, { name, version }, traces) {
  const lines = traces.map(t => `  ${JSON.stringify(t)}`).join(",\n");
  writeFileSync(
    path,
    `{"schema": "tracebook/traces@1", "dataset": "${name}", "version": "${version}", "traces": [\n${lines}\n]}\n`,
  );
  console.log(`${name}: ${traces.length} traces, ${traces.reduce((n, t) => n + t.rows, 0)} rows`);
}

async function kept(dataset, program, call) {
  const file = `${dataset.name}/${program.id}.trace`;
  mkdirSync(dirname(join(root, file)), { recursive: true });
  const { sha256, rows, steps, outcome } = await traceToFile(
    program.source,
    join(root, file),
    optionsOf(program, call),
  );
  return { id: program.id, file, call, outcome: outcome.kind, rows, steps, sha256 };
}

async function javascript() {
  const dataset = loadDataset("tracebook-js");
  rmSync(join(root, dataset.name), { recursive: true, force: true });
  const traces = [];
  for (const program of dataset.programs) traces.push(await kept(dataset, program, program.calls[0]));
  writeIndex(join(root, "index.json"), dataset, traces);
}

async function python() {
  const dataset = loadDataset("tracebook-py");
  rmSync(join(root, dataset.name), { recursive: true, force: true });
  const families = new Set();
  const traces = [];
  for (const program of dataset.programs) {
    for (const call of program.calls) {
      if (!families.has(program.family)) {
        families.add(program.family);
        traces.push(await kept(dataset, program, call));
        continue;
      }
      const { footer } = await trace(program.source, optionsOf(program, call));
      const { sha256, rows, steps, outcome } = footer;
      traces.push({ id: program.id, call, outcome: outcome.kind, rows, steps, sha256 });
    }
  }
  writeIndex(join(root, dataset.name, "index.json"), dataset, traces);
}

/**
 * Records every call of tracebook-py with an engine.
 *
 * @returns The calls recorded, and those whose hash is not the committed one.
 */
export async function checkPythonTraces(engine) {
  const { traces } = JSON.parse(readFileSync(join(root, "tracebook-py", "index.json"), "utf8"));
  const programs = new Map(loadDataset("tracebook-py").programs.map(program => [program.id, program]));
  const differing = [];
  for (const { id, call, sha256 } of traces) {
    const program = programs.get(id);
    const { footer } = await trace(program.source, { ...optionsOf(program, call), python: engine });
    if (footer.sha256 !== sha256) differing.push(`${id} ${call}`);
  }
  return { items: traces.length, differing };
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [, , only, engine] = argv;
  if (only === "--check") {
    const { items, differing } = await checkPythonTraces(engine);
    for (const call of differing) console.log(`another hash: ${call}`);
    console.log(`${engine}: ${items} calls, ${items - differing.length} with the committed hash`);
    process.exitCode = differing.length > 0 ? 1 : 0;
  } else {
    if (only === undefined || only === "tracebook-js") await javascript();
    if (only === undefined || only === "tracebook-py") await python();
  }
  await closePool();
}
