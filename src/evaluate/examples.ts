import { sha256 } from "../program/hash.js";
import type { Program } from "../program/Program.js";
import { answerText, parsedText } from "../questions/answer/answerText.js";
import { TASKS } from "../questions/Task.js";
import type { Manifest } from "./Manifest.js";
import { promptFor } from "./promptFor.js";
import type { ReportExample } from "./ReportData.js";
import type { ScoredAnswer } from "./scoreRow.js";

/** What is most worth looking at stands first. */
const ORDER = ["unparsed", "wrong", "refused", "error", "right"];

/** A few answers of each task to show in full: those that went wrong first, chosen by hash. */
export function examples(
  answers: readonly ScoredAnswer[],
  programs: ReadonlyMap<string, Program>,
  { style, order, seed, shots, dialect }: Manifest,
  perTask: number,
): ReportExample[] {
  const hashes = new Map(answers.map(({ question }) => [question.id, sha256(`${seed}:${question.id}`)]));
  const hash = ({ question }: ScoredAnswer): string => hashes.get(question.id) ?? "";
  return TASKS.flatMap(task => {
    const seen = new Set<string>();
    return answers
      .filter(({ question }) => question.task === task)
      .sort((a, b) => {
        const rank = ORDER.indexOf(a.verdict.verdict) - ORDER.indexOf(b.verdict.verdict);
        return rank !== 0 ? rank : hash(a) < hash(b) ? -1 : 1;
      })
      .filter(({ question }) => !seen.has(question.id) && seen.add(question.id))
      .slice(0, perTask)
      .map(scored =>
        example(scored, programs.get(scored.question.program) as Program, { style, order, shots, dialect }),
      );
  });
}

function example(
  { question, answer, verdict }: ScoredAnswer,
  program: Program,
  { style, order, shots, dialect }: Pick<Manifest, "style" | "order" | "shots" | "dialect">,
): ReportExample {
  const answered = parsedText(answer?.parsed, program.language);
  return {
    question,
    file: program.file,
    source: program.source,
    prompt:
      (shots === undefined ? "" : `(${shots.count} demonstrations)\n\n`) +
      promptFor(question, program, { style, order, dialect }).text,
    completion: answer?.completion ?? "",
    verdict: verdict.verdict,
    reason: verdict.reason,
    expected: answerText(question.truth),
    ...(answered === undefined ? {} : { answered }),
    spans: answer?.elements.map(({ byteStart, byteEnd }) => [byteStart, byteEnd] as const) ?? [],
  };
}
