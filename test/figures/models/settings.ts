import type { ViewerSettings } from "../../../src/figures/viewer/TraceViewerOptions.js";

/** The standard settings of a trace viewer. */
export const settings: ViewerSettings = {
  maxSteps: 2000,
  tableSteps: 50,
  valueChars: 160,
  outputChars: 20_000,
  maxLines: 160,
  width: 960,
};
