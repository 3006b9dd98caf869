import {
  type CodeInterchange,
  type CodePairOptions,
  codeInterchange,
} from "../../lens/finiteState/codeInterchange.js";
import type { ComponentSet } from "../../lens/finiteState/componentSets.js";
import type { DigitModel } from "../../lens/finiteState/DigitModel.js";
import type { FiniteStateMachine } from "../../lens/finiteState/FiniteStateMachine.js";
import { stateSteering } from "../../lens/finiteState/stateSteering.js";
import { validPrefixes } from "../../lens/finiteState/validPrefixes.js";
import { clusterBootstrap } from "../statistics/clusterBootstrap.js";
import type { CodeInterchangeReport, MeanInterval, StateSteeringReport } from "./FiniteStateReport.js";
import { hitShare } from "./hitShare.js";

/** Code interchange of each set of components among the machine's inputs of this many digits. */
export async function interchangeReports(
  model: DigitModel,
  machine: FiniteStateMachine,
  digits: 2 | 3,
  sets: readonly ComponentSet[],
  options: CodePairOptions = {},
): Promise<CodeInterchangeReport[]> {
  const found = await codeInterchange(model, validPrefixes(machine, digits), sets, options);
  return found.map(({ name, targets }) => {
    const pairs = targets.reduce((sum, target) => sum + target.pairs, 0);
    const total = (of: "patched" | "unpatched"): number =>
      targets.reduce((sum, target) => sum + target[of], 0);
    return {
      name,
      digits,
      pairs,
      patched: total("patched") / pairs,
      unpatched: total("unpatched") / pairs,
      ratio: ratioInterval(targets, options.seed ?? 0),
    };
  });
}

type Target = CodeInterchange["targets"][number];

function ratioInterval(targets: readonly Target[], seed: number): MeanInterval {
  const ratio = (list: readonly Target[]): number | undefined => {
    const unpatched = list.reduce((sum, target) => sum + target.unpatched, 0);
    return unpatched > 0 ? list.reduce((sum, target) => sum + target.patched, 0) / unpatched : undefined;
  };
  const clusters = targets.length;
  const mean = ratio(targets) ?? Number.NaN;
  const found = clusterBootstrap(targets, ratio, { seed, draws: 2000, method: "percentile" });
  return found === undefined ? { clusters, mean } : { clusters, mean, low: found.low, high: found.high };
}

/** State steering of each set of components; clusters are the states whose codes are set. */
export async function steeringReports(
  model: DigitModel,
  machine: FiniteStateMachine,
  sets: readonly ComponentSet[],
  options: CodePairOptions = {},
): Promise<StateSteeringReport[]> {
  const found = await stateSteering(model, machine, sets, options);
  return found.map(({ name, first, target, held, written }) => ({
    name,
    first: hitShare(first),
    target: hitShare(target),
    held: hitShare(held),
    written: hitShare(written),
  }));
}
