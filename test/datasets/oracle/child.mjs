// Runs programs in plain Node and reports what each call did. Knows nothing of Tracebook: it is the oracle.
//
//   node child.mjs FOLDER RUNS     RUNS: JSON list of {main, call}; `main` is loaded from FOLDER/<index>/<main>
import { writeSync } from "node:fs";
import { createRequire } from "node:module";
import { setImmediate as turn } from "node:timers";
import { pathToFileURL } from "node:url";
import { inspect, types } from "node:util";

// On a busy machine a late start would change which of two real timers is due first.
const { installTimers, runTimers } = createRequire(import.meta.url)("../../oracle/virtualTimers.cjs");
installTimers(globalThis);

const [folder, text] = process.argv.slice(2);
const runs = JSON.parse(text);
const results = [];
let output = "";
process.stdout.write = chunk => {
  output += chunk;
  return true;
};

/** Literal text of a plain value, `undefined` where there is none. */
function literal(value, open = new Set()) {
  if (value === null || typeof value === "boolean" || value === undefined) return String(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "bigint") return value + "n";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || open.has(value)) return undefined;
  open.add(value);
  const text = objectLiteral(value, open);
  open.delete(value);
  return text;
}

function objectLiteral(value, open) {
  const all = list => {
    const parts = Array.from(list, item => literal(item, open));
    return parts.includes(undefined) ? undefined : parts.join(", ");
  };
  const proto = Object.getPrototypeOf(value);
  if (Object.getOwnPropertySymbols(value).length > 0) return undefined;
  if (Array.isArray(value)) {
    if (proto !== Array.prototype || Object.keys(value).length !== value.length) return undefined;
    const items = all(value);
    return items === undefined ? undefined : `[${items}]`;
  }
  if (types.isTypedArray(value)) return `new ${value.constructor.name}([${all(value)}])`;
  if (types.isDate(value)) return `new Date(${value.getTime()})`;
  if (types.isRegExp(value)) return String(value);
  if (types.isMap(value) && proto === Map.prototype) {
    const pairs = [...value].map(pair => all(pair));
    if (pairs.includes(undefined)) return undefined;
    return pairs.length ? `new Map([${pairs.map(pair => `[${pair}]`).join(", ")}])` : "new Map()";
  }
  if (types.isSet(value) && proto === Set.prototype) {
    const items = all(value);
    return items === undefined ? undefined : value.size ? `new Set([${items}])` : "new Set()";
  }
  if (proto !== Object.prototype) return undefined;
  const parts = [];
  for (const [key, { value: item, get, enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    const text = get || !enumerable ? undefined : literal(item, open);
    if (text === undefined) return undefined;
    const plain = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) || /^(0|[1-9]\d{0,14})$/.test(key);
    parts.push(`${plain ? key : JSON.stringify(key)}: ${text}`);
  }
  return `{${parts.join(", ")}}`;
}

const show = value =>
  inspect(value, { depth: null, breakLength: Infinity, compact: true, maxArrayLength: null, maxStringLength: null });

let current;
let timersRan = false;
function start() {
  if (results.length === runs.length) {
    writeSync(3, JSON.stringify(results));
    return;
  }
  const { main, call } = runs[results.length];
  current = { call, outcome: "pending" };
  output = "";
  timersRan = false;
  const run = current;
  globalThis.__take = async action => {
    try {
      const value = await action();
      const text = literal(value);
      Object.assign(run, { outcome: "return", value: show(value), ...(text === undefined ? {} : { literal: text }) });
    } catch (error) {
      const fault = error instanceof Error;
      Object.assign(run, { outcome: "throw", value: fault ? `${error.name}: ${error.message}` : show(error) });
    }
  };
  import(pathToFileURL(`${folder}/${results.length}/${main}`).href).catch(error => {
    Object.assign(run, { outcome: "load", value: String(error) });
  });
}

// The event loop ran dry, and again after the timers: whatever the call started has finished.
process.on("beforeExit", () => {
  if (current === undefined) return;
  if (!timersRan) {
    timersRan = true;
    runTimers();
    return;
  }
  results.push({ ...current, output });
  current = undefined;
  start();
  // Loading can finish without the loop; it must turn once more, or there is no next beforeExit.
  if (current !== undefined) turn(() => {});
});
start();
