// A fast test of a built tracer, for the mutants: `node suite.mjs <library.cjs> <folder of the sources> [--write]`.
// Prints one line of JSON: {"caught": null | layer, "reason": "…"}. The first check that fails ends it. Layers:
//   plain    programs print and return what they do in plain Node (probes, corpus, data set)
//   rows     what holds for the rows of any program (rows.mjs)
//   audit    variables read back from the program are what the log says (audit.mjs)
//   events   the probes' events, as committed beside them: written by the tracer, read against the program
//   golden   recording again gives the committed hashes of traces/index.json
// `--write` writes the events of the probes anew instead.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { wrongStates } from "./audit.mjs";
import { wrongRows } from "./rows.mjs";

const here = join(dirname(fileURLToPath(import.meta.url)), "probes");
const [path, folder] = process.argv.slice(2);
const write = process.argv.includes("--write");
const lib = createRequire(import.meta.url)(path);
const { Kind, closePool, events, idOf, kindOf, literal, loadDataset, outcomeValue, trace } = lib;

class Caught extends Error {
  constructor(layer, reason) {
    super(reason);
    this.layer = layer;
  }
}

function demand(layer, where, wrong) {
  if (wrong.length > 0) throw new Caught(layer, `${where}: ${wrong[0]}`);
}

const limits = { wallMs: 30_000, steps: 2_000_000 };
const run = (source, options) => trace(source, { sourceType: "commonjs", limits, ...options });

/** Outcome, output and value of a trace. */
function stdout({ columns, strings }) {
  let text = "";
  for (let c = 0; c < columns.chunkCount; c++) {
    const { rows, op, value } = columns.chunk(c);
    for (let i = 0; i < rows; i++) {
      if (kindOf(op[i]) === Kind.OUTPUT && idOf(op[i]) === 1) text += strings[value[i]];
    }
  }
  return text;
}

function compareText(layer, where, expected, actual) {
  if (expected === actual) return;
  const lines = actual.split("\n");
  const at = expected.split("\n").findIndex((line, i) => line !== lines[i]);
  throw new Caught(
    layer,
    `${where}, line ${at + 1}: ${lines[at]?.slice(0, 200)}, not ${expected.split("\n")[at]?.slice(0, 200)}`,
  );
}

const probes = readdirSync(here)
  .filter(name => name.endsWith(".js"))
  .map(file => ({ file, source: readFileSync(join(here, file), "utf8") }));

/** The probe with a last line that prints its top-level variables; the timers are left to the corpus. */
function printing(source) {
  const names = [...source.matchAll(/^(?:const|let|var|(?:async )?function\*?|class) ([\w$]+)/gm)].map(
    m => m[1],
  );
  const show =
    '(k, v) => typeof v === "function" || typeof v === "symbol" || typeof v === "bigint" || Object.is(v, -0) ? String(v) : ' +
    'v === undefined ? "<undefined>" : v instanceof Map || v instanceof Set ? [...v] : v';
  return `${source}\n;for (const v of [${names.map(n => `["${n}", ${n}]`).join(", ")}]) console.log(JSON.stringify(v, ${show}));`;
}

const TIMED = new Set(["async.js", "uncaught.js"]);

/** What plain Node prints; kept in the folder for the mutants that follow. */
function plainOutput(file, text) {
  const kept = join(folder, `${file}.stdout.txt`);
  if (existsSync(kept)) return readFileSync(kept, "utf8");
  const script = `require("vm").runInThisContext(require("module").wrap(${JSON.stringify(text)}))(exports, require, module, "x.js", ".")`;
  const {
    status,
    stdout: printed,
    stderr,
  } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${file} fails in plain Node: ${stderr}`);
  writeFileSync(kept, printed);
  return printed;
}

async function plain() {
  for (const { file, source } of probes) {
    if (TIMED.has(file)) continue;
    const text = printing(source);
    const expected = plainOutput(file, text);
    for (const record of [{}, { reads: true }]) {
      const t = await run(text, { file, record });
      if (t.footer.outcome.kind !== "return") {
        throw new Caught("plain", `${file}: ${JSON.stringify(t.footer.outcome)}`);
      }
      compareText("plain", file, expected, stdout(t));
    }
  }
  const uncaught = await run(readFileSync(join(here, "uncaught.js"), "utf8"), { file: "uncaught.js" });
  const { kind, name, message } = uncaught.footer.outcome;
  compareText(
    "plain",
    "uncaught.js",
    "throw TypeError nobody listens\nbefore\n",
    `${kind} ${name} ${message}\n${stdout(uncaught)}`,
  );
  const ordered = await run(readFileSync(join(here, "async.js"), "utf8"), { file: "async.js" });
  compareText("plain", "async.js", readFileSync(join(here, "async.stdout.txt"), "utf8"), stdout(ordered));

  const random = "const r = [Math.random(), Math.random()]; console.log(r.join());";
  const seeds = [
    await run(random, { seed: 1 }),
    await run(random, { seed: 1 }),
    await run(random, { seed: 2 }),
  ].map(stdout);
  if (seeds[0] !== seeds[1] || seeds[0] === seeds[2])
    throw new Caught("plain", `Math.random with seeds 1, 1, 2: ${seeds.join(" ")}`);
  const endless = await run("for (;;);", { limits: { steps: 1000 } });
  compareText(
    "plain",
    "endless loop",
    "limit 1000",
    `${endless.footer.outcome.kind} ${endless.footer.steps}`,
  );
}

/** Programs of millions of rows, or of as many variables in one scope: what they print is enough. */
const HEAVY = new Set(["stack-overflow.js", "one-long-line.js"]);
/** A function in a parameter default changes another parameter: it has no frame of the function as its parent. */
const UNOWNED = new Set(["tdz-and-scope.js"]);
/**
 * Programs with writes the log is known not to follow: parameters through `arguments`, names inside `with`, computed
 * fields, the name of a function expression, prototypes set by assignment, proxies in arrays, `delete a?.b.c`.
 */
const UNFOLLOWED =
  /^(?:uncaught|arguments-sloppy|asi-hazards|comments-and-regex|function-properties|generator-protocol|getters-once|optional-chains-and-new|strict-and-sloppy|tdz-and-scope|with-statement)\.js$|argument-mirror|ink-spread/;

/** Corpus and data set, with audit: outputs, then rows, then states. */
async function programs() {
  const corpus = join(folder, "test/corpus");
  const expected = JSON.parse(readFileSync(join(corpus, "expected.json"), "utf8"));
  const known = JSON.parse(readFileSync(join(here, "../../../test/equivalence/knownLines.json"), "utf8")).any;
  const runs = [];
  for (const { file, source } of probes) runs.push({ file, make: record => run(source, { file, record }) });
  for (const file of Object.keys(expected)) {
    if (!file.endsWith(".js")) continue;
    const source = readFileSync(join(corpus, file), "utf8");
    const lines = expected[file].split("\n").map((line, i) => known[file]?.[i + 1] ?? line);
    runs.push({
      file,
      make: record => run(source, { file, record }),
      output: known[file] === undefined ? expected[file] : lines.join("\n"),
    });
  }
  const answers = JSON.parse(readFileSync(join(folder, "datasets/tracebook-js/expected.json"), "utf8"));
  for (const { id, source, file, siblings, calls } of loadDataset("tracebook-js").programs) {
    const files = Object.fromEntries(siblings.map(s => [s.file, s.source]));
    calls.slice(0, 1).forEach((call, i) => {
      runs.push({
        file: `${id} ${call}`,
        make: record => trace(source, { file, files, call, record, limits }),
        answer: answers[id][i],
      });
    });
  }
  for (const { file, make, output, answer } of runs) {
    const heavy = HEAVY.has(file);
    const t = await make({ audit: !heavy });
    if (output !== undefined) compareText("plain", file, output, stdout(t));
    if (answer !== undefined) {
      const { outcome } = t.footer;
      const value =
        outcome.kind === "return" ? literal(outcomeValue(t)) : `${outcome.name}: ${outcome.message}`;
      const wanted = answer.outcome === "return" ? answer.literal : answer.value;
      compareText(
        "plain",
        file,
        `${answer.outcome} ${wanted}\n${answer.output}`,
        `${outcome.kind} ${value}\n${stdout(t)}`,
      );
    }
    if (heavy) continue;
    if (!UNOWNED.has(file)) demand("rows", file, wrongRows(lib, t));
    if (!UNFOLLOWED.test(file)) demand("audit", file, wrongStates(lib, t));
  }
}

/** A value in a word or two. */
function shortText(value) {
  if (value === undefined) return "";
  const text =
    literal(value) ??
    (value.type === "function"
      ? `<${value.name}>`
      : value.type === "error"
        ? `${value.name}(${value.message})`
        : `<${value.class ?? value.type}>`);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The events of a trace, one line each run of a source line. */
export function eventText(t) {
  let out = "";
  let line;
  for (const e of events(t, { nodes: 16 })) {
    if (e.kind === "new" || e.kind === "settle") continue;
    const value = shortText(e.value);
    if (e.line !== line || e.kind === "call")
      out += `\n${e.program > 0 ? `${e.program}:` : ""}${e.line ?? "-"} #${e.frame}`;
    line = e.line;
    out += ` ${e.kind}${e.name === undefined ? "" : ` ${e.name}`}${value === "" ? "" : `=${value.replace(/\n/g, "\\n")}`};`;
  }
  return `${out.trim()}\n${t.footer.outcome.kind} steps ${t.footer.steps} frames ${t.footer.frames}\n`;
}

async function committedEvents() {
  for (const { file, source } of probes) {
    for (const [suffix, record] of [
      ["events", {}],
      ["reads", { reads: true, heap: false }],
    ]) {
      if (suffix === "reads" && !/expressions|functions/.test(file)) continue;
      const name = join(here, file.replace(".js", `.${suffix}.txt`));
      // The depth of a stack overflow is no property of the language.
      const t = await run(source, { file, record, limits: { ...limits, depth: 120 } });
      const text = eventText(t);
      if (write) writeFileSync(name, text);
      else compareText("events", `${file} (${suffix})`, readFileSync(name, "utf8"), text);
    }
  }
}

async function golden() {
  const { traces } = JSON.parse(readFileSync(join(folder, "traces/index.json"), "utf8"));
  const byId = new Map(loadDataset("tracebook-js").programs.map(p => [p.id, p]));
  for (const { id, call, sha256 } of traces) {
    const { source, file, language, siblings } = byId.get(id);
    const files = Object.fromEntries(siblings.map(s => [s.file, s.source]));
    const t = await trace(source, { file, language, files, call });
    if (t.footer.sha256 !== sha256) throw new Caught("golden", `${id}: another hash`);
  }
}

let result = { caught: null, reason: "" };
try {
  if (write) await committedEvents();
  else for (const layer of [plain, programs, committedEvents, golden]) await layer();
} catch (error) {
  // An instrumented text that does not compile, or a tracer that breaks, is noticed by any test.
  const layer = error instanceof Caught ? error.layer : "plain";
  result = {
    caught: layer,
    reason: error instanceof Caught ? error.message : `${error.stack}`.slice(0, 300),
  };
}
console.log(JSON.stringify(result));
await closePool();
process.exit(0);
