import { setFlagsFromString } from "node:v8";
import type { Command } from "commander";
import type { AskOptions } from "../evaluate/AskOptions.js";
import { chooseShards, type ShardChoice } from "../evaluate/shards/chooseShards.js";
import { askIntervened, checkIntervening, openIntervening } from "./askIntervened.js";
import { type Library, library } from "./library.js";
import { addModelOption } from "./modelOption.js";
import { wholeNumber } from "./options.js";
import {
  addPromptOptions,
  checkPrompting,
  type PromptCommandOptions,
  promptOptionsOf,
} from "./promptOptions.js";
import { addQuestionOptions, type QuestionOptions, questionSetOf } from "./questionSetOf.js";
import { addRunOptions, type RunCommandOptions, type RunPart, runOptionsOf } from "./runOptions.js";
import { progressLine, runLines } from "./runText.js";
import type { Session } from "./Session.js";
import { addShardOptions, askShards, type ShardOptions } from "./shardOption.js";

/** What a command says about the asking itself. */
export interface AskingOptions extends QuestionOptions, PromptCommandOptions, RunCommandOptions {
  readonly model: string;
  readonly samples?: number;
  readonly limit?: number;
}

interface Options extends AskingOptions, ShardOptions {
  readonly out?: string;
  readonly intervene?: string;
  readonly json?: boolean;
}

/** How far the heap may grow over what is in use before it is collected, per cent: a run holds little, and is long. */
const HEAP_GROWTH = 50;

/** How long requests in flight may take after Ctrl-C, ms. */
const FINISH_MS = 60_000;

const EXAMPLES = `
Examples:
  tracebook ask embedded --limit 200
  tracebook ask tracebook-js --model baseline:constant
  tracebook ask questions.jsonl --model baseline:random --samples 5 --out runs/random
  tracebook ask tracebook-js --model openai:gpt-4.1-mini --style cot --max-tokens 2000
  tracebook ask tracebook-js --model vllm:my-model@http://localhost:8000/v1 --samples 5 --temperature 0.8
  tracebook ask tracebook-js --model openai:gpt-4.1-mini --max-cost 2.50 --prices prices.json --cache ~/.cache/answers
  tracebook ask tracebook-js --model baseline:oracle --shards 8 --out runs/oracle
  tracebook ask embedded --limit 200 --intervene change.json --out runs/changed

API keys come from the environment: OPENAI_API_KEY for openai:, ANTHROPIC_API_KEY for anthropic:, TRACEBOOK_API_KEY for
other servers. Ctrl-C finishes what is in flight; the same command goes on with a run that was stopped or killed.
With shards, --out is the folder of all of them, for tracebook merge; limits on tokens and cost hold for each shard.

change.json of --intervene, paths from its own folder:
  {"dictionaries": ["models/embedded/transcoders"], "mode": "keep error",
   "interventions": [{"layer": 2, "features": [17], "do": "set", "value": 4, "at": {"line": 3, "type": "IfStatement"}}],
   "control": {"draws": 3, "seed": 1}}
"do" is set, add, ablate or patch (then "from": {"call": "f(3)", "program": "other.js"}); codes stand as "codes" with their
"group"; "at" is "everywhere", {"node": 12}, {"line": 3, "type": …} or {"occurrence": {"line": 3, "k": 2}}. Codes of a model that
brings codebooks along (embedded-codebook-mlp) are changed where they are: "dictionaries" and "mode" are left out.`;

/** Adds the options of {@link AskingOptions}, the data set among them. */
export function addAskingOptions(command: Command): Command {
  const models =
    "embedded, openai:<model>[@<base url>], vllm:…, local:<folder or file.gguf>, baseline:oracle, …; an unknown one lists all";
  addQuestionOptions(command);
  addModelOption(command, models);
  command.option("--samples <n>", "completions per question (default: 1)", wholeNumber("--samples", 1));
  return addRunOptions(addPromptOptions(command)).option(
    "--limit <n>",
    "only so many questions, chosen by hash",
    wholeNumber("--limit", 1),
  );
}

/** Adds `tracebook ask`. */
export function addAsk(program: Command, session: Session): void {
  addShardOptions(addAskingOptions(program.command("ask")))
    .description("Ask a model the questions of a data set; a run that was stopped goes on where it was.")
    .option("--out <run>", "folder of the run (default: tracebook-run-<data set>-<model>)")
    .option(
      "--intervene <file>",
      "JSON of features or codes to change inside embedded or a local: model; asks with and without, beside random units",
    )
    .option("--json", "print the run's manifest as JSON")
    .addHelpText("after", EXAMPLES)
    .action((dataset: string, options: Options) => run(dataset, options, session));
}

/** Says what is wrong with a model or its settings before anything takes time. */
export async function checkAsking(
  lib: Library,
  options: AskingOptions,
  { settings }: RunPart,
  session: Session,
): Promise<void> {
  const { model: name, samples, chatTemplate } = options;
  const { endpoint = chatTemplate === undefined ? undefined : "completions" } = options;
  const chat = { date: options.chatDate, variables: options.chatVariable };
  const model = await lib.openModel(name, { questions: [], seed: 1, endpoint, chat });
  await checkPrompting(lib, model, options);
  for (const note of lib.runNotes(model, { samples, settings })) session.warn(note);
}

async function run(dataset: string, options: Options, session: Session): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  const lib = await library();
  const { model: name, samples, limit, seed, python } = options;
  const choice = chooseShards(options, process.env);
  if (options.intervene !== undefined) checkIntervening(options, choice);
  const how = await runOptionsOf(lib, options);
  await checkAsking(lib, options, how, session);
  // Recording a data set may take minutes: what cannot be changed is said before.
  const changes =
    options.intervene === undefined
      ? undefined
      : await openIntervening(lib, name, options.intervene, options, session);
  const set = await questionSetOf(lib, dataset, options, session);
  const put = await promptOptionsOf(lib, options, session);
  const out = options.out ?? runFolder(set.dataset, name, choice);
  const signal = session.endSlowly(FINISH_MS);
  let told = false;
  const asking: AskOptions = {
    out,
    samples,
    ...put,
    ...how,
    limit,
    seed,
    python,
    stop: session.signal,
    signal,
    onProgress: progress => {
      if (session.signal.aborted && progress.inFlight && !told) {
        told = true;
        session.warn(finishing(progress.inFlight));
      }
      session.progress(progressLine(progress));
    },
  };
  if (changes !== undefined) {
    await askIntervened(lib, set, changes, asking, session, options.json);
    return;
  }
  if (choice !== undefined) {
    await askShards(lib, set, name, asking, choice, session, options.json);
    return;
  }
  const summary = await lib.runQuestions(set, name, asking);
  if (options.json) {
    const { manifest, right, score, usage, faults, stopped } = summary;
    await session.print(JSON.stringify({ out, ...manifest, right, score, usage, faults, stopped }));
  } else await session.print(runLines(summary, { folder: out, maxCost: options.maxCost }).join("\n"));
  const [commonest] = summary.faults ?? [];
  if (summary.manifest.answered === 0 && commonest !== undefined)
    throw new Error(`no question was answered (${commonest.fault}): ${commonest.example}`);
}

/** What somebody who pressed Ctrl-C is to know. */
function finishing(inFlight: number): string {
  const requests = inFlight === 1 ? "1 request" : `${inFlight} requests`;
  return `finishing ${requests} in flight, ${FINISH_MS / 1000} s at most; Ctrl-C again gives up`;
}

/** Folder of a run that was given none. */
function runFolder(dataset: string, model: string, shards: ShardChoice | undefined): string {
  const part = shards === undefined ? "" : `-${shards.count}-shards`;
  return `tracebook-run-${dataset}-${model}${part}`.replace(/[^\w.-]+/g, "-");
}
