/** A prompt of the dialect, taken apart. */
export interface DialectPrompt {
  /** Program and call, in whichever order; what questions about one call share. */
  readonly head: string;
  /** The model is to write its trace before the question. */
  readonly traced: boolean;
  /** `\n#ask …`, with the place it is about where that stands on a line of its own. */
  readonly question: string;
}

/** Begins the line on which a trace stands; in a prompt it stands alone, for the model to go on behind it. */
export const TRACE_MARK = "\n#trace";
/** Begins a question. */
export const ASK_MARK = "\n#ask";
/** What the model writes its answer behind. */
export const ANSWER_MARK = "\nAnswer:";

/**
 * Takes a prompt of the dialect apart; undefined for any other text, which a model goes on with as it is.
 */
export function readDialectPrompt(text: string): DialectPrompt | undefined {
  const found =
    /^(\n?#(?:code|call)\b[\s\S]*?)(\n#trace)?(\n#ask [^\n]*(?:\n@\d+ k=\d+)?)(?:\nAnswer:)?\n?$/.exec(text);
  if (found === null) return undefined;
  const [, head, trace, question] = found;
  if (!/(?:^|\n)#code\n/.test(head) || !/(?:^|\n)#call /.test(head)) return undefined;
  return { head, traced: trace !== undefined, question };
}
