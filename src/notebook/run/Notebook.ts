import type { JsonSpan } from "./jsonSpans.js";
import type { Tolerance } from "./Tolerance.js";

/** Text as nbformat stores it: whole, or as lines with their ends. */
export type MultiLine = string | readonly string[];

/** MIME types to values: text, or any JSON under a JSON type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** What a code cell printed. */
export interface StreamOutput {
  readonly output_type: "stream";
  readonly name: string;
  readonly text: MultiLine;
}

/** What a cell displayed. */
export interface DisplayOutput {
  readonly output_type: "display_data";
  readonly data: MimeBundle;
  readonly metadata: MimeBundle;
}

/** The value of a cell's last expression. */
export interface ResultOutput {
  readonly output_type: "execute_result";
  readonly execution_count: number | null;
  readonly data: MimeBundle;
  readonly metadata: MimeBundle;
}

/** The error a cell ended with. */
export interface ErrorOutput {
  readonly output_type: "error";
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** An output of a code cell, nbformat 4. */
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

/** A code cell as the runner sees it. */
export interface CodeCell {
  /** Its place among all cells of the notebook, from 1. */
  readonly cell: number;
  readonly id: string | undefined;
  readonly source: string;
  readonly tags: readonly string[];
  readonly outputs: readonly Output[];
  /** `execution_count`; null for never executed. */
  readonly count: number | null;
  readonly tolerance: Tolerance | undefined;
  /** Where the cell's object stands in the text of the notebook. */
  readonly span: JsonSpan;
}

/** A notebook that was read; its text is kept, so that what does not change stays as it is to the byte. */
export interface Notebook {
  readonly path: string;
  readonly text: string;
  readonly span: JsonSpan;
  /** Code cells in order. */
  readonly cells: readonly CodeCell[];
  /** `metadata.kernelspec.name`. */
  readonly kernel: string | undefined;
  /** `metadata.language_info`. */
  readonly language: Readonly<Record<string, unknown>> | undefined;
}
