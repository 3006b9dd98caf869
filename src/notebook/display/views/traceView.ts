import type { Figure } from "../../../figures/Figure.js";
import { traceViewer } from "../../../figures/viewer/traceViewer.js";
import type { Trace } from "../../../trace/format/Trace.js";
import { oneLine, type View } from "../View.js";
import { figureMarkup } from "./figureView.js";

/** Steps kept in a cell, and those in the table that needs no scripts; `traceViewer(trace, options)` keeps more. */
const KEPT = { maxSteps: 500, tableSteps: 20 };

/** A trace in the trace viewer. */
export function traceView(trace: Trace): View {
  const { header, footer } = trace;
  const { file } = header.programs[0];
  let figure: Figure | undefined;
  const viewer = (): Figure => {
    figure ??= traceViewer(trace, KEPT);
    return figure;
  };
  return {
    line: () =>
      oneLine(
        `Trace of ${header.call === "" ? file : `${file}: ${header.call}`} (${footer.outcome.kind}, ${footer.steps} steps)`,
      ),
    text: () => viewer().toText(),
    html: () => figureMarkup(viewer()),
  };
}
