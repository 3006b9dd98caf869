/** Parts a generated data set may be restricted to; `all` is both. */
export type Split = "train" | "test" | "all";

/** Of all skeletons, the share that is kept for tests: 1 in this many. */
const TEST_ONE_IN = 5;

/**
 * The split a skeleton belongs to. It follows from the hash alone, so no skeleton is in two splits whatever the seed,
 * and anybody can tell where a program belongs.
 *
 * @param hash As {@link skeleton} gives it.
 */
export function splitOf(hash: string): Exclude<Split, "all"> {
  return Number.parseInt(hash.slice(0, 8), 16) % TEST_ONE_IN === 0 ? "test" : "train";
}
