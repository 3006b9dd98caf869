import { stepRounds } from "../../../lens/features/labels/stepRounds.js";
import type { Program } from "../../../program/Program.js";
import { readTraceText } from "../../../questions/dialect/readTraceText.js";
import type { OnSourceLine, OnSourceStep } from "./FeaturesOnSourceData.js";

/** What a prompt of the embedded dialect holds, and where. */
export interface PromptSpans {
  /** Behind `#call`; `""` where there is none. */
  readonly call: string;
  readonly lines: readonly OnSourceLine[];
  readonly steps: readonly OnSourceStep[];
}

/**
 * Finds lines and steps in a prompt of the embedded dialect: `@3 …` between `#code` and the next section, `@3 k=1 …` behind `#trace` up
 * to the first line that is no row. Iterations are those of the innermost loop, 1 outside of loops. Columns are UTF-16 units.
 */
export function promptSpans(text: string, program: Program): PromptSpans {
  const sections = [...text.matchAll(/^#([a-z]+)\b.*$/gm)];
  const section = (name: string): { from: number; to: number; head: string } | undefined => {
    const i = sections.findIndex(match => match[1] === name);
    if (i < 0) return undefined;
    const { index, 0: head } = sections[i];
    return { from: index + head.length, to: sections[i + 1]?.index ?? text.length, head };
  };
  const labels = (of: { from: number; to: number } | undefined): OnSourceLine[] =>
    of === undefined
      ? []
      : [...text.slice(of.from, of.to).matchAll(/^@(\d+)\b.*$/gm)].map(match => ({
          line: Number(match[1]),
          start: of.from + match.index,
          end: of.from + match.index + match[0].length,
        }));
  const code = section("code");
  const traced = section("trace");
  const read = traced === undefined ? undefined : readTraceText(text.slice(traced.from - traced.head.length));
  const rounds = read === undefined ? [] : stepRounds(program, read);
  return {
    call: section("call")?.head.slice("#call ".length) ?? "",
    lines: labels(code),
    steps: labels(traced)
      .slice(0, rounds.length)
      .map((step, i) => ({ ...step, iteration: rounds[i]?.iteration ?? 1 })),
  };
}
