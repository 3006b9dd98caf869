import type { Demand } from "../onnx/Demand.js";

/** Two demands of one key need the same graph. */
export function demandKey({ hooks, interventions, logits, cache, long = false }: Demand): string {
  const changes = interventions.map(({ hook, kind }) => [hook, kind]);
  return JSON.stringify([[...hooks].sort(), changes, logits, cache, long]);
}
