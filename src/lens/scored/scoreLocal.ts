import { SourceError } from "../../program/SourceError.js";
import type { LocalModel } from "../session/LocalModel.js";
import { FIRST_UNSCORED, lossNote } from "./lossNote.js";
import type { ScoredText } from "./ScoredText.js";
import { type ScoreIdsOptions, scoreIds } from "./scoreIds.js";

/** How a text is scored by a local model. */
export interface ScoreLocalOptions extends Omit<ScoreIdsOptions, "bos" | "lead" | "from"> {
  /** The beginning-of-text token stands before the text, so that the first token has a score too. Default: as the model was trained. */
  readonly bos?: boolean;
  /** Marks such as `<|im_start|>` in the text are read as such. Default false: they are text. */
  readonly marks?: boolean;
  /** Ids of the text where they are known, such as those a model generated; else the tokenizer's. */
  readonly ids?: ArrayLike<number>;
  /** Token from which on the model generated the text. */
  readonly generatedFrom?: number;
}

/**
 * Scores each token of a text by a local model, each given all before it. A text longer than the context is scored in overlapping
 * windows (see {@link ScoreIdsOptions}), which a note tells.
 *
 * @throws AlignError where the tokenizer changes the text (naming token and byte); SourceError for options and ids that do not
 * fit the model.
 */
export async function scoreLocal(
  model: LocalModel,
  text: string,
  options: ScoreLocalOptions = {},
): Promise<ScoredText> {
  const { tokenizer, config, name } = model;
  const { bos: wanted = tokenizer.addsBos, marks = false, generatedFrom } = options;
  const ids = options.ids === undefined ? tokenizer.encode(text, { marks }) : Int32Array.from(options.ids);
  const spans = tokenizer.spans(text, ids);
  const known = tokenizer.bos ?? config.bos;
  if (wanted && known === undefined) throw new SourceError(`${name} has no beginning-of-text token`, "bos");
  // A rendered chat may have it already.
  const there = ids[0] === known;
  const bos = wanted && !there ? known : undefined;
  const lead = wanted && there ? known : undefined;
  const { scores, windows } = await scoreIds(model, ids, { ...options, bos, lead });
  const loss = lossNote(scores.logprobs, config.vocabulary);
  const first = ids.length > 0 && bos === undefined && spans.special[0] === 0;
  const [, second] = windows;
  const notes = [
    ...(first ? [FIRST_UNSCORED] : []),
    ...(second === undefined
      ? []
      : [
          `The text of ${ids.length} tokens was scored in ${windows.length} windows; from token ${second.score} on each token was given at least ${second.score - second.start} before it, not all.`,
        ]),
    ...(loss === undefined ? [] : [loss]),
  ];
  return {
    text,
    spans,
    ids,
    ...scores,
    ...(second === undefined ? {} : { windows: windowOf(windows, ids.length) }),
    model: name,
    vocabulary: config.vocabulary,
    ...(generatedFrom === undefined ? {} : { generatedFrom }),
    notes,
  };
}

function windowOf(
  windows: readonly { readonly score: number; readonly end: number }[],
  count: number,
): Int32Array {
  const numbers = new Int32Array(count);
  for (const [number, { score, end }] of windows.entries()) numbers.fill(number, score, end);
  return numbers;
}
