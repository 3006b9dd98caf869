/**
 * What is done to an activation while the model runs; plain data, so that it can stand in a file. Selections are those of
 * the hook's axes: positions (tokens), heads (only hooks with a head axis), features (the last axis). A missing selection
 * is everything.
 */
export interface Intervention {
  /** Hook it acts on, by TransformerLens' legacy name (`blocks.3.hook_resid_post`). */
  readonly hook: string;
  /** 0-based token positions, of the whole text (a cache's tokens included); negative ones count from its end. */
  readonly positions?: readonly number[];
  readonly heads?: readonly number[];
  readonly features?: readonly number[];
  /**
   * - `replace`: the value takes its place; `patch` is replace with a value from another run.
   * - `add`: the value is added.
   * - `scale`: multiplied by a factor.
   * - `zero`: becomes 0.
   * - `mean`: becomes the mean over the selected positions of this run, or the value given.
   * - `append`: one more code beside the most similar ones (only `hook_codebook_ids`).
   *
   * Ids of codes (`hook_codebook_ids`) take `replace`, `patch` and `append` only: `features` are places in the order of
   * similarity, and -1 is no code, which counts in the mean as 0.
   */
  readonly action:
    | {
        readonly kind: "replace" | "add" | "mean" | "patch" | "append";
        readonly value?: Float32Array | readonly number[];
      }
    | { readonly kind: "scale"; readonly factor: number }
    | { readonly kind: "zero" };
}
