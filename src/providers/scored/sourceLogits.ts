import { basename } from "node:path";
import type { Aligned, AlignedSource } from "../../lens/align/Aligned.js";
import { align } from "../../lens/align/align.js";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import { languageOf } from "../../program/languageOf.js";
import { parseLoose } from "../../program/loose/parseLoose.js";
import type { Language, Program } from "../../program/Program.js";
import { type ParseOptions, parse } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import type { LanguageModel } from "../Model.js";
import { modelLabel } from "../modelLabel.js";
import { openModel } from "../openModel.js";
import { scoreText } from "./scoreText.js";

/** What can say how likely each token of a text is: a string that names a model, or one that is open. */
export type ScoringModel = string | LanguageModel | LocalModel;

/** How a source is scored. */
export interface SourceLogitsOptions extends Pick<ParseOptions, "file" | "language"> {
  readonly model: ScoringModel;
  /** Alternatives of each token. Default 5. */
  readonly top?: number;
  /** Whether the beginning-of-text token stands before the source (local models). Default: as the model was trained. */
  readonly bos?: boolean;
  readonly signal?: AbortSignal;
}

/** A source whose tokens lie on its syntax tree, with the language it was read as. */
export interface SourceLogits extends Aligned {
  readonly language: Language;
  readonly file: string;
}

/**
 * Scores each token of a source under a model and lays the tokens on its syntax tree. What is no whole program (code a model
 * wrote, cut off or wrong) is read as far as it goes ({@link parseLoose}), and a note says so.
 *
 * @throws SourceError where the model is unknown, cannot score texts or another's tokenizer was used; ProviderError where a
 * server fails.
 */
export async function sourceLogits(
  source: string | Program,
  { model, top = 5, bos, signal, file, language }: SourceLogitsOptions,
): Promise<SourceLogits> {
  const read = typeof source === "string" ? readSource(source, { file, language }) : source;
  const opened = typeof model === "string" ? await openScoring(model) : model;
  try {
    const scoring = "kind" in opened && "local" in opened ? (opened.local as LocalModel) : opened;
    const scored = await scoreText(scoring, read.source, {
      top,
      ...(bos === undefined ? {} : { bos }),
      ...(signal === undefined ? {} : { signal }),
    });
    const notes = [...(scored.notes ?? []), ...("why" in read ? [read.why] : [])];
    return {
      ...align(read satisfies AlignedSource, { ...scored, model: modelLabel(opened.name), notes }),
      language: read.language,
      file: read.file,
    };
  } finally {
    if (typeof model === "string" && "close" in opened) await (opened as LocalModel).close();
  }
}

/**
 * A program as the strict parsers read it, or as far as it goes.
 *
 * @throws SourceError for a file of no language that is read.
 */
export function readSource(source: string, options: Pick<ParseOptions, "file" | "language">): ReadSource {
  try {
    return parse(source, options);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const language = options.language ?? languageOf(options.file);
    const file = options.file ?? "text";
    const { reason, line, column = 0 } = error;
    const place = line === undefined ? "" : `${basename(file)}:${line}:${column + 1}: `;
    const why = `The source is no whole program (${place}${reason}); it was read as far as it goes.`;
    return { ...parseLoose(source, { language, file }), why };
  }
}

/** A program, or a text that is none with why. */
export type ReadSource = Program | (ReturnType<typeof parseLoose> & { readonly why: string });

async function openScoring(name: string): Promise<LanguageModel> {
  const model = await openModel(name, { questions: [], seed: 0 });
  if (model.kind === "language model") return model;
  throw new SourceError(`${name} gives no probabilities: name a model such as local:<folder>`, "--model");
}
