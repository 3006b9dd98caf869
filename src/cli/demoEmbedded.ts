import { join } from "node:path";
import type { ReportScore } from "../evaluate/ReportData.js";
import { askDemoModel, type DemoModel } from "./demoModel.js";
import { modelTable } from "./demoText.js";
import type { Library } from "./library.js";
import type { Session } from "./Session.js";

const DATASET = "embedded";
/** The split that is like what the model was trained on, programs of it and questions about them: some seconds. */
const SPLIT = "test";
const PROGRAMS = 12;
const QUESTIONS = 50;
/** Its run and its report. */
const RUN = "embedded";
const REPORT = "embedded.html";

/** What the part of the demo that asks the embedded model came to. */
export interface EmbeddedDemo {
  readonly summary: {
    readonly model: string;
    readonly dataset: string;
    readonly programs: number;
    readonly questions: number;
    readonly scores: readonly ReportScore[];
  };
  readonly text: string;
}

/** Lets a model of the dialect write traces of fresh programs of its family and answer from them, beside the baselines. */
export async function demoEmbedded(
  lib: Library,
  asked: DemoModel,
  { out, limit = QUESTIONS }: { readonly out: string; readonly limit?: number },
  session: Session,
): Promise<EmbeddedDemo> {
  const whole = lib.loadDataset(DATASET);
  const programs = whole.programs.filter(({ family }) => family === SPLIT).slice(0, PROGRAMS);
  const posed = await lib.poseDataset(
    { ...whole, programs },
    {
      tasks: lib.DIALECT_TASKS,
      signal: session.signal,
      onTrace: (_trace, program, done, total) =>
        session.progress(`traced ${done} of ${total}: ${program.id}`),
    },
  );
  const set = lib.sampleByTask(posed, { limit });
  const folder = join(out, "runs", RUN);
  await askDemoModel(lib, asked, set, folder, session);
  session.progress("scoring");
  const data = await lib.scoreRun(folder, { title: `Demo: ${asked.name} on fresh programs of its family` });
  await lib.report(data).save(join(out, REPORT));
  const scores = data.scores.filter(({ family, part }) => family === "all" && part === undefined);
  const traced = asked.model.style !== "direct";
  return {
    summary: {
      model: asked.name,
      dataset: DATASET,
      programs: programs.length,
      questions: set.questions.length,
      scores,
    },
    text: [
      "",
      modelTable(scores, asked.name, lib.BASELINE_NAMES),
      "",
      `${asked.name} was asked ${set.questions.length} of ${posed.questions.length} questions about ${programs.length} programs it has never seen: ${traced ? "it wrote each call's trace and answered from that" : "it answered at once, without a trace"}.`,
      "",
      `Look at  ${session.bold(join(out, REPORT))}   its answers${traced ? ", each behind the trace it wrote" : ""}`,
    ].join("\n"),
  };
}
