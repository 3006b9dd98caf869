// Makes datasets/embedded and measures its baselines. After `npm run build`:
//
//   node scripts/embedded.mjs make
//   node scripts/embedded.mjs baselines train-direct.jsonl …     # files of `tracebook corpus --kind direct`
//
// `make` draws the programs from the seeds below, runs their calls and writes the folder (README and LICENSE stay).
// `baselines` poses the questions of the data set, answers them without running anything, and writes baselines.json.
import { createReadStream, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  answerText,
  askText,
  closePool,
  constructs,
  generateFamily,
  lastLiteral,
  loadDataset,
  ngramAnswers,
  outcomeSpread,
  pose,
  trace,
} from "../dist/index.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "datasets", "embedded");

/** Seed and number of programs of each part. No other corpus of the project is made from these seeds. */
const PARTS = [
  { split: "test", seed: 7001, n: 500 },
  { split: "longer", seed: 7002, n: 150 },
  { split: "deeper", seed: 7003, n: 150 },
  { split: "unseen", seed: 7004, n: 150 },
];
const CALLS = 2;
const ORDER = 8;

async function make() {
  const entries = [];
  for (const { split, seed, n } of PARTS) {
    rmSync(join(folder, split), { recursive: true, force: true });
    mkdirSync(join(folder, split), { recursive: true });
    const account = await generateFamily({ seed, n, split, calls: CALLS }, made => {
      const id = `${split}/${String(entries.length + 1).padStart(3, "0")}`;
      const { program, calls, skeleton } = made;
      writeFileSync(join(folder, `${id}.js`), program.source);
      entries.push({
        id,
        file: `${id}.js`,
        language: "javascript",
        family: split,
        cluster: id,
        title: `program ${made.candidate} of seed ${seed}, ${split}`,
        calls: calls.map(({ call }) => call),
        tags: constructs(program),
        skeleton,
        rows: calls.map(({ rows }) => rows.rows.length),
      });
    });
    console.log(
      `${split}: ${n} programs of ${account.tried} candidates, left out ${JSON.stringify(account.refused)}`,
    );
  }
  const index = {
    schema: "tracebook/dataset@1",
    name: "embedded",
    version: "1",
    title: "Programs of the embedded model's family that it was not trained on",
    licence: { code: "Apache-2.0", data: "CC0-1.0" },
    parts: PARTS,
    programs: entries,
  };
  writeFileSync(join(folder, "index.json"), `${JSON.stringify(index, null, 1)}\n`);
}

async function baselines(files) {
  const ngram = ngramAnswers(await documents(files), ORDER);
  const { programs } = loadDataset("embedded");
  const counts = {};
  const outputs = {};
  for (const { family, file, source, calls } of programs) {
    for (const call of calls) {
      const recorded = await trace(source, { file, call });
      const program = recorded.programs[0];
      const { questions } = pose(recorded, { tasks: ["output", "path", "coverage", "state"] });
      const lines = source.split("\n");
      for (const question of questions) {
        const asked = askText(question);
        if (asked === undefined) continue;
        const truth = answerText(question.truth);
        const { task } = question;
        if (task === "output") {
          outputs[family] ??= [];
          outputs[family].push(truth);
        }
        const said = { "n-gram": ngram.answer(`#call ${call}\n${asked}\nAnswer:`), constant: truth };
        const given = call.slice(call.indexOf("(") + 1, -1).split(", ");
        if (task === "output" || task === "state") {
          given.forEach((argument, i) => {
            said[`argument ${i + 1}`] = argument;
          });
          said["last literal"] = lastLiteral(program);
        }
        if (task === "path") {
          said["next line"] = String(question.line + 1);
          const next = lines.findIndex((line, i) => i >= question.line && !/^\s*}/.test(line));
          said["next statement"] = next < 0 ? "returns" : String(next + 1);
        }
        counts[family] ??= {};
        counts[family][task] ??= { questions: 0, truths: {}, right: {} };
        const here = counts[family][task];
        here.questions++;
        here.truths[truth] = (here.truths[truth] ?? 0) + 1;
        for (const [name, answer] of Object.entries(said))
          here.right[name] = (here.right[name] ?? 0) + (answer === truth ? 1 : 0);
      }
    }
  }
  const round = x => Math.round(x * 1000) / 1000;
  const result = { schema: "tracebook/family-baselines@1", order: ORDER, parts: {} };
  for (const [family, tasks] of Object.entries(counts)) {
    const part = { spread: outcomeSpread(outputs[family]), tasks: {} };
    part.spread = { ...part.spread, normalisedEntropy: round(part.spread.normalisedEntropy) };
    for (const [task, { questions, truths, right }] of Object.entries(tasks)) {
      // The best constant in hindsight: no constant does better on these questions.
      right.constant = Math.max(...Object.values(truths));
      const shares = Object.entries(right).map(([name, count]) => [name, round(count / questions)]);
      part.tasks[task] = { questions, ...Object.fromEntries(shares.sort(([, a], [, b]) => b - a)) };
    }
    result.parts[family] = part;
  }
  writeFileSync(join(folder, "baselines.json"), `${JSON.stringify(result, null, 1)}\n`);
  console.log(JSON.stringify(result, null, 1));
}

async function documents(files) {
  const texts = [];
  for (const file of files) {
    for await (const line of createInterface({ input: createReadStream(file) }))
      texts.push(JSON.parse(line).text);
  }
  if (texts.length === 0)
    throw new Error("name files of `tracebook corpus --kind direct`: the n-grams are learned there");
  return texts;
}

const [, , command, ...rest] = argv;
if (command === "make") await make();
else if (command === "baselines") await baselines(rest);
else
  throw new Error(
    `make or baselines, not ${command}: see ${readFileSync(fileURLToPath(import.meta.url), "utf8").split("\n")[0]}`,
  );
await closePool();
