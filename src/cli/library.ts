/** The public library, as a value. */
export type Library = typeof import("../index.js");

/**
 * The library, loaded when a command runs. In `dist/cli.cjs` this is a `require` of `index.cjs` beside it, so
 * that `--help` and usage errors do not pay for it.
 */
export function library(): Promise<Library> {
  return import("../index.js");
}
