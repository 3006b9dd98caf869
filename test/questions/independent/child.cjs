// Runs edited programs in plain Node and gives back what their edits noted. Nothing of the tracer is loaded here.
//
// stdin: [{file, text, sourceType, call, files, probe}]   stdout: [{error, log, result, value}]
// `probe`: {start, fn, call, k, when, literal} — where the expression of a question is to be evaluated.
// Run it with node --experimental-vm-modules --no-warnings.
const vm = require("node:vm");
const fs = require("node:fs");
const path = require("node:path").posix;
const util = require("node:util");
const { Console } = require("node:console");
const { Writable } = require("node:stream");
const { dropTimers, installTimers, runTimers } = require("../../oracle/virtualTimers.cjs");

const jobs = JSON.parse(fs.readFileSync(0, "utf8"));
let current;

/** What the edits call. An activation is {fn, n, times}: function, which call of it, how often each place was reached. */
function hooks(run) {
  const calls = new Map();
  const { probe } = run.job;
  let id = 0;
  const note = (kind, a, ...rest) => {
    if (run.log.length < 200000) run.log.push([kind, a?.id ?? -1, ...rest]);
  };
  const at = (a, start, when) =>
    probe !== undefined &&
    probe.when === when &&
    probe.start === start &&
    a?.fn === probe.fn &&
    a.n === probe.call &&
    a.times.get(start) === probe.k &&
    run.result === undefined;
  const look = expression => {
    try {
      run.result = run.judge(expression());
    } catch (error) {
      run.result = `no value: ${error}`;
    }
  };
  const reached = (a, start) => {
    if (a === undefined) return;
    a.times.set(start, (a.times.get(start) ?? 0) + 1);
    note("s", a, start);
  };
  const begin = (a, start, expression) => {
    reached(a, start);
    if (expression && at(a, start, "before")) look(expression);
  };
  const end = (a, start, expression) => {
    if (expression && at(a, start, "after")) look(expression);
  };
  return {
    __in(fn) {
      const n = (calls.get(fn) ?? 0) + 1;
      calls.set(fn, n);
      const a = { id: id++, fn, n, times: new Map(), out: false };
      note("in", a, fn, n);
      return a;
    },
    __out(a, how) {
      if (a === undefined || a.out) return;
      a.out = true;
      note("out", a, how);
    },
    __s: begin,
    __d: end,
    __b(a, start, value, expression, side) {
      const taken = side === "||" ? !value : side === "??" ? value === undefined || value === null : !!value;
      note("b", a, start, taken);
      if (expression && at(a, start, "after")) look(expression);
      return value;
    },
    __e(a, start) {
      note("e", a, start);
    },
    __r(a, start) {
      note("r", a, start);
    },
    __set(own, line, same, value) {
      note("set", own, line, same);
      return value;
    },
    *__keys(a, start, object, _asynchronous, expression) {
      let first = true;
      for (const key in object) {
        if (!first) begin(a, start, expression);
        first = false;
        yield key;
      }
      if (!first) begin(a, start, expression);
      end(a, start, expression);
    },
    __items(a, start, iterable, asynchronous, expression) {
      const waits = asynchronous && iterable[Symbol.asyncIterator] !== undefined && iterable[Symbol.asyncIterator] !== null;
      const symbol = waits ? Symbol.asyncIterator : Symbol.iterator;
      const source = iterable[symbol]();
      const { next } = source;
      let first = true;
      const wrapped = {
        next() {
          if (!first) begin(a, start, expression);
          first = false;
          const step = next.call(source);
          if (waits) {
            // Registered before the loop's own reaction, so it looks right before the loop goes on.
            Promise.resolve(step).then(({ done }) => done === true && end(a, start, expression), () => {});
          } else if (step.done === true) end(a, start, expression);
          return step;
        },
      };
      if (typeof source.return === "function") wrapped.return = value => source.return(value);
      return { [symbol]: () => wrapped };
    },
  };
}

function freshContext(run) {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      run.printed += chunk;
      done();
    },
  });
  const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
  context.console = new Console({ stdout, stderr });
  for (const name of ["queueMicrotask", "structuredClone", "TextEncoder", "TextDecoder", "URL", "process", "global"])
    context[name] = name === "global" ? context : globalThis[name];
  installTimers(context);
  Object.assign(context, hooks(run));
  return context;
}

function runCommonJs(run, file, text) {
  const module = { exports: {} };
  run.loaded.set(file, module);
  const wrapper = `(function (exports, require, module, __filename, __dirname) {${text.replace(/^#!/, "//")}\n})`;
  const fn = new vm.Script(wrapper, { filename: file }).runInContext(run.context);
  const load = specifier => {
    if (!/^\.\.?\//.test(specifier)) return require(specifier);
    const target = path.normalize(path.join(path.dirname(file), specifier));
    const found = [target, `${target}.js`, `${target}.cjs`].find(f => run.loaded.has(f) || f in run.job.files);
    return (run.loaded.get(found) ?? runCommonJs(run, found, run.job.files[found])).exports;
  };
  fn.call(module.exports, module.exports, load, module, file, ".");
  return module;
}

async function linked(run, text) {
  const make = (file, source) => {
    const made = new vm.SourceTextModule(source, { identifier: file, context: run.context });
    run.loaded.set(file, made);
    return made;
  };
  const main = make(run.job.file, text);
  await main.link((specifier, from) => {
    const file = path.normalize(path.join(path.dirname(from.identifier), specifier));
    return run.loaded.get(file) ?? make(file, run.job.files[file]);
  });
  return main;
}

async function observe(job) {
  const run = { job, log: [], loaded: new Map(), printed: "" };
  current = run;
  run.context = freshContext(run);
  run.literal = text => vm.runInContext(`(${text}\n)`, run.context);
  const equal = (value, text) => util.isDeepStrictEqual(value, run.literal(text));
  run.judge = value =>
    job.probe.literal === undefined
      ? value.every(one => typeof one === "object" && one !== null) && value[0] === value[1]
      : equal(value, job.probe.literal);
  const waits = /\bawait\b/.test(job.call) ? "async " : "";
  const text = `${job.text}\n;${job.call ? `globalThis.__call=()=>((${waits}()=>(${job.call}\n))());` : ""}`;
  let value;
  let returned = false;
  try {
    if (job.sourceType === "module") {
      const main = await linked(run, text);
      await Promise.race([main.evaluate(), runTimers()]);
    } else runCommonJs(run, job.file, text);
    run.log.push(["called", -1]);
    if (job.call) {
      await new Promise(done => setImmediate(done));
      const pending = run.context.__call();
      await Promise.race([
        Promise.resolve(pending).then(got => {
          value = got;
          returned = true;
        }),
        runTimers(),
      ]);
    }
  } catch (error) {
    run.error ??= error;
  }
  if (run.error === undefined) await runTimers();
  else {
    dropTimers();
    await new Promise(done => setImmediate(done));
  }
  const { error } = run;
  const same = job.output && {
    printed: run.printed.replace(/\n$/, ""),
    value: returned && error === undefined && equal(value, job.output),
  };
  return {
    error: error === undefined ? undefined : [error?.constructor?.name, error?.name, String(error)],
    log: job.quiet ? [] : run.log,
    result: run.result,
    output: same,
  };
}

async function main() {
  process.on("unhandledRejection", () => {});
  process.on("uncaughtException", error => {
    current.error ??= error;
  });
  const results = [];
  for (const job of jobs) results.push(await observe(job));
  fs.writeFileSync(1, JSON.stringify(results));
  process.exit(0);
}
main();
