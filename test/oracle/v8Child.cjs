// Runs UNinstrumented programs under V8's own instruments, for the oracle tests: precise block coverage, or the
// inspector stepping through every statement. Nothing of the tracer is loaded here.
//
// stdin: {mode: "coverage" | "steps", stepping: "into" | "everywhere", maxStops, jobs: [{text, sourceType, file, call, files}]}
// stdout: [{error, scripts} | {error, stops}], one for each job. Positions are UTF-16 offsets into the text of the
// file; those of the call are behind its end. Run it with node --experimental-vm-modules --no-warnings.
//
// `stepping: "into"` only ever steps into. V8 leaves a suspended generator or async function by running on until it
// is resumed, so what other code does meanwhile would be missed: "everywhere" also puts a breakpoint on each location
// the inspector knows, and steps into from all of them.
const inspector = require("node:inspector");
const vm = require("node:vm");
const fs = require("node:fs");
const path = require("node:path").posix;
const { Console } = require("node:console");
const { Writable } = require("node:stream");
const { dropTimers, installTimers, runTimers } = require("./virtualTimers.cjs");

const { mode, stepping, maxStops = 200_000, jobs } = JSON.parse(fs.readFileSync(0, "utf8"));
const session = new inspector.Session();
session.connect();
const post = (method, params) => {
  let out;
  session.post(method, params, (error, result) => {
    if (error) throw Object.assign(new Error(`${method}: ${error.message}`), { method });
    out = result;
  });
  return out;
};

const SCHEME = "oracle:///";
/** The debugger statement starts the stepping; directives of the program stay directives. */
const WRAPPER =
  "(function () { debugger; return (function (exports, require, module, __filename, __dirname) {";
const START = "debugger;";
const WRAPPER_END = "\n}).apply(this, arguments); })";

/** The run under way: its scripts, what was seen, the first error. */
let run;
/** scriptId → {file, run, head, starts} of the program's scripts. */
const scripts = new Map();

function describe(file, text, head) {
  const starts = [0];
  const ends = /\r\n|[\n\r\u2028\u2029]/g;
  while (ends.exec(text)) starts.push(ends.lastIndex);
  run.files.set(file, { file, run, head, starts, length: text.length });
}

/** Breakpoints on every location of a compiled script, for what stepping alone would leave out. */
function breakEverywhere(file) {
  if (mode !== "steps" || stepping !== "everywhere") return;
  const [scriptId] = [...scripts].find(([, s]) => s.file === file && s.run === run);
  const { locations } = post("Debugger.getPossibleBreakpoints", { start: { scriptId, lineNumber: 0, columnNumber: 0 } });
  for (const { lineNumber, columnNumber } of locations) {
    try {
      post("Debugger.setBreakpoint", { location: { scriptId, lineNumber, columnNumber } });
    } catch {
      // Two locations at one place: the first breakpoint stands for both.
    }
  }
}

function runCommonJs(file, source, tail) {
  const { job, loaded } = run;
  // Inside the wrapper a hashbang line is no JavaScript; as a comment it keeps its length.
  const text = source.replace(/^#!/, "//").replace(/\b(source(?:Mapping)?)URL\b/g, "$1url");
  const module = { exports: {} };
  loaded.set(file, module);
  describe(file, text + tail, WRAPPER.length);
  const script = new vm.Script(WRAPPER + text + tail + WRAPPER_END, { filename: url(file) });
  const fn = script.runInContext(run.context);
  breakEverywhere(file);
  const load = specifier => {
    if (!/^\.\.?\//.test(specifier)) return require(specifier);
    const target = path.normalize(path.join(path.dirname(file), specifier));
    const found = [target, `${target}.js`, `${target}.cjs`].find(f => loaded.has(f) || f in job.files);
    return (loaded.get(found) ?? runCommonJs(found, job.files[found], "")).exports;
  };
  fn.call(module.exports, module.exports, load, module, file, ".");
  return module;
}

async function linkModules(tail) {
  const { job, loaded } = run;
  const make = (file, text) => {
    describe(file, text, START.length);
    const m = new vm.SourceTextModule(START + text, { identifier: url(file), context: run.context });
    loaded.set(file, m);
    return m;
  };
  const main = make(job.file, job.text + tail);
  await main.link((specifier, from) => {
    const file = path.normalize(path.join(path.dirname(fileOf(from.identifier)), specifier));
    return loaded.get(file) ?? make(file, job.files[file]);
  });
  return main;
}

/** Each run has its own names, so that the scripts of an earlier one cannot be mistaken for its. */
const url = file => `${SCHEME}${run.number}/${file}`;
const fileOf = address => address.slice(SCHEME.length).replace(/^\d+\//, "");

function listen() {
  session.on("Debugger.scriptParsed", ({ params: { scriptId, url: address } }) => {
    if (address.startsWith(SCHEME)) scripts.set(scriptId, run.files.get(fileOf(address)));
  });
  session.on("Debugger.paused", ({ params }) => {
    const [frame] = params.callFrames;
    const { scriptId, lineNumber, columnNumber } = frame.location;
    const script = scripts.get(scriptId);
    if (script === undefined) {
      session.post("Debugger.stepOut");
      return;
    }
    // The line behind the text is the end of the wrapper.
    const start = script.starts[lineNumber] ?? script.length + 1;
    const offset = start + columnNumber - (lineNumber === 0 ? script.head : 0);
    script.run.stops.push([script.file, offset, params.callFrames.length, frame.functionName]);
    if (script.run.stops.length >= maxStops) throw new Error(`more than ${maxStops} stops`);
    session.post("Debugger.stepInto", { breakOnAsyncCall: false });
  });
  post("Debugger.enable");
  post("Debugger.setBlackboxPatterns", { patterns: ["^node:", "v8Child", "virtualTimers"] });
}

function coverage() {
  return post("Profiler.takePreciseCoverage")
    .result.filter(s => s.url.startsWith(`${SCHEME}${run.number}/`))
    .map(s => {
      const { file, head } = run.files.get(fileOf(s.url));
      const functions = s.functions.map(f => ({
        name: f.functionName,
        block: f.isBlockCoverage,
        ranges: f.ranges.map(r => [r.startOffset - head, r.endOffset - head, r.count]),
      }));
      return { file, functions };
    });
}

/** A realm of its own for each run, so that no program breaks the next, or this child. */
function freshContext() {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  context.console = new Console({ stdout: nowhere(), stderr: nowhere() });
  for (const name of ["queueMicrotask", "structuredClone", "TextEncoder", "TextDecoder", "URL", "process", "global"]) {
    context[name] = name === "global" ? context : globalThis[name];
  }
  installTimers(context);
  return context;
}

async function observe(job, number) {
  const context = freshContext();
  run = { job, number, context, files: new Map(), loaded: new Map(), stops: [], error: undefined };
  // The call runs in the scope of the program, through a thunk behind its text, so offsets of the program stay.
  const asynchronous = /\bawait\b/.test(job.call) ? "async " : "";
  const tail = job.call ? `\n;globalThis.__call=()=>{debugger;return (${asynchronous}()=>(${job.call}\n))()};` : "";
  try {
    if (job.sourceType === "module") {
      const main = await linkModules(tail);
      for (const file of run.loaded.keys()) breakEverywhere(file);
      await Promise.race([main.evaluate(), runTimers()]);
    } else runCommonJs(job.file, job.text, tail);
    if (job.call) {
      // The call is a job of its own, as in the tracer: what the module queued as microtasks runs first.
      await new Promise(done => setImmediate(done));
      await Promise.race([context.__call(), runTimers()]);
    }
  } catch (error) {
    run.error ??= String(error);
  }
  // An exception ends the program, once the microtasks there are have run: no timer fires any more.
  if (run.error === undefined) await runTimers();
  else {
    dropTimers();
    await new Promise(done => setImmediate(done));
  }
  return mode === "steps" ? { error: run.error, stops: run.stops } : { error: run.error, scripts: coverage() };
}

async function main() {
  process.on("unhandledRejection", () => {});
  process.on("uncaughtException", error => {
    run.error ??= String(error);
  });
  if (mode === "steps") listen();
  else {
    post("Profiler.enable");
    post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }
  const results = [];
  for (const [number, job] of jobs.entries()) results.push(await observe(job, number));
  if (mode === "steps") post("Debugger.disable");
  fs.writeFileSync(1, JSON.stringify(results));
  process.exit(0);
}
main();
