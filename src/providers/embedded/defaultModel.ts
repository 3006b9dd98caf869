/**
 * The model of commands that need one where none is named: `demo`, `ask`, `logits`, `features`. Undefined while there is none
 * good enough. This is the one place that decides it.
 */
export const DEFAULT_MODEL: string | undefined = "embedded";
