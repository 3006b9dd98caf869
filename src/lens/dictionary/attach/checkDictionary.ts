import { SourceError } from "../../../program/SourceError.js";
import { hookShape } from "../../session/hookShape.js";
import type { HookPoint } from "../../session/LocalModel.js";
import { nearest } from "../../session/matchHooks.js";
import type { ModelConfig } from "../../weights/ModelConfig.js";
import type { Codebook, Dictionary } from "../Dictionary.js";
import { partTensors } from "./attachedDictionary.js";
import { codebookPlaces, groupsOfPlace, groupWidth } from "./codebookPlaces.js";
import { type SparsePart, sparseParts } from "./SparsePart.js";

/** A model as far as a dictionary must fit it. */
export interface Fitted {
  readonly hooks: readonly HookPoint[];
  readonly config: ModelConfig;
}

/**
 * Checks that a dictionary can stand in a model: hooks there are, widths, the order of what is read and written, arrays of the length
 * their sizes say.
 *
 * @param label what messages call it.
 * @throws SourceError with hook, numbers and what there is.
 */
export function checkDictionary(model: Fitted, dictionary: Dictionary, label: string): void {
  const fail = (reason: string): never => {
    throw new SourceError(reason, label);
  };
  if (dictionary.kind === "codebook") checkCodebook(model, dictionary, fail);
  else for (const part of sparseParts(dictionary)) checkPart(model, part, fail);
}

type Fail = (reason: string) => never;

function pointOf({ hooks }: Fitted, name: string, fail: Fail): { point: HookPoint; at: number } {
  const at = hooks.findIndex(hook => hook.name === name);
  const point = hooks[at];
  if (point === undefined) return fail(`the model has no hook "${name}"; ${nearest(name, hooks)}`);
  if (point.axes[1] !== "pos" || point.size !== undefined)
    fail(`${name} has axes ${point.axes.join(", ")}; a dictionary reads one vector a token`);
  return { point, at };
}

/** Width of a hook's value with its heads side by side, and how many these are. */
function widthOf(point: HookPoint, { config }: Fitted): { width: number; heads: number | undefined } {
  const [, , ...last] = hookShape(point, config, { batch: 1, tokens: 1, past: 0 });
  return { width: last.reduce((a, b) => a * b, 1), heads: last.length > 1 ? last[0] : undefined };
}

function checkPart(model: Fitted, part: SparsePart, fail: Fail): void {
  const { hookIn, hookOut, head, features, activation } = part;
  const into = pointOf(model, hookIn, fail);
  const out = pointOf(model, hookOut, fail);
  if (into.at > out.at) fail(`reads ${hookIn}, which comes after ${hookOut} that it writes`);
  for (const [name, point, asked] of [
    [hookIn, into.point, part.dIn],
    [hookOut, out.point, part.dOut],
  ] as const) {
    const { width, heads } = widthOf(point, model);
    if (head === undefined) {
      if (asked !== width)
        fail(
          `is ${asked} wide at ${name}; the model's is ${width}${heads ? ` (${heads} heads of ${width / heads})` : ""}`,
        );
    } else if (heads === undefined) fail(`is of head ${head}; ${name} has no heads`);
    else if (head >= heads) fail(`is of head ${head}; ${name} has heads 0 to ${heads - 1}`);
    else if (asked !== width / heads)
      fail(`is ${asked} wide at ${name}; a head of the model is ${width / heads}`);
  }
  if (activation.kind === "topk" && !(activation.k >= 1 && activation.k <= features))
    fail(`keeps the ${activation.k} largest of ${features} features`);
  if (activation.kind === "jumprelu" && activation.threshold.length !== features)
    fail(`has ${activation.threshold.length} thresholds for ${features} features`);
  for (const [name, { data, dims }] of partTensors(part)) {
    const length = dims.reduce((a, b) => a * b, 1);
    if (data.length !== length) fail(`${name} has ${data.length} numbers; [${dims}] are ${length}`);
  }
}

function checkCodebook(model: Fitted, codebook: Codebook, fail: Fail): void {
  const { groups, codes, k, at, layer } = codebook;
  if (groups.length === 0) fail("has no groups");
  const { architecture, heads } = model.config;
  if (at === "qkv" && groups.length % 3) fail(`has ${groups.length} groups for queries, keys and values`);
  if (at === "qkv" && architecture === "gpt-neox" && groups.length !== 3 * heads)
    fail(
      `has ${groups.length} groups for queries, keys and values; GPT-NeoX has these head by head, which takes ${3 * heads} for ${heads} heads`,
    );
  if (!(k >= 1 && k <= codes)) fail(`takes the ${k} most similar of ${codes} codes`);
  const width = groupWidth(codebook);
  for (const place of codebookPlaces(codebook, architecture)) {
    const { hook, base } = place;
    const count = groupsOfPlace(place).length;
    const { point } = pointOf(model, hook, fail);
    if (base !== undefined) pointOf(model, base, fail);
    if (!hook.startsWith(`blocks.${layer}.`)) fail(`is of layer ${layer}, but acts on ${hook}`);
    const whole = widthOf(point, model).width;
    if (count * width !== whole)
      fail(`has ${count} groups of width ${width} for ${hook}, which is ${whole} wide`);
  }
  for (const [group, { codes: rows, normWeight, normBias }] of groups.entries()) {
    if (rows.length !== codes * width)
      fail(
        `group ${group} has ${rows.length} numbers; ${codes} codes of width ${width} are ${codes * width}`,
      );
    if (normWeight.length !== width || normBias.length !== width)
      fail(`group ${group} has a norm of ${normWeight.length} and ${normBias.length} numbers, not ${width}`);
  }
}
