import { corpusComparison } from "../../../src/evaluate/logits/corpusComparison.js";
import { corpusScores } from "../../../src/evaluate/logits/corpusScores.js";
import type { CorpusFigureData } from "../../../src/figures/corpus/CorpusFigureData.js";
import type { Aligned } from "../../../src/lens/align/Aligned.js";
import { align } from "../../../src/lens/align/align.js";
import { parseLoose } from "../../../src/program/loose/parseLoose.js";
import { scored } from "../../lens/align/encode.js";

/** Small programs: the kinds of nodes differ from one to the next. */
export const PROGRAMS: readonly string[] = Array.from(
  { length: 8 },
  (_, i) =>
    `def f${i}(a, b):\n    if a > ${i}:\n        return [a, b]\n${i % 2 ? "    for x in b:\n        a += x\n" : ""}    return a + b  # note\n`,
);

function aligned(source: string, seed: string, encoding: "gpt2" | "cl100k_base"): Aligned {
  return align(
    { source, nodes: parseLoose(source, { language: "python" }).nodes },
    scored(source, encoding, { seed }),
  );
}

/** Two models with made-up probabilities over {@link PROGRAMS}, counted by the library itself. */
export async function madeCorpus(): Promise<CorpusFigureData> {
  const of = (encoding: "gpt2" | "cl100k_base") =>
    PROGRAMS.map((source, i) => ({
      program: `p${i}`,
      aligned: aligned(source, `${encoding}${i}`, encoding),
    }));
  const options = { draws: 200, least: 3 };
  const [a, b] = [of("gpt2"), of("cl100k_base")];
  return {
    models: [
      { name: "made:first", scores: await corpusScores(a, options) },
      { name: "made:second", scores: await corpusScores(b, options) },
    ],
    comparison: await corpusComparison(
      a.map(({ program, aligned: one }, i) => ({ program, a: one, b: b[i]!.aligned })),
      { draws: 200 },
    ),
  };
}
