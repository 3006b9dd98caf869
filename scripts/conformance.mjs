// Compares Tracebook with the published works, to the last verdict, and prints one table.
//
//   npm run conformance                    everything that TRACEBOOK_DATA (default ../shared/data) holds
//   npm run conformance -- --only reval    one work
//   npm run conformance -- --python cpython:/path/to/python3.11
//   npm run conformance -- --packages      REval's programs that need numpy, bs4 and lxml too: in a virtual
//                                          environment made with pip (about a minute, once)
//   npm run conformance -- --json
//
// Truth that depends on the version of Python needs CPython 3.10 or 3.11. Exits 1 when a part differs that is not
// known to, 2 when there is no data.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  closePool,
  conformCoconut,
  conformCruxeval,
  conformCruxevalx,
  conformReval,
} from "../dist/index.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const given = name => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const data = process.env.TRACEBOOK_DATA ?? join(root, "..", "shared", "data");
const only = given("only");
const json = process.argv.includes("--json");
const python = given("python") ?? oldPython();

/** The first CPython 3.10 or 3.11 there is. */
function oldPython() {
  for (const path of ["python3.11", "python3.10", "/usr/bin/python3", "python3"]) {
    try {
      const said = execFileSync(path, [
        "-I",
        "-c",
        "import sys; print(sys.executable, *sys.version_info[:2])",
      ]);
      const [, executable, minor] = /^(.+) 3 (\d+)\s*$/.exec(String(said)) ?? [];
      if (minor === "10" || minor === "11") return `cpython:${executable}`;
    } catch {
      // Not there: the next.
    }
  }
  console.error(
    "conformance: CPython 3.10 or 3.11 is needed for the works' own truth (apt-get install python3)",
  );
  process.exit(2);
}

const packages = process.argv.includes("--packages") ? withPackages(python) : python;
const works = {
  cruxeval: options => conformCruxeval(join(data, "cruxeval"), { ...options, engines: ["pyodide", python] }),
  "cruxeval-x": options => conformCruxevalx(join(data, "cruxeval-x"), options),
  reval: options => conformReval(join(data, "reval"), { ...options, python: packages }),
  coconut: options => conformCoconut(join(data, "coconut"), { ...options, python }),
};

if (only !== undefined && works[only] === undefined) {
  console.error(`conformance: --only: expected one of ${Object.keys(works).join(", ")}, got ${only}`);
  process.exit(2);
}
if (!existsSync(data)) {
  console.error(`conformance: no data in ${data}: set TRACEBOOK_DATA, or run tracebook datasets fetch`);
  process.exit(2);
}

/** A virtual environment with the packages some of REval's programs import. */
function withPackages(engine) {
  const folder = join(root, "node_modules", ".cache", "conformance");
  const interpreter = join(folder, "bin", "python");
  if (!existsSync(join(folder, "done"))) {
    if (!json) console.log(`installing numpy, beautifulsoup4 and lxml in ${folder}`);
    execFileSync(engine.slice("cpython:".length), ["-m", "venv", folder]);
    execFileSync(interpreter, ["-m", "pip", "install", "--quiet", "numpy<2", "beautifulsoup4", "lxml"]);
    writeFileSync(join(folder, "done"), "");
  }
  return `cpython:${interpreter}`;
}

/** What cannot agree: rows the published table itself disagrees about, and threads, whose order is chance. */
const KNOWN = /traces in symbols: humaneval|traces: concurrency|published traces accepted/;

const rows = [];
const start = performance.now();
const width = 64;
const show = ({ work, items, agreeing, differing, seconds, notes }) => {
  if (json) return;
  const numbers = [items, agreeing, differing].map(number => String(number).padStart(9)).join("");
  console.log(`${work.padEnd(width)}${numbers}${seconds.toFixed(1).padStart(9)}`);
  for (const note of notes) console.log(`    ${note}`);
};
if (!json) {
  console.log(`data ${data}; ${python}; Pyodide; Node ${process.version}\n`);
  console.log(
    `${"work".padEnd(width)}${"items".padStart(9)}${"agreeing".padStart(9)}${"differing".padStart(10)}${"seconds".padStart(8)}`,
  );
}
for (const [name, conform] of Object.entries(works)) {
  if (only !== undefined && only !== name) continue;
  if (!existsSync(join(data, name))) {
    const row = {
      work: name,
      items: 0,
      agreeing: 0,
      differing: 0,
      seconds: 0,
      notes: [`no folder ${join(data, name)}`],
    };
    rows.push(row);
    show(row);
    continue;
  }
  let before = performance.now();
  await conform({
    onPart({ part, items, agreeing, differing, notes = [] }) {
      const now = performance.now();
      const work = part.startsWith(name) ? part : `${name}: ${part}`;
      const row = { work, items, agreeing, differing, seconds: (now - before) / 1000, notes };
      before = now;
      rows.push(row);
      show(row);
    },
  });
  await closePool();
}
const sum = field => rows.reduce((total, row) => total + row[field], 0);
const total = {
  work: "all",
  items: sum("items"),
  agreeing: sum("agreeing"),
  differing: sum("differing"),
  seconds: (performance.now() - start) / 1000,
  notes: [],
};
if (json) console.log(JSON.stringify({ python, rows, total }));
else {
  console.log();
  show(total);
}
if (rows.some(({ work, differing }) => differing > 0 && !KNOWN.test(work))) process.exitCode = 1;
