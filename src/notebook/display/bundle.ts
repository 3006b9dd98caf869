import { inspect } from "node:util";
import { element, render } from "../../figures/core/element.js";
import { visibleText } from "../../figures/core/visibleText.js";
import type { MimeBundle } from "../../program/showable.js";
import { CODE_STYLE } from "./codeListing.js";
import { installViewer } from "./viewer.js";

installViewer();

/**
 * The MIME bundle of any value: results of this library and whatever else has a `Jupyter.display` method as they show
 * themselves, strings as they are, everything else as `util.inspect` writes it.
 */
export function bundle(value: unknown): MimeBundle {
  const own = ownBundle(value);
  if (own !== undefined) return own;
  const text = visibleText(typeof value === "string" ? value : inspect(value));
  const html = element("pre", { style: `${CODE_STYLE};white-space:pre-wrap` }, text);
  return { "text/html": render(html), "text/plain": text };
}

/** What the value's `Jupyter.display` method gives; one that has to be waited for is passed over. */
function ownBundle(value: unknown): MimeBundle | undefined {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  const method = (value as { [key: symbol]: unknown })[Symbol.for("Jupyter.display")];
  if (typeof method !== "function") return undefined;
  const made = method.call(value) as MimeBundle | Promise<MimeBundle> | undefined;
  if (typeof made !== "object" || made === null || "then" in made) return undefined;
  return { ...made, "text/plain": made["text/plain"] ?? visibleText(inspect(value)) };
}
