import type { Dataset } from "../../datasets/Dataset.js";
import { alignText } from "../../lens/features/corpus/alignText.js";
import type { CorpusSource } from "../../lens/features/corpus/makeFeatureCorpus.js";
import { documentLabels } from "../../lens/features/labels/documentLabels.js";
import { runLabels } from "../../lens/features/labels/runLabels.js";
import { syntaxLabels } from "../../lens/features/labels/syntaxLabels.js";
import type { TextLabels } from "../../lens/features/labels/TextLabels.js";
import type { Tokenizer } from "../../lens/tokens/Tokenizer.js";
import { parse } from "../../program/parse.js";
import { labelled, traceText } from "../../questions/dialect/dialectText.js";
import { traceRows } from "../../questions/dialect/traceRows.js";
import type { Trace } from "../../trace/format/Trace.js";
import { trace } from "../../trace/trace.js";

/** What each text shows. */
export type DocumentForm =
  /** The program as it is. */
  | "source"
  /** Program, call and true trace in the dialect of the embedded model. */
  | "dialect";

/** How documents are made. */
export interface FeatureDocumentsOptions {
  readonly form: DocumentForm;
  /** Calls of each program, the first ones; at least 1. Default 1. */
  readonly calls?: number;
  /** Of the dialect: what stands first. Labels of the run on the source (`executed`, `branch`, …) are read-out only behind the call. Default `code-first`. */
  readonly order?: "code-first" | "call-first";
  readonly signal?: AbortSignal;
  /** Told before each program. */
  readonly onProgram?: (id: string, done: number, total: number) => void;
}

/** Why a call of a program has no document. */
export const DOCUMENT_EXCLUSIONS = ["no call", "not in the dialect", "imports other files"] as const;
/** One of {@link DOCUMENT_EXCLUSIONS}. */
export type DocumentExclusion = (typeof DOCUMENT_EXCLUSIONS)[number];

/** Texts of a data set for a feature corpus, and what was left out. */
export interface FeatureDocuments {
  readonly sources: readonly CorpusSource[];
  /** Calls left out, by reason. */
  readonly excluded: Readonly<Partial<Record<DocumentExclusion, number>>>;
}

/**
 * Program, call and true trace in the dialect; undefined where the trace cannot be written in it.
 *
 * @param order `call-first`: the call stands before the code, so that what a run does to a line can be read off at the line. Default `code-first`.
 */
export function dialectDocument(
  recorded: Trace,
  order: "code-first" | "call-first" = "code-first",
): string | undefined {
  const rows = traceRows(recorded);
  if (typeof rows === "string") return undefined;
  const code = labelled(recorded.programs[0]).text.trimEnd();
  const head = [`#code\n${code}`, `#call ${recorded.header.call}`];
  return [...(order === "call-first" ? head.reverse() : head), traceText(rows)].join("\n");
}

/**
 * Texts of a data set with labels of syntax and run for each token: every call is recorded in the sandbox. Families are the clusters of
 * the data set.
 *
 * @throws SourceError for a program that cannot be parsed.
 */
export async function featureDocuments(
  { programs }: Pick<Dataset, "programs">,
  tokenizer: Tokenizer,
  options: FeatureDocumentsOptions,
): Promise<FeatureDocuments> {
  const { form, calls = 1, order, signal, onProgram } = options;
  const sources: CorpusSource[] = [];
  const excluded: Partial<Record<DocumentExclusion, number>> = {};
  const leave = (reason: DocumentExclusion): void => {
    excluded[reason] = (excluded[reason] ?? 0) + 1;
  };
  for (const [done, one] of programs.entries()) {
    signal?.throwIfAborted();
    onProgram?.(one.id, done, programs.length);
    if (one.siblings.length > 0) {
      leave("imports other files");
      continue;
    }
    const program = parse(one.source, { file: one.file, language: one.language });
    const chosen = one.calls.slice(0, calls);
    if (chosen.length === 0) leave("no call");
    for (const call of chosen) {
      const recorded = await trace(program, { call, signal });
      const text = form === "source" ? program.source : dialectDocument(recorded, order);
      if (text === undefined) {
        leave("not in the dialect");
        continue;
      }
      sources.push(labelledText(text, form, recorded, tokenizer, { program: one.id, family: one.cluster }));
    }
  }
  return { sources, excluded };
}

/** A text with the labels of its tokens. */
function labelledText(
  text: string,
  form: DocumentForm,
  recorded: Trace,
  tokenizer: Tokenizer,
  of: { readonly program: string; readonly family: string },
): CorpusSource {
  const ids = tokenizer.encode(text, { bos: tokenizer.addsBos });
  const spans = tokenizer.spans(text, ids);
  let labels: TextLabels;
  if (form === "dialect") labels = documentLabels({ text, ids, spans }, recorded);
  else {
    const [program] = recorded.programs;
    const aligned = alignText(program, text, ids, spans);
    labels = new Map([...syntaxLabels(program, aligned), ...runLabels(recorded, aligned)]);
  }
  return { text, ...of, ids, labels };
}
