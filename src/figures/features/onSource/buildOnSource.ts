import { SourceError } from "../../../program/SourceError.js";
import type { FeaturesOnSourceData, OnSourceFeature } from "./FeaturesOnSourceData.js";
import type { OnSourceModel, OnSourceShown, OnSourceSpan } from "./OnSourceModel.js";
import { strongestFirst } from "./strongestFirst.js";

const FIGURE = "features on source";

/** Everything the figure shows, checked: tokens found for lines and steps, the strongest features kept. @throws SourceError naming what does not fit. */
export function buildOnSource(data: FeaturesOnSourceData, most: number): OnSourceModel {
  const { program, call, model, text, tokens } = data;
  let past = 0;
  for (const [t, [start, end]] of tokens.entries()) {
    if (
      !(
        Number.isInteger(start) &&
        Number.isInteger(end) &&
        start >= past &&
        end >= start &&
        end <= text.length
      )
    )
      throw new SourceError(
        `token ${t} must lie behind the one before and in the text of ${text.length} characters, not at ${start}..${end}`,
        FIGURE,
      );
    past = end;
  }
  const span =
    (what: string) =>
    (
      one: { readonly line: number; readonly start: number; readonly end: number },
      i: number,
    ): OnSourceSpan => {
      const { line, start, end } = one;
      if (!(Number.isInteger(line) && line >= 1 && start >= 0 && start <= end && end <= text.length))
        throw new SourceError(
          `${what} ${i} must be a line of the program that lies in the text, not line ${line} at ${start}..${end}`,
          FIGURE,
        );
      // A token belongs where its last character is: the line end before a label is in the label's token.
      const first = tokens.findIndex(token => token[1] > start && token[1] <= end && token[1] > token[0]);
      if (first < 0) return { line, start, end, first: 0, last: 0 };
      let last = first;
      while (last < tokens.length && tokens[last][1] <= end) last++;
      return { line, start, end, first, last };
    };
  const lines = data.lines.map(span("line"));
  const steps = data.steps.map((step, i) => {
    if (!(Number.isInteger(step.iteration) && step.iteration >= 0))
      throw new SourceError(`step ${i} must have a whole iteration, not ${step.iteration}`, FIGURE);
    return { ...span("step")(step, i), iteration: step.iteration };
  });
  const names = new Set<string>();
  const all = data.features.map(feature => {
    if (names.has(feature.name)) throw new SourceError(`two features have the name ${feature.name}`, FIGURE);
    names.add(feature.name);
    return shownFeature(feature, tokens.length, lines, steps);
  });
  const order = strongestFirst(data.features);
  const kept = order.slice(0, most).map(i => all[i]);
  return {
    program,
    call,
    model,
    text,
    tokens,
    lines,
    steps,
    features: kept,
    left: order.length - kept.length,
    groups: [...new Set(order.flatMap(i => data.features[i].group ?? []))],
  };
}

function shownFeature(
  { name, note = "", max, firings }: OnSourceFeature,
  tokens: number,
  lines: readonly OnSourceSpan[],
  steps: readonly OnSourceSpan[],
): OnSourceShown {
  const values = new Float64Array(tokens);
  let past = -1;
  let most = 0;
  for (const [token, value] of firings) {
    if (!(Number.isInteger(token) && token > past && token < tokens))
      throw new SourceError(
        `firings of ${name} must be of tokens 0..${tokens - 1} in order, not of ${token}`,
        FIGURE,
      );
    if (!(value > 0 && Number.isFinite(value)))
      throw new SourceError(`firings of ${name} must be above 0, not ${value} at token ${token}`, FIGURE);
    values[token] = value;
    most = Math.max(most, value);
    past = token;
  }
  const greatest = ({ first, last }: OnSourceSpan): number => {
    let best = 0;
    for (let t = first; t < last; t++) best = Math.max(best, values[t]);
    return best;
  };
  return {
    name,
    note,
    most: max !== undefined && max > 0 ? Math.max(max, most) : most || 1,
    firings,
    atLine: lines.map(greatest),
    atStep: steps.map(greatest),
  };
}
