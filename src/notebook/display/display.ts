import { SourceError } from "../../program/SourceError.js";
import { bundle } from "./bundle.js";
import { notebookHost } from "./host.js";

/** How {@link display} shows a value. */
export interface DisplayOptions {
  /** Name of the display, by which a later call can replace it. */
  readonly id?: string;
  /** Replace what was shown under `id`, wherever in the notebook it stands. Default false. */
  readonly update?: boolean;
}

/**
 * Shows a value now, in the middle of a cell, as one display: tslab, Deno and the Tracebook kernel get its whole MIME
 * bundle; elsewhere its text goes to stdout.
 *
 * @throws SourceError for `update` without an `id`.
 */
export function display(value: unknown, options: DisplayOptions = {}): void {
  const { id, update = false } = options;
  if (update && id === undefined)
    throw new SourceError("update needs the id of what is to be replaced", "display");
  const shown = bundle(value);
  const host = notebookHost();
  if (host !== undefined) host.display(shown, { ...(id === undefined ? {} : { displayId: id }), update });
  else process.stdout.write(`${shown["text/plain"]}\n`);
}
