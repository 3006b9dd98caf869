// Runs twins in plain Node on many inputs, as twins.py does in plain Python: same input, same output.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { installTimers, runTimers } = createRequire(import.meta.url)("../../oracle/virtualTimers.cjs");
installTimers(globalThis);

function plain(value) {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value !== undefined && Object.getPrototypeOf(value) === Object.prototype) {
    return { entries: Object.entries(value).map(([key, item]) => [key, plain(item)]) };
  }
  throw new TypeError(`no twin may return ${value}`);
}

async function run(load, values) {
  let output = "";
  const kept = console.log;
  console.log = text => {
    output += `${text}\n`;
  };
  let row;
  const started = (async () => load()(...values))().then(
    value => {
      row = { outcome: "return", value: plain(value) };
    },
    error => {
      row = { outcome: "throw", error: error.constructor.name, message: error.message };
    },
  );
  await runTimers();
  console.log = kept;
  if (row === undefined) throw new Error("the call never ended");
  await started;
  return { ...row, output };
}

const results = [];
for (const { source, function: name, inputs } of JSON.parse(readFileSync(0, "utf8"))) {
  // A fresh program for each input, as in Python.
  const load = new Function(`"use strict";\n${source}\nreturn ${name};`);
  const rows = [];
  for (const values of inputs) rows.push(await run(load, structuredClone(values)));
  results.push(rows);
}
process.stdout.write(JSON.stringify(results));
