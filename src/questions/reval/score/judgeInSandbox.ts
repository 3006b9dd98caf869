import type { PythonModule } from "../../../trace/python/PythonJob.js";
import type { RevalData, RevalPair } from "../data/RevalData.js";
import answersSource from "../python/answers.py";
import compatSource from "../python/compat.py";
import outputsSource from "../python/outputs.py";
import { type RevalRunOptions, revalJob } from "../truth/revalJob.js";

/** What the sandbox says of an answer; `limit` and `died` are those that end it. */
export type SandboxVerdict =
  | "right"
  | "wrong"
  | "unread"
  | "passes"
  | "fails"
  | "always true"
  | "asserts missing"
  | "not Python"
  | "not a literal"
  | "test altered"
  | "no hole"
  | "limit"
  | "died"
  | "not run";

/** A pair with the answers to judge: per probe, or of an output test one list, each with one text a sample. */
export interface AskedPair extends RevalPair {
  readonly answers: readonly (readonly string[])[];
  readonly strict: boolean;
}

interface Judged {
  readonly status: "ok";
  readonly verdicts: readonly (readonly SandboxVerdict[])[];
}

const COMPAT: PythonModule = { name: "reval_compat", source: compatSource };
const ANSWERS: PythonModule = { name: "reval_answers", source: answersSource };
const OUTPUTS: PythonModule = { name: "reval_outputs", source: outputsSource };

/**
 * Judges answers in the Python sandbox: values against the live values of the original's truth, or output tests.
 * An answer that never ends takes no other with it: it is run again alone.
 */
export async function judgeInSandbox(
  task: "state" | "output",
  data: RevalData,
  pairs: readonly AskedPair[],
  options: RevalRunOptions,
): Promise<readonly (readonly (readonly SandboxVerdict[])[])[]> {
  const place = {
    wallMs: 20_000,
    ...options,
    modules: task === "state" ? [COMPAT] : [],
    onProgress: undefined,
  };
  const driver = task === "state" ? ANSWERS : OUTPUTS;
  const verdicts: (readonly (readonly SandboxVerdict[])[])[] = [];
  for await (const { group, answers } of revalJob<Judged>(driver, { ...data, pairs }, place))
    for (const [i, pair] of (group.pairs as readonly AskedPair[]).entries()) {
      const answer = answers[i];
      if (answer.status === "ok") {
        verdicts.push(answer.verdicts);
        continue;
      }
      const { status } = answer;
      const end: SandboxVerdict = status === "limit" || status === "died" ? status : "not run";
      const parts = end === "not run" ? [] : alone(task, pair);
      if (parts.length < 2) {
        verdicts.push(pair.answers.map(texts => texts.map(() => end)));
        continue;
      }
      const each = await judgeInSandbox(task, data, parts, options);
      let at = 0;
      verdicts.push(pair.answers.map(texts => texts.map(() => each[at++][0][0])));
    }
  return verdicts;
}

/** The same pair with one answer each. */
function alone(task: "state" | "output", pair: AskedPair): readonly AskedPair[] {
  return pair.answers.flatMap((texts, k) =>
    texts.map(text => ({
      ...pair,
      probes: task === "state" ? [pair.probes[k]] : pair.probes,
      answers: [[text]],
    })),
  );
}
