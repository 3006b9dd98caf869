import { Command, CommanderError } from "commander";
import { addAsk } from "./ask.js";
import { addCompare } from "./compare.js";
import { addCorpus } from "./corpus.js";
import { addDatasets } from "./datasets.js";
import { addDemo } from "./demo.js";
import { addDiagnose } from "./diagnose.js";
import { addDoctor } from "./doctor.js";
import { addExport } from "./export.js";
import { addFeatures } from "./features.js";
import { addFreeRun } from "./freeRun.js";
import { addImport } from "./import.js";
import { addKernel } from "./kernel.js";
import { addLogits } from "./logits.js";
import { addMerge } from "./merge.js";
import { addNotebook } from "./notebook.js";
import { addQuery } from "./query.js";
import { addQuestions } from "./questions.js";
import { addQueue } from "./queue.js";
import { Session } from "./Session.js";
import { addScore } from "./score.js";
import { addTrace } from "./trace.js";
import { addTruth } from "./truth.js";

const session = new Session(process);
const program = new Command("tracebook")
  .description("Run a program and record what really happened, ask a model what happened, score the answer.")
  .version(process.env.TRACEBOOK_VERSION ?? "0.0.0")
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ writeErr: () => {} })
  .addHelpText(
    "after",
    "\nExit codes: 0 done, 1 failed, 2 bad input, 130 stopped by Ctrl-C (143 by SIGTERM).",
  );

for (const add of [
  addDemo,
  addTrace,
  addQuestions,
  addAsk,
  addMerge,
  addQueue,
  addScore,
  addCompare,
  addDiagnose,
  addQuery,
  addExport,
  addImport,
  addLogits,
  addFeatures,
  addFreeRun,
  addTruth,
  addDatasets,
  addCorpus,
  addKernel,
  addNotebook,
  addDoctor,
])
  add(program, session);

program
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    session.fail(error);
  })
  .finally(() => session.end());
