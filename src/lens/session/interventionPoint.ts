import { SourceError } from "../../program/SourceError.js";
import type { Intervention } from "./Intervention.js";
import type { HookPoint } from "./LocalModel.js";

/** What an intervention's value is laid out over: the hook, or the one place that is appended to it. */
export function interventionPoint(
  point: HookPoint,
  { kind }: Pick<Intervention["action"], "kind">,
): HookPoint {
  return kind === "append" ? { ...point, size: 1 } : point;
}

/**
 * Checks that a hook can be changed, and of ids of codes that they are changed to ids.
 *
 * @throws SourceError naming hook, action and value.
 */
export function checkPoint(
  { codes, size, readOnly }: HookPoint,
  { hook, features, action }: Intervention,
): void {
  const fail = (reason: string): never => {
    throw new SourceError(`${hook}: ${reason}`, "interventions");
  };
  if (readOnly !== undefined) fail(readOnly);
  if (codes === undefined) {
    if (action.kind === "append") fail('"append" is for ids of codes (hook_codebook_ids)');
    return;
  }
  if (action.kind !== "replace" && action.kind !== "patch" && action.kind !== "append")
    fail(
      `ids of codes cannot be changed by "${action.kind}"; there are replace, patch, append (id -1 takes a code out)`,
    );
  if (action.kind === "append" && features)
    fail(`"append" adds a place behind the ${size}; it takes no features`);
  const ids = Array.from(("value" in action ? action.value : undefined) ?? []);
  const bad = ids.find(id => !Number.isInteger(id) || id < -1 || id >= codes);
  if (bad !== undefined) fail(`${bad} is no id of a code; ids go from -1 (none) to ${codes - 1}`);
}
