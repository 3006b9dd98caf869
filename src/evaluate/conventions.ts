/** What every question and score follows; kept in each manifest and shown in each report. */
export const CONVENTIONS: readonly string[] = [
  "Truth comes from statement begins and ends recorded while the program ran; line numbers are those the prompt shows.",
  "A question about a moment names one occurrence: the k-th time a statement is reached in a stated call of its function.",
  "Next line: the next statement, loop step or branch head in the same call; calls are stepped over.",
  "Before is when the statement begins, after when it has finished in the same call; a loop head occurs once per evaluation of its condition or step of its iterator, the last included.",
  "Coverage asks as many executed as unexecuted statements of each trace.",
  "Line lists hold the lines executed during the call; repeats of a line in a row count once, in the truth and in the answer.",
  "An answer is one JavaScript literal, word, number, list or call; it is read, never evaluated. A predicted call is read too (its arguments are data, names of the program and, where the recorded call passes one, arrow functions), then run in the sandbox within 50 000 steps and right if it gives the value shown. What cannot be read, refusals and failed model calls count as wrong.",
];
