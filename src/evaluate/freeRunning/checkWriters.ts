import { SourceError } from "../../program/SourceError.js";
import type { LanguageModel, Model } from "../../providers/Model.js";
import { openModel } from "../../providers/openModel.js";

/**
 * Says before anything takes time what `freeRunning` would refuse: a model that writes no traces, and two models of one name, as runs and
 * traces are told apart by it.
 *
 * @param twins model strings.
 * @returns the model.
 * @throws SourceError naming `--model` or `--twins`, and as `openModel`.
 */
export async function checkWriters(
  model: Model,
  twins: readonly string[],
  { seed }: { readonly seed: number },
): Promise<LanguageModel> {
  const { name: own } = model;
  if (model.kind !== "language model" || model.dialect === undefined)
    throw new SourceError(`${own} was not trained on the dialect: it writes no traces`, "--model");
  if (model.style === "direct")
    throw new SourceError(`${own} was not trained to write traces: it answers at once`, "--model");
  const names = new Set([own]);
  for (const twin of twins) {
    const { name } = await openModel(twin, { questions: [], seed });
    if (names.has(name))
      throw new SourceError(
        `${name} is asked already, as ${name === own ? "the model" : "a twin"}`,
        "--twins",
      );
    names.add(name);
  }
  return model;
}
