import { SourceError } from "../../program/SourceError.js";
import type { CompiledIntervention } from "../onnx/Demand.js";
import type { ModelConfig } from "../weights/ModelConfig.js";
import type { Feed, Feeds } from "./Feed.js";
import { hookShape, type RunSizes } from "./hookShape.js";
import type { Intervention } from "./Intervention.js";
import { checkPoint, interventionPoint } from "./interventionPoint.js";
import { interventionMask, interventionValue } from "./interventionValue.js";
import type { HookPoint } from "./LocalModel.js";
import { nearest } from "./matchHooks.js";
import { type SelectedAxes, selectedAxes } from "./selectedAxes.js";

/** Interventions of a run: what the graph must do, and what goes into it. */
export interface ResolvedInterventions {
  readonly compiled: readonly CompiledIntervention[];
  readonly feeds: Feeds;
}

/**
 * Checks interventions and lays out their masks and values, before anything is built or run.
 *
 * @throws SourceError naming hook, axis and value.
 */
export function resolveInterventions(
  interventions: readonly Intervention[],
  points: readonly HookPoint[],
  config: ModelConfig,
  sizes: RunSizes,
  lengths: readonly number[],
): ResolvedInterventions {
  const compiled: CompiledIntervention[] = [];
  const feeds: Feeds = new Map();
  for (const [index, intervention] of interventions.entries()) {
    const { hook, action } = intervention;
    const point = points.find(({ name }) => name === hook);
    if (!point)
      throw new SourceError(`there is no hook "${hook}"; ${nearest(hook, points)}`, "interventions");
    checkPoint(point, intervention);
    const shape = hookShape(interventionPoint(point, action), config, sizes);
    const selected = selectedAxes(intervention, point, shape, lengths, sizes.past);
    const prefix = `intervention.${index}`;
    feeds.set(`${prefix}.mask`, () => interventionMask(shape, selected));
    const value = actionValue(intervention);
    if (value === undefined) {
      compiled.push({ hook, kind: "mean" });
      const { positions, count } = meanFeeds(shape, selected, lengths);
      feeds.set(`${prefix}.positions`, () => positions);
      feeds.set(`${prefix}.count`, () => count);
      continue;
    }
    const laid = interventionValue(value, shape, selected);
    if ("fitting" in laid)
      throw new SourceError(
        `${hook} [${point.axes.join(", ")}] = [${shape}]: the value has ${value.length} numbers; ${laid.fitting.join(", ")} would fit what is selected`,
        "interventions",
      );
    const same = action.kind === "add" || action.kind === "scale" || action.kind === "append";
    const kind = same ? action.kind : "replace";
    compiled.push({ hook, kind });
    feeds.set(`${prefix}.value`, () => laid);
  }
  return { compiled, feeds };
}

/** Numbers an action brings along; undefined for the mean of this run. */
function actionValue({ hook, action }: Intervention): Float32Array | undefined {
  const fail = (reason: string): never => {
    throw new SourceError(`${hook}: ${reason}`, "interventions");
  };
  switch (action.kind) {
    case "zero":
      return new Float32Array(1);
    case "scale":
      if (!Number.isFinite(action.factor)) fail(`cannot be scaled by ${action.factor}`);
      return new Float32Array([action.factor]);
    case "mean":
    case "replace":
    case "add":
    case "append":
    case "patch": {
      if (action.value === undefined) {
        if (action.kind === "mean") return undefined;
        return fail(`"${action.kind}" needs a value`);
      }
      const value = Float32Array.from(action.value);
      const bad = value.findIndex(number => Number.isNaN(number));
      if (bad >= 0) fail(`number ${bad} of the value is not a number`);
      return value;
    }
    default:
      return fail(
        `unknown action "${(action as { kind: unknown }).kind}"; there are replace, add, scale, zero, mean, patch, append`,
      );
  }
}

/** Which positions a mean goes over (never padding), and how many there are, for each text. */
function meanFeeds(
  shape: readonly number[],
  { positions, positionAxis }: SelectedAxes,
  lengths: readonly number[],
): { positions: Feed; count: Feed } {
  const size = shape[positionAxis];
  const data = new Uint8Array(lengths.length * size);
  const count = new Float32Array(lengths.length);
  for (const [text, length] of lengths.entries()) {
    const these = positions
      ? positions[text].filter(position => position >= 0)
      : Array.from({ length }, (_, i) => i);
    for (const position of these) data[text * size + position] = 1;
    count[text] = these.length;
  }
  const dims = shape.map((_, axis) => (axis === 0 ? lengths.length : axis === positionAxis ? size : 1));
  return {
    positions: { type: "bool", data, dims },
    count: { type: "float32", data: count, dims: shape.map((_, axis) => (axis === 0 ? lengths.length : 1)) },
  };
}
