import { dirname, join, resolve } from "node:path";
import type { AskOptions } from "../evaluate/AskOptions.js";
import type { Interventions } from "../evaluate/intervene/interveneRun.js";
import type { ShardChoice } from "../evaluate/shards/chooseShards.js";
import { SourceError } from "../program/SourceError.js";
import type { LocalLanguageModel } from "../providers/local/localModel.js";
import type { QuestionSet } from "../questions/QuestionSet.js";
import type { Library } from "./library.js";
import { readText } from "./readText.js";
import type { Session } from "./Session.js";
import { saveText } from "./saveText.js";

/**
 * Says what `--intervene` does not go with.
 *
 * @throws SourceError naming the option or environment variable, and what to do.
 */
export function checkIntervening(
  { chatTemplate }: Pick<AskOptions, "chatTemplate">,
  choice: ShardChoice | undefined,
): void {
  if (chatTemplate !== undefined)
    throw new SourceError(
      "--intervene changes what the model reads by its own chat template: leave it out",
      "--chat-template",
    );
  if (choice === undefined) return;
  const mend = choice.from.startsWith("--") ? "leave it out" : "add --shard all";
  throw new SourceError(`--intervene asks several runs, each of them whole: ${mend}`, choice.from);
}

/** What is changed, and in which model. */
export interface Intervening {
  readonly model: LocalLanguageModel;
  readonly interventions: Interventions;
}

/**
 * Reads a file of interventions with the dictionaries it names, and opens the model: all that can be refused before questions are there.
 *
 * @throws SourceError naming file, path and value, or the option.
 */
export async function openIntervening(
  lib: Library,
  name: string,
  path: string,
  { seed = 1, endpoint }: Pick<AskOptions, "seed" | "endpoint">,
  session: Session,
): Promise<Intervening> {
  const file = lib.readInterventionFile(readText(path), path);
  const model = await lib.openModel(name, { questions: [], seed, endpoint });
  if (!("local" in model))
    throw new SourceError(`${name} does not let its features be changed: embedded and local: do`, "--model");
  const dictionaries = [];
  for (const [index, where] of (file.dictionaries ?? []).entries()) {
    session.progress(`reading ${where}`);
    try {
      dictionaries.push(...(await lib.readDictionary(resolve(dirname(path), where))));
    } catch (error) {
      // The library is a bundle of its own, and so is its class of errors.
      if (!(error instanceof lib.SourceError)) throw error;
      throw new SourceError(`dictionaries[${index}]: ${error.message}`, path);
    }
  }
  return { model: model as LocalLanguageModel, interventions: { file, path, dictionaries } };
}

/** Asks without and with the changes of a file, and says what became of the answers. */
export async function askIntervened(
  lib: Library,
  set: QuestionSet,
  { model, interventions }: Intervening,
  options: AskOptions,
  session: Session,
  json: boolean | undefined,
): Promise<void> {
  const report = await lib.interveneRun(set, model, interventions, options);
  await saveText(join(options.out, "intervention.json"), [`${JSON.stringify(report, undefined, 1)}\n`]);
  await session.print(json ? JSON.stringify({ out: options.out, ...report }) : lib.interventionText(report));
}
