/** Published labels of how a program ended; `OK` is exit code 0. */
export const CRUXEVALX_LABELS = [
  "OK",
  "AssertionError",
  "SyntaxError",
  "ReferenceError",
  "Exception",
  "Timeout",
] as const;

/** How a program ended; see {@link CRUXEVALX_LABELS}. Python knows no AssertionError and no ReferenceError. */
export type CruxevalxLabel = (typeof CRUXEVALX_LABELS)[number];

/** A label with what is known besides. */
export interface Labelled {
  readonly label: CruxevalxLabel;
  /** First line of the error, or of the diagnostic. */
  readonly detail?: string;
}

/** The label that stands for what Node writes to stderr: the words are looked for in this order. */
export function labelOf(stderr: string): CruxevalxLabel {
  if (stderr.includes("ERR_ASSERTION")) return "AssertionError";
  if (stderr.includes("SyntaxError")) return "SyntaxError";
  return stderr.includes("ReferenceError") ? "ReferenceError" : "Exception";
}
