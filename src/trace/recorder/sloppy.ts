/**
 * Writes with the semantics of sloppy code, where a failing write is silent. They are compiled by the child as
 * sloppy text, since this bundle is strict, and arrive here before anything else runs.
 */
export let sloppyPut: (o: any, k: any, v: unknown) => void;
/** `delete o[k]` of sloppy code. */
export let sloppyDelete: (o: any, k: any) => boolean;

/** Source text of the two, for the child to evaluate in the realm. */
export const SLOPPY_TEXT = "({ put(o, k, v) { o[k] = v }, del(o, k) { return delete o[k] } })";

/** Takes the compiled functions. */
export function adoptSloppy(compiled: { put: typeof sloppyPut; del: typeof sloppyDelete }): void {
  sloppyPut = compiled.put;
  sloppyDelete = compiled.del;
}
