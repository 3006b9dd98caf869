import { dirname, join, resolve } from "node:path";
import type { AskOptions } from "../evaluate/AskOptions.js";
import { SourceError } from "../program/SourceError.js";
import type { LocalLanguageModel } from "../providers/local/localModel.js";
import type { QuestionSet } from "../questions/QuestionSet.js";
import type { Library } from "./library.js";
import { readText } from "./readText.js";
import type { Session } from "./Session.js";
import { saveText } from "./saveText.js";

/** Asks without and with the changes of a file, and says what became of the answers. */
export async function askIntervened(
  lib: Library,
  set: QuestionSet,
  name: string,
  path: string,
  options: AskOptions,
  session: Session,
  json: boolean | undefined,
): Promise<void> {
  const file = lib.readInterventionFile(readText(path), path);
  const dictionaries = [];
  for (const [index, where] of file.dictionaries.entries()) {
    session.progress(`reading ${where}`);
    try {
      dictionaries.push(...(await lib.readDictionary(resolve(dirname(path), where))));
    } catch (error) {
      // The library is a bundle of its own, and so is its class of errors.
      if (!(error instanceof lib.SourceError)) throw error;
      throw new SourceError(`dictionaries[${index}]: ${error.message}`, path);
    }
  }
  const { seed = 1, endpoint } = options;
  const model = await lib.openModel(name, { questions: [], seed, endpoint });
  if (!("local" in model))
    throw new SourceError(`${name} does not let its features be changed: embedded and local: do`, "--model");
  const report = await lib.interveneRun(
    set,
    model as LocalLanguageModel,
    { file, path, dictionaries },
    options,
  );
  await saveText(join(options.out, "intervention.json"), [`${JSON.stringify(report, undefined, 1)}\n`]);
  await session.print(json ? JSON.stringify({ out: options.out, ...report }) : lib.interventionText(report));
}
