import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import type { Dataset } from "../datasets/Dataset.js";
import { SourceError } from "../program/SourceError.js";
import type { Trace } from "../trace/format/Trace.js";
import { demoEmbedded } from "./demoEmbedded.js";
import { askDemoModel, DEMO_LIMIT, openDefaultModel, openDemoModel } from "./demoModel.js";
import { demoText, modelTable, scoreTable } from "./demoText.js";
import { type Library, library } from "./library.js";
import { wholeNumber } from "./options.js";
import type { Session } from "./Session.js";
import { saveText } from "./saveText.js";

const DATASET = "tracebook-js";
/** Calls of each program that are run. */
const CALLS = 2;
/**
 * The run the report is about, where no model is asked: the oracle knows the answers, so whatever it gets wrong is a fault of
 * ours.
 */
const ORACLE_RUN = "oracle";
/** The run of the model that is asked. */
const MODEL_RUN = "model";
/** Written first and last; marks a folder as the demo's own, which the next demo may replace. */
const SUMMARY = "demo.json";

interface Options {
  readonly out: string;
  readonly model?: string;
  readonly limit?: number;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  tracebook demo
  tracebook demo --out demo --json
  tracebook demo --model local:SmolLM2-135M-Instruct.Q4_1.gguf --limit 100`;

/** Adds `tracebook demo`. */
export function addDemo(program: Command, session: Session): void {
  program
    .command("demo")
    .description(
      "The main job end to end on programs that come with Tracebook; takes about a minute with the model that comes with it.",
    )
    .option("--out <dir>", "folder for report, pages and runs", "tracebook-demo")
    .option(
      "--model <model>",
      "a model that answers a sample of the questions, such as local:<folder or file.gguf> (default: embedded, where it is)",
    )
    .option(
      "--limit <n>",
      `questions it is asked, as many of each task as can be (default: ${DEMO_LIMIT}; of embedded 50)`,
      wholeNumber("--limit", 1),
    )
    .option("--json", "print what was done as JSON")
    .addHelpText("after", EXAMPLES)
    .action((options: Options) => run(options, session));
}

async function run({ out, json, model, limit }: Options, session: Session): Promise<void> {
  const lib = await library();
  const opened = model === undefined ? await openDefaultModel(lib, session) : await openDemoModel(lib, model);
  if (opened === undefined && limit !== undefined)
    throw new SourceError("is for a model that is asked: add --model", "--limit");
  // One of the dialect is asked about programs of its own family, beside all the rest.
  const dialect = opened?.model.dialect !== undefined;
  const asked = dialect ? undefined : opened;
  await clear(out);
  const dataset = shortened(lib.loadDataset(DATASET));
  const pages = new Map<string, Trace>();
  let steps = 0;
  let traces = 0;
  try {
    const whole = await lib.poseDataset(dataset, {
      signal: session.signal,
      onTrace(trace, program, done, total) {
        traces = done;
        steps += trace.footer.steps;
        // The longest run of each family that still fits on a page to step through.
        const shown = pages.get(program.family);
        const { steps: length } = trace.footer;
        if (length <= 300 && length > (shown?.footer.steps ?? 0)) pages.set(program.family, trace);
        session.progress(`traced ${done} of ${total}: ${program.id}`);
      },
    });
    const set = asked === undefined ? whole : lib.sampleByTask(whole, { limit: limit ?? DEMO_LIMIT });
    await saveText(join(out, "questions.jsonl"), [lib.questionSetLines(set)]);
    const viewers = await saveViewers(lib, pages, out, session);
    for (const model of lib.BASELINE_NAMES) {
      const folder = join(out, "runs", model.replace("baseline:", ""));
      await lib.ask(set, model, {
        out: folder,
        signal: session.signal,
        onProgress: ({ done, total }) => session.progress(`asked ${model} ${done} of ${total}`),
      });
      session.signal.throwIfAborted();
    }
    if (asked !== undefined) await askDemoModel(lib, asked, set, join(out, "runs", MODEL_RUN), session);
    session.progress("scoring");
    const data = await lib.scoreRun(join(out, "runs", asked === undefined ? ORACLE_RUN : MODEL_RUN), {
      title:
        asked === undefined
          ? `Demo: the oracle beside trivial answers on ${DATASET}`
          : `Demo: ${asked.name} beside trivial answers on ${DATASET}`,
    });
    const report = lib.report(data);
    await report.save(join(out, "report.html"));
    const chart = lib.scoreChart({
      source: DATASET,
      seed: data.run.seed,
      model: data.run.model,
      bars: lib.scoreBars(data),
    });
    for (const extension of ["html", "svg", "png"]) await chart.save(join(out, `scores.${extension}`));
    const summary = {
      dataset: DATASET,
      programs: dataset.programs.length,
      families: new Set(dataset.programs.map(program => program.family)).size,
      traces,
      steps,
      questions: set.questions.length,
      ...(asked === undefined
        ? {}
        : { model: asked.name, typed: asked.model.can.typed !== undefined, posed: whole.questions.length }),
      questionsSha256: set.sha256,
      scores: data.scores.filter(({ family, part }) => family === "all" && part === undefined),
    };
    await saveText(join(out, SUMMARY), [`${JSON.stringify(summary, null, 2)}\n`]);
    const embedded =
      opened === undefined || !dialect ? undefined : await demoEmbedded(lib, opened, { out, limit }, session);
    if (json)
      return session.print(
        JSON.stringify({ out, ...summary, ...(embedded && { embedded: embedded.summary }) }),
      );
    const table =
      asked === undefined
        ? scoreTable(summary.scores, lib.BASELINE_NAMES)
        : modelTable(summary.scores, asked.name, lib.BASELINE_NAMES);
    const text = `${table}\n${demoText(out, { ...summary, calls: CALLS, viewers }, session)}`;
    await session.print(embedded === undefined ? text : `${text}\n${embedded.text}`);
  } finally {
    await opened?.close();
    await lib.closePool();
  }
}

/** Every program with its first calls: enough to see everything, in less than a minute on two cores. */
function shortened(dataset: Dataset): Dataset {
  const programs = dataset.programs.map(program => ({ ...program, calls: program.calls.slice(0, CALLS) }));
  return { ...dataset, programs };
}

/** Makes the folder, or empties one that an earlier demo made; leaves every other folder alone. */
async function clear(out: string): Promise<void> {
  if (existsSync(out) && readdirSync(out).length > 0) {
    if (!existsSync(join(out, SUMMARY))) {
      throw new SourceError(`there is something else in ${out}: name an empty or new folder`, "--out");
    }
    for (const name of ["runs", "traces", "questions.jsonl", "embedded.html"]) {
      rmSync(join(out, name), { recursive: true, force: true });
    }
  }
  mkdirSync(join(out, "traces"), { recursive: true });
  await saveText(join(out, SUMMARY), ["{}\n"]);
}

/** One page for each family, to step through. */
async function saveViewers(
  lib: Library,
  pages: ReadonlyMap<string, Trace>,
  out: string,
  session: Session,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const [family, trace] of [...pages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    session.progress(`drawing ${family}`);
    const file = join(out, "traces", `${family}.html`);
    await lib.traceViewer(trace).save(file);
    lib.writeTrace(trace, join(out, "traces", `${family}.trace`));
    files.push(file);
  }
  return files;
}
