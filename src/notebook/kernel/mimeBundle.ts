import { inspect } from "node:util";

/** Representations of one value by MIME type. */
export interface MimeBundle {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const DISPLAY = Symbol.for("Jupyter.display");

/**
 * How a value shows itself as the result of a cell: by its method `Symbol.for("Jupyter.display")` (the convention of
 * Deno), which gives data by MIME type, else as `util.inspect` prints it.
 */
export async function mimeBundle(value: unknown): Promise<MimeBundle> {
  if ((typeof value === "object" && value !== null) || typeof value === "function") {
    const show: unknown = (value as { [DISPLAY]?: unknown })[DISPLAY];
    if (typeof show === "function") {
      const data: unknown = await show.call(value);
      if (typeof data === "object" && data !== null) return { data: { ...data }, metadata: {} };
    }
  }
  return { data: { "text/plain": inspect(value) }, metadata: {} };
}
