import { StepKind, type ViewerModel } from "../../viewer/ViewerModel.js";
import type { OnSourceModel } from "./OnSourceModel.js";

/**
 * For each step of the prompt's trace the step of the viewer at which its line is about to run; -1 where the viewer has none (it
 * keeps fewer steps, or the model wrote steps that never were). Both are walked in order. The viewer stops at every part of a
 * loop's head, the prompt once: of stops on one line behind each other the last is taken, which is the condition.
 */
export function viewerSteps({ steps }: OnSourceModel, viewer: ViewerModel): number[] {
  const visits: { readonly line: number; readonly stops: number[] }[] = [];
  viewer.steps.forEach(([kind, file, line], at) => {
    if (kind !== StepKind.LINE || file !== 0) return;
    const last = visits.at(-1);
    if (last?.line === line) last.stops.push(at);
    else visits.push({ line, stops: [at] });
  });
  const found: number[] = [];
  let next = 0;
  for (let i = 0; i < steps.length; ) {
    const { line } = steps[i];
    let times = 1;
    while (steps[i + times]?.line === line) times++;
    const visit = visits.findIndex((one, v) => v >= next && one.line === line);
    for (let time = 1; time <= times; time++) {
      const stops = visits[visit]?.stops ?? [];
      found.push(stops[Math.ceil((time * stops.length) / times) - 1] ?? -1);
    }
    if (visit >= 0) next = visit + 1;
    i += times;
  }
  return found;
}
