import { SourceError } from "../../program/SourceError.js";
import type { HookPoint } from "./LocalModel.js";

/** Hooks that cost a projection per head: given only where their name is written out, as TransformerLens needs a flag. */
const costly = /\.hook_result$/;

/**
 * Hooks meant by names and patterns (`*` is any run of characters without a dot), in the order of the forward pass.
 *
 * @throws SourceError for one that means none, with the names nearest to it.
 */
export function matchHooks(patterns: readonly string[], points: readonly HookPoint[]): HookPoint[] {
  const meant = new Set<string>();
  for (const pattern of patterns) {
    const last = pattern.slice(pattern.lastIndexOf(".") + 1);
    const expression = new RegExp(`^${pattern.split("*").map(literal).join("[^.]*")}$`);
    const found = points.filter(
      ({ name }) => expression.test(name) && (!costly.test(name) || last === "hook_result"),
    );
    if (!found.length)
      throw new SourceError(`there is no hook "${pattern}"; ${nearest(pattern, points)}`, "hooks");
    for (const { name } of found) meant.add(name);
  }
  return points.filter(({ name }) => meant.has(name));
}

function literal(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}

/** Tells what there is: the hooks of the same kind, or of the first block. */
export function nearest(name: string, points: readonly HookPoint[]): string {
  const layer = /^blocks\.(\d+)\./.exec(name)?.[1];
  const layers = points.filter(point => point.name.endsWith(".hook_resid_pre")).length;
  if (layer !== undefined && Number(layer) >= layers) return `the model has blocks 0 to ${layers - 1}`;
  const kinds = points
    .filter(point => !point.name.startsWith("blocks.") || point.name.startsWith("blocks.0."))
    .map(point => point.name.replace("blocks.0.", "blocks.*."));
  return `there are: ${kinds.join(", ")}`;
}
