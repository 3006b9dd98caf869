import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { poseDataset } from "../../../src/datasets/poseDataset.js";
import { parse } from "../../../src/program/parse.js";
import { tree } from "../../../src/program/tree.js";
import { answerText } from "../../../src/questions/answer/answerText.js";
import type { Question, Task } from "../../../src/questions/Question.js";
import { programsOf, type QuestionSet } from "../../../src/questions/QuestionSet.js";
import { seededRandom } from "../../../src/questions/random.js";
import { TASKS } from "../../../src/questions/Task.js";
import { closePool } from "../../../src/trace/trace.js";
import { type Recomputation, recomputation } from "./recompute.js";
import { type Edited, runEdited } from "./runEdited.js";

/** Questions of each task that are looked at; the seed may be set to look at others. */
const EACH = Number(process.env.TRACEBOOK_INDEPENDENT ?? 80);
const SEED = process.env.TRACEBOOK_SEED ?? "1";
/** Runs of one child process. */
const BATCH = 60;

let set: QuestionSet;
const sampled: { question: Question; way: Recomputation; run: Edited }[] = [];

beforeAll(async () => {
  const dataset = await loadDataset("tracebook-js");
  set = await poseDataset(dataset, { seed: 1 });
  const programs = programsOf(set);
  const siblings = new Map(dataset.programs.map(({ file, siblings: others }) => [file, others]));
  const chosen: { question: Question; way: Recomputation }[] = [];
  for (const task of TASKS) {
    const all = set.questions.filter(question => question.task === task);
    for (const question of seededRandom(`${SEED}:${task}`).shuffle(all).slice(0, EACH)) {
      const program = programs.get(question.program);
      if (program === undefined) throw new Error(question.program);
      const files = (siblings.get(question.file) ?? []).map(({ file, source }) => [
        file,
        tree(parse(source, { file })).text,
      ]);
      chosen.push({ question, way: recomputation(question, program, Object.fromEntries(files)) });
    }
  }
  const batches: (typeof chosen)[] = [];
  for (let at = 0; at < chosen.length; at += BATCH) batches.push(chosen.slice(at, at + BATCH));
  const work = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const runs = await runEdited(batch.map(({ way }) => way.job));
      batch.forEach((one, i) => {
        sampled.push({ ...one, run: runs[i] });
      });
    }
  };
  await Promise.all([work(), work()]);
}, 600_000);

afterAll(() => closePool());

/** Sampled questions of a task with the answer each way gives. */
function answers(task: Task): { said: string; truth: string; given: string; path: string }[] {
  return sampled
    .filter(({ question }) => question.task === task)
    .map(({ question, way, run }) => {
      const { file, call, node, line, variable, other, when, occurrence } = question;
      const at =
        occurrence === undefined
          ? ""
          : ` call ${occurrence.call} of ${occurrence.function} k ${occurrence.k}`;
      const said = [file, call, `line ${line ?? ""}`, `node ${node}`, when, variable, other, at]
        .filter(part => part !== undefined)
        .join(" ");
      return { said, truth: answerText(question.truth), given: way.answer(run), path: way.path };
    });
}

describe("truth recomputed without the tracer, by running edited programs in plain Node", () => {
  it.each(TASKS)("agrees on every sampled question: %s", task => {
    const all = answers(task);
    expect(all.length).toBeGreaterThanOrEqual(Math.min(EACH, 50));
    const different = all.filter(({ truth, given }) => truth !== given);
    expect(different.map(({ said, truth, given }) => `${said}: ${truth} but ${given}`)).toEqual([]);
  });

  it("is of more than 500 questions, counted by task and way", () => {
    const counts = new Map<string, number>();
    for (const { question, way } of sampled) {
      const key = `${question.task} (${way.path})`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    console.log([...counts].map(([key, count]) => `${key}: ${count}`).join("\n"));
    expect(sampled.length).toBeGreaterThan(500);
  });
});
