import { SourceError } from "../../program/SourceError.js";
import type { Trace } from "../../trace/format/Trace.js";
import { createFigure } from "../core/createFigure.js";
import type { Figure } from "../Figure.js";
import { buildModel } from "./buildModel.js";
import { drawTrace } from "./drawTrace.js";
import { heat, lineCounts, strongHeat } from "./lineCounts.js";
import { fileLabel } from "./modelState.js";
import { summaryLines } from "./summaryLines.js";
import type { TraceViewerOptions, ViewerSettings } from "./TraceViewerOptions.js";
import { traceDetails } from "./traceDetails.js";
import { traceText } from "./traceText.js";
import type { ViewerModel } from "./ViewerModel.js";
import { VIEWER_SCRIPT } from "./viewerScript.js";

const RANGES: Readonly<
  Record<keyof ViewerSettings, readonly [least: number, most: number, standard: number]>
> = {
  maxSteps: [1, 20_000, 2000],
  tableSteps: [0, 2000, 50],
  valueChars: [8, 10_000, 160],
  outputChars: [0, 1_000_000, 20_000],
  maxLines: [10, 2000, 160],
  width: [640, 2400, 960],
};

/** Fills in the defaults. @throws SourceError naming the option and its value. */
export function settleViewer(options: TraceViewerOptions): ViewerSettings {
  const settled: Record<string, number> = {};
  for (const [name, [least, most, standard]] of Object.entries(RANGES)) {
    const value = options[name as keyof ViewerSettings] ?? standard;
    if (!(Number.isInteger(value) && value >= least && value <= most)) {
      throw new SourceError(
        `${name} must be a whole number within ${least}..${most}, not ${value}`,
        "trace viewer",
      );
    }
    settled[name] = value;
  }
  return settled as unknown as ViewerSettings;
}

/**
 * A trace to look at and to step through: source with counts per line and node, variables with what changed,
 * call stack, output, tasks of asynchronous programs. Without scripts: the picture and tables. Counts are of the
 * whole run; steps beyond `maxSteps` are left out and the figure says so.
 * @throws SourceError on options out of range.
 */
export function traceViewer(trace: Trace, options: TraceViewerOptions = {}): Figure {
  const settings = settleViewer(options);
  const { header, footer } = trace;
  const main = header.programs[0].file;
  const title = options.title ?? (header.call === "" ? main : `${main}: ${shorten(header.call)}`);
  const source = options.source ?? main;
  return viewModel(buildModel(trace, settings), title, settings, {
    source: `${source}, trace ${footer.sha256.slice(0, 12)}`,
    seed: header.seed,
  });
}

function shorten(call: string): string {
  const line = call.replace(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** The figure of a finished model. */
export function viewModel(
  model: ViewerModel,
  title: string,
  settings: ViewerSettings,
  provenance: { readonly source: string; readonly seed?: number },
): Figure {
  const summary = summaryLines(model);
  const most = Math.max(1, ...model.files.flatMap(file => file.marks.map(mark => mark[4])));
  const counts = model.files.map(file =>
    Object.fromEntries(
      [...lineCounts(file)].map(([line, { text, most: own }]) => [
        line,
        [text, own, heat(own, most), strongHeat(own, most)],
      ]),
    ),
  );
  const names = model.files.map((_file, f) => fileLabel(model, f));
  const cut =
    model.steps.length < model.totalSteps
      ? `Only the first ${model.steps.length} of ${model.totalSteps} steps are kept in this page; raise maxSteps to keep more.`
      : "";
  return createFigure({
    kind: "trace-viewer",
    title,
    description: summary.join(" "),
    provenance,
    data: model,
    options: { title, ...settings },
    draw: () => drawTrace(model, title, settings),
    details: () => traceDetails(model, settings.tableSteps),
    enhancer: { script: VIEWER_SCRIPT, data: { model, counts, names, title, summary, cut } },
    text: traceText(model),
  });
}
