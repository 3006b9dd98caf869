// Mutation harness: seeds one defect after the other into a copy of the instrumenter and the recorder, and sees whether
// the fast suite notices.
//
//   node scripts/mutants/run.mjs [--only id[,id]] [--json]
//
// Ends with 1 when fewer than 96 % of the defects are caught (48 of 50), or when the suite fails without any.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildMutant, copySources } from "./build.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const TIME_LIMIT = 180_000;
const LAYERS = ["build", "plain", "rows", "audit", "events", "golden", "time"];

/** Runs the suite on a built library; what caught the defect, or `caught: null`. */
function runSuite(library, folder) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [join(here, "suite.mjs"), library, folder], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let error = "";
    child.stdout.on("data", data => {
      out += data;
    });
    child.stderr.on("data", data => {
      error += data;
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), TIME_LIMIT);
    child.on("close", (_code, signal) => {
      clearTimeout(timer);
      const last = out.trim().split("\n").at(-1) ?? "";
      if (last.startsWith("{")) resolve(JSON.parse(last));
      else if (signal === "SIGKILL") resolve({ caught: "time", reason: `no end in ${TIME_LIMIT / 1000} s` });
      else resolve({ caught: "plain", reason: `the suite broke off: ${error.slice(0, 200)}` });
    });
  });
}

async function test(folder, mutant) {
  const start = Date.now();
  let library;
  try {
    library = await buildMutant(folder, mutant);
  } catch (error) {
    // Such a defect would prove nothing: it must be one that builds.
    return { caught: null, reason: `does not build: ${error.message.slice(0, 300)}`, seconds: 0 };
  }
  const result = await runSuite(library, folder);
  return { ...result, seconds: (Date.now() - start) / 1000 };
}

const args = process.argv.slice(2);
const json = args.includes("--json");
const only = args.includes("--only") ? args[args.indexOf("--only") + 1].split(",") : undefined;
const all = JSON.parse(readFileSync(join(here, "mutants.json"), "utf8"));
const unknown = only?.filter(id => !all.some(m => m.id === id)) ?? [];
if (unknown.length > 0) {
  console.error(`no mutant called ${unknown.join(", ")}`);
  process.exit(2);
}
const mutants = only === undefined ? all : all.filter(m => only.includes(m.id));
const folder = copySources();
let failed = false;
try {
  const original = await test(folder, undefined);
  if (original.caught !== null) {
    console.error(`the suite fails without any defect (${original.caught}): ${original.reason}`);
    failed = true;
  } else {
    const results = new Map();
    const waiting = [...mutants];
    const work = async () => {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const result = await test(folder, mutant);
        results.set(mutant.id, result);
        if (json) continue;
        const word = result.caught === null ? "MISSED" : `caught by ${result.caught}`;
        console.log(
          `${word.padEnd(17)} ${mutant.id}: ${result.reason || mutant.description}`
            .replace(/\n/g, " ")
            .slice(0, 200),
        );
      }
    };
    await Promise.all([work(), work()]);
    const rows = mutants.map(({ id, file, description }) => ({ id, file, description, ...results.get(id) }));
    const caught = rows.filter(r => r.caught !== null);
    const counts = Object.fromEntries(
      LAYERS.map(l => [l, rows.filter(r => r.caught === l).length]).filter(([, n]) => n > 0),
    );
    const needed = Math.ceil((rows.length * 48) / 50);
    failed = caught.length < needed;
    const summary = {
      mutants: rows.length,
      caught: caught.length,
      needed,
      byLayer: counts,
      withoutGolden: caught.filter(r => r.caught !== "golden").length,
      withoutGoldenAndEvents: caught.filter(r => r.caught !== "golden" && r.caught !== "events").length,
    };
    if (json) console.log(JSON.stringify({ ...summary, results: rows }, null, 2));
    else console.log(JSON.stringify(summary));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
