/**
 * What one session is for: it decides which graph is built. Values and positions of interventions are no part of it (they
 * are inputs of the graph), so that only another kind of run needs another session.
 */
export interface Demand {
  /** Hooks to give back. */
  readonly hooks: ReadonlySet<string>;
  /** In the order they act. */
  readonly interventions: readonly CompiledIntervention[];
  readonly logits: "all" | "last" | "none";
  /** Reads keys and values of the tokens before, and gives them back with those of this run. */
  readonly cache: boolean;
  /** Texts are so long that attention should not hold a number for each pair of tokens. */
  readonly long?: boolean;
}

/**
 * An intervention as the graph has it. Every kind but `scale` takes a value, and each a mask (inputs
 * `intervention.<index>.value`, `.mask`), both broadcast over the hook's axes:
 * - `replace` (also patch, zero and a given mean): x where the mask is 0, else the value;
 * - `add`: x + value where the mask is 1;
 * - `scale`: x · value there;
 * - `mean`: x's own mean over the positions of `.positions` (with the number of them in `.count`);
 * - `append` (codes only): one more place on the last axis, with the value where the mask is 1, else {@link ABSENT}. It acts after
 *   all others on its hook.
 */
export interface CompiledIntervention {
  readonly hook: string;
  readonly kind: "replace" | "add" | "scale" | "mean" | "append";
}

/** Stands where no code was appended: neither added nor counted. */
export const ABSENT = -2;

/** Places that interventions append to a hook's last axis. */
export function appendedTo(hook: string, interventions: readonly CompiledIntervention[]): number {
  return interventions.filter(one => one.hook === hook && one.kind === "append").length;
}
