import { SourceError } from "../program/SourceError.js";
import { showable } from "../program/showable.js";
import type { Question } from "../questions/Question.js";
import { constant } from "./baselines/constant.js";
import { copyInput } from "./baselines/copyInput.js";
import { oracle } from "./baselines/oracle.js";
import { random } from "./baselines/random.js";
import type { Baseline, Model } from "./Model.js";
import { person } from "./person.js";
import { replay } from "./replay.js";

/** What baselines are computed on. */
export interface ModelContext {
  /** The questions that will be scored. */
  readonly questions: readonly Question[];
  /** Seed of `baseline:random`. */
  readonly seed: number;
}

const BASELINES: Readonly<Record<string, (context: ModelContext) => Baseline>> = {
  oracle: () => oracle(),
  constant: ({ questions }) => constant(questions),
  "copy-input": () => copyInput(),
  random: ({ questions, seed }) => random(questions, seed),
};

/** Names of the baselines, in the order in which reports show them. */
export const BASELINE_NAMES: readonly string[] = Object.keys(BASELINES).map(name => `baseline:${name}`);

/** Kinds of model strings other versions know, with what is missing here. */
const LATER = /^(?:embedded$|openai:|local:)/;

/**
 * The model a string names: `baseline:oracle`, `baseline:constant`, `baseline:copy-input`, `baseline:random`,
 * `replay:<run folder>`, or `person` (`person:<name>`) at the terminal.
 *
 * @throws SourceError for any other string, saying what there is, and for a person in a notebook (see `askPerson`).
 */
export async function openModel(name: string, context: ModelContext): Promise<Model> {
  const make = name.startsWith("baseline:") ? BASELINES[name.slice("baseline:".length)] : undefined;
  if (make !== undefined) return showable("model", make(context));
  if (name.startsWith("replay:")) return showable("model", await replay(name.slice("replay:".length)));
  if (/^person(?::|$)/.test(name)) return showable("model", person(name));
  const available = `available: ${[...BASELINE_NAMES, "replay:<run folder>", "person"].join(", ")}`;
  const why = LATER.test(name) ? "this kind of model is not part of this version" : "unknown model";
  throw new SourceError(`${why}: ${JSON.stringify(name)} (${available})`, "--model");
}

/** Every baseline, for the report. */
export function baselines(context: ModelContext): Baseline[] {
  return Object.values(BASELINES).map(make => make(context));
}
