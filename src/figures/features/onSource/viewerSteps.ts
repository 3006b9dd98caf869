import { StepKind, type ViewerModel } from "../../viewer/ViewerModel.js";
import type { OnSourceModel } from "./OnSourceModel.js";

/**
 * For each step of the prompt's trace the step of the viewer at which its line is about to run for the same time; -1 where
 * the viewer has none (it keeps fewer steps, or the model wrote steps that never were).
 */
export function viewerSteps({ steps }: OnSourceModel, viewer: ViewerModel): number[] {
  const places = new Map<number, number[]>();
  viewer.steps.forEach(([kind, file, line], at) => {
    if (kind !== StepKind.LINE || file !== 0) return;
    const own = places.get(line);
    if (own === undefined) places.set(line, [at]);
    else own.push(at);
  });
  const times = new Map<number, number>();
  return steps.map(({ line }) => {
    const time = times.get(line) ?? 0;
    times.set(line, time + 1);
    return places.get(line)?.[time] ?? -1;
  });
}
