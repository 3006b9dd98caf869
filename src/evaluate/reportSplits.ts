/** By what a report can be split. */
export const REPORT_SPLITS = [
  "family",
  "length",
  "steps",
  "nesting",
  "occurrence",
  "construct",
  "covered",
  "list",
] as const;

/** One of {@link REPORT_SPLITS}. */
export type SplitBy = (typeof REPORT_SPLITS)[number];
