import { render } from "../../figures/core/element.js";
import { visibleText } from "../../figures/core/visibleText.js";
import { type MimeBundle, provideViewer, type ShowableKind } from "../../program/showable.js";
import { notebookHost } from "./host.js";
import { viewOf } from "./views/viewOf.js";

/** The bundle of a result of some kind; what cannot be shown says why instead of ending the cell. */
function bundleOf(kind: ShowableKind, value: object, context: unknown): MimeBundle {
  try {
    const view = viewOf(kind, value, context);
    return { "text/html": render(view.html()), "text/plain": view.text().trimEnd() };
  } catch (error) {
    return { "text/plain": unshown(kind, error) };
  }
}

function unshown(kind: ShowableKind, error: unknown): string {
  return visibleText(
    `(this ${kind} cannot be shown: ${error instanceof Error ? error.message : String(error)})`,
  );
}

/**
 * Installs what shows results. By itself at the depth that was asked for, a result is shown whole: in plain tslab as
 * one display with an empty text in its place, elsewhere as text. Inside another value it is one line.
 */
export function installViewer(): void {
  provideViewer({
    bundle: bundleOf,
    inspect(kind, value, context, depth, settings) {
      try {
        // With the depth unlimited the two are always equal or null.
        const whole = depth !== null && Number.isFinite(depth) && depth === (settings.depth ?? 2);
        if (!whole) return `[${visibleText(viewOf(kind, value, context).line())}]`;
        const host = notebookHost();
        if (host?.name !== "tslab") return viewOf(kind, value, context).text().trimEnd();
        host.display(bundleOf(kind, value, context), {});
        return "";
      } catch (error) {
        return unshown(kind, error);
      }
    },
  });
}
