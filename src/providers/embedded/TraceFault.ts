/** Why a trace that a model wrote was given up. */
export type TraceFault =
  /** Its first line names no four variables. */
  | "no header"
  /** A line that is neither a row nor a return. */
  | "not a row"
  /** A row of a line the program does not have. */
  | "no such line"
  /** Text behind the return. */
  | "goes on behind its return"
  /** It ended without a return. */
  | "no return"
  /** No room left, in the context or in what the settings allow. */
  | "too long";
