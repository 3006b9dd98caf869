// Compares what Tracebook records of the three programs of every twin, on every input: outcomes and, where the
// statements correspond, the statements begun in the same order.
//   node scripts/twins.mjs [--inputs 60] [--python pyodide] [--write]      after `npm run build`
// --write puts the corresponding lines into datasets/twins/index.json for twins whose steps agree on all inputs, and
// takes them out for the others. `compareTwins` is for scripts/conformance.mjs.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  closePool,
  loadDataset,
  readTwins,
  trace,
  twinCall,
  twinInputs,
  twinOutcome,
  twinSteps,
} from "../dist/index.mjs";

const LANGUAGES = ["python", "javascript", "typescript"];

/** Lines of Python that stand for nothing in the other languages. */
const PYTHON = /^\s*(?:(?:import|from|nonlocal)\b.*|pass|else:|finally:|@.*)?$/;
/** Lines of JavaScript and TypeScript that stand for nothing in Python: brackets, types, fields without a value. */
const SCRIPT =
  /^\s*(?:[{}()[\];,]*|\} (?:else|finally) \{|type \w+ = .*;|(?!(?:break|continue|return);)\w+(?:: [^=(]*)?;)$/;

/** Lines that hold a statement or a head, 1-based. Twins are written one statement a line. */
function statementLines(source, language) {
  const empty = language === "python" ? PYTHON : SCRIPT;
  return source.split("\n").flatMap((line, i) => (empty.test(line) ? [] : [i + 1]));
}

/**
 * @param inputs How many argument lists a twin, its own calls included.
 * @param python Engine of the Python programs.
 * @param width Twins compared at a time.
 * @returns For each twin: inputs tried, outcomes and step lists that agree in all three languages, steps altogether,
 *   and the lines that belong together (undefined where the programs do not have the same number of them).
 */
export async function compareTwins({ inputs = 60, python = "pyodide", width = 2 } = {}) {
  const { twins, errors } = readTwins();
  const sources = new Map(loadDataset("twins").programs.map(program => [program.file, program.source]));
  const rows = new Array(twins.length);
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < twins.length; i = next++) rows[i] = await compareTwin(twins[i]);
  };
  const compareTwin = async twin => {
    const lines = Object.fromEntries(
      LANGUAGES.map(language => [language, statementLines(sources.get(twin.files[language]), language)]),
    );
    const aligned = new Set(LANGUAGES.map(language => lines[language].length)).size === 1;
    const row = {
      id: twin.id,
      inputs: 0,
      outcomes: 0,
      sequences: 0,
      steps: 0,
      lines: aligned ? lines : undefined,
    };
    for (const values of twinInputs(twin, inputs)) {
      const seen = [];
      for (const language of LANGUAGES) {
        const file = twin.files[language];
        const call = twinCall(twin, values, language);
        const recorded = await trace(sources.get(file), { file, language, call, python });
        seen.push({ outcome: twinOutcome(recorded, errors), steps: twinSteps(recorded, lines[language]) });
      }
      const same = key => new Set(seen.map(each => JSON.stringify(each[key]))).size === 1;
      row.inputs++;
      row.outcomes += same("outcome");
      row.sequences += aligned && same("steps") && !seen[0].steps.includes(-1);
      row.steps += seen[0].steps.length;
    }
    return row;
  };
  await Promise.all(Array.from({ length: width }, worker));
  return rows;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      inputs: { type: "string", default: "60" },
      python: { type: "string", default: "pyodide" },
      write: { type: "boolean", default: false },
    },
  });
  const begun = performance.now();
  const rows = await compareTwins({ inputs: Number(values.inputs), python: values.python });
  await closePool();
  const sum = key => rows.reduce((n, row) => n + row[key], 0);
  for (const { id, inputs, outcomes, sequences } of rows) {
    if (outcomes < inputs) console.log(`${id}: outcomes differ on ${inputs - outcomes} of ${inputs} inputs`);
    if (sequences < inputs) console.log(`${id}: steps differ on ${inputs - sequences} of ${inputs} inputs`);
  }
  const whole = rows.filter(row => row.sequences === row.inputs);
  console.log(
    `${rows.length} twins, ${sum("inputs")} inputs in three languages: ${sum("outcomes")} equal outcomes, ` +
      `${sum("sequences")} equal sequences of steps (${whole.length} twins on all inputs), ` +
      `${sum("steps")} steps, ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
  if (values.write) {
    const file = join(dirname(fileURLToPath(import.meta.url)), "..", "datasets", "twins", "index.json");
    const index = JSON.parse(readFileSync(file, "utf8"));
    for (const [i, twin] of index.twins.entries()) {
      delete twin.lines;
      if (rows[i].sequences === rows[i].inputs) twin.lines = rows[i].lines;
    }
    // Numbers stand in one line, as `test/datasets/python/programs.test.ts` writes them too.
    const text = JSON.stringify(index, null, 2).replace(/\[\s+\d[\d,\s]*\]/g, list =>
      list.replace(/\s+/g, ""),
    );
    writeFileSync(file, `${text}\n`);
  }
}
