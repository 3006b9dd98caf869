import type { Site } from "../../trace/format/tables.js";
import { leaves } from "../nodeTypes.js";
import type { Posing } from "./Posing.js";

/** Whether there is a state after an occurrence: it finished, and did not leave its block or call. */
export function hasAfter(posing: Posing, site: Site, index: number): boolean {
  const { type } = posing.program.nodes[site.node];
  return posing.occurrences.end[index] >= 0 && !leaves(type);
}
