/** Every task, in the order in which reports show them. */
export const TASKS = [
  "output",
  "input",
  "coverage",
  "path",
  "state",
  "lines",
  "definition",
  "branch",
  "iterations",
  "alias",
] as const;

/** What may be asked. */
export type Task = (typeof TASKS)[number];
