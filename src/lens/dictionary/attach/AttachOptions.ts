/**
 * What attached dictionaries do to the forward pass:
 * - `read`: nothing; their hooks can be read.
 * - `replace`: what a dictionary makes of its input takes the place of the hook it writes.
 * - `keep error`: so does it, with what it misses added back: nothing changes until a feature or code is changed.
 */
export type AttachMode = "read" | "replace" | "keep error";

/** How dictionaries are attached. */
export interface AttachOptions {
  readonly mode: AttachMode;
  /** Takes dictionaries that say they were made for a model of another name. Default false. */
  readonly anyModel?: boolean;
}
