import { markup } from "../../../figures/core/element.js";
import type { Figure } from "../../../figures/Figure.js";
import { traceViewer } from "../../../figures/viewer/traceViewer.js";
import type { Trace } from "../../../trace/format/Trace.js";
import { oneLine, type View } from "../View.js";

/** Steps kept in a cell; `traceViewer(trace, { maxSteps })` keeps more. */
const STEPS = 500;

/** A trace in the trace viewer. */
export function traceView(trace: Trace): View {
  const { header, footer } = trace;
  const figure = (): Figure => traceViewer(trace, { maxSteps: STEPS });
  return {
    line: () =>
      oneLine(
        `Trace of ${header.programs[0].file}${header.call === "" ? "" : `: ${header.call}`} (${footer.outcome.kind}, ${footer.steps} steps)`,
      ),
    text: () => figure().toText(),
    html: () => markup(figure().toHTML()),
  };
}
