// The finite-state experiment of "Codebook Features" (Tamkin et al., section 4) on a model of this machine: loss, accuracy, transitions
// in the three published definitions, purity, interchange, steering, codes beside neurons, the published table and the floor.
//   node scripts/tokfsm.mjs FOLDER [--base FOLDER] [--codebooks FOLDER] [--machine fsm.npy] [--texts 2048] [--written 100]
//     [--targets N] [--others N] [--neuron-texts 512] [--seed 0] [--threads 0] [--json FILE]      after `npm run build`
// FOLDER holds a GPT-NeoX of eleven tokens as Hugging Face saves it, its codebooks beside it where it has some. --base is the model
// without codebooks, whose neurons are compared, too. --machine is numpy's matrix; without it numpy's seed 42 is drawn.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stderr, stdout } from "node:process";
import { parseArgs } from "node:util";
import {
  attachDictionaries,
  finiteStateText,
  localDigitModel,
  openLocalModel,
  randomFiniteStateMachine,
  readDictionary,
  readFiniteStateMachine,
  reportFiniteState,
} from "../dist/index.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: "string" },
    codebooks: { type: "string" },
    machine: { type: "string" },
    texts: { type: "string" },
    written: { type: "string" },
    targets: { type: "string" },
    others: { type: "string" },
    "neuron-texts": { type: "string" },
    seed: { type: "string" },
    threads: { type: "string", default: "0" },
    json: { type: "string" },
  },
});

/** Files that say a folder has codebooks. */
const CODEBOOKS = ["codebooks.safetensors", "codebooks.json", "pytorch_model.bin"];

function number(name) {
  const text = values[name];
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`--${name}: expected a whole number, not ${JSON.stringify(text)}`);
  return Number(text);
}

/** A line of progress that is written over, with the time since the beginning. */
const begun = Date.now();
const said = what => {
  const line = `${((Date.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${what}`;
  stderr.write(stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
};

async function main() {
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1)
    throw new Error("usage: node scripts/tokfsm.mjs FOLDER [--base FOLDER] [--json FILE]");
  const machine =
    values.machine === undefined ? randomFiniteStateMachine() : await readFiniteStateMachine(values.machine);
  const threads = number("threads");
  // Codebooks beside it would be part of it at once; they may lie elsewhere, so they are attached here.
  const model = await openLocalModel(folder, { threads, codebooks: false });
  const place =
    values.codebooks ?? (CODEBOOKS.some(name => existsSync(join(folder, name))) ? folder : undefined);
  const codebooks = place === undefined ? [] : await readDictionary(place);
  const coded =
    codebooks.length === 0
      ? model
      : await attachDictionaries(model, codebooks, { mode: "replace", anyModel: true });
  const plain =
    values.base === undefined ? undefined : await openLocalModel(values.base, { threads, codebooks: false });
  const report = await reportFiniteState(localDigitModel(coded, { codebooks }), machine, {
    texts: number("texts"),
    written: number("written"),
    targets: number("targets"),
    others: number("others"),
    neuronTexts: number("neuron-texts"),
    seed: number("seed"),
    ...(plain === undefined ? {} : { base: localDigitModel(plain) }),
    progress: said,
  });
  said("done\n");
  const name = codebooks.length === 0 ? "this model" : "this model, with codebooks";
  stdout.write(`${finiteStateText(report, name)}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  await model.close();
  await plain?.close();
}

main().catch(error => {
  stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
