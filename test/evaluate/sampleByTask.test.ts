import { describe, expect, it } from "vitest";
import { sampleByTask } from "../../src/evaluate/sampleByTask.js";
import type { QuestionSet } from "../../src/questions/QuestionSet.js";
import { smallSet } from "./set.js";

const tasksOf = (set: QuestionSet): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { task } of set.questions) counts[task] = (counts[task] ?? 0) + 1;
  return counts;
};

describe("a sample by task", () => {
  const set = smallSet(20);
  const tasks = Object.keys(tasksOf(set));

  it("has as many questions of each task as can be; tasks with few leave their share to the others", () => {
    const small = sampleByTask(set, { limit: 2 * tasks.length });
    expect(Object.values(tasksOf(small)).every(count => count === 2)).toBe(true);
    const whole = tasksOf(set);
    const limit = set.questions.length - 3;
    const counts = tasksOf(sampleByTask(set, { limit }));
    expect(Object.values(counts).reduce((a, b) => a + b)).toBe(limit);
    const most = Math.max(...Object.values(counts));
    for (const task of tasks) expect(counts[task]).toBeGreaterThanOrEqual(Math.min(whole[task], most - 1));
    expect(sampleByTask(set, { limit: 10_000 }).questions).toHaveLength(set.questions.length);
  });

  it("spreads over clusters, keeps the set's order, and is another with another seed", () => {
    const one = sampleByTask(set, { limit: 5 * tasks.length });
    for (const task of tasks) {
      const clusters = new Set(set.questions.filter(q => q.task === task).map(({ cluster }) => cluster));
      const taken = one.questions.filter(q => q.task === task);
      expect(new Set(taken.map(({ cluster }) => cluster)).size).toBe(Math.min(taken.length, clusters.size));
    }
    expect(one.questions).toEqual(set.questions.filter(question => one.questions.includes(question)));
    const ids = (seed: number) => sampleByTask(set, { limit: 10, seed }).questions.map(({ id }) => id);
    expect(ids(1)).toEqual(ids(1));
    expect(ids(2)).not.toEqual(ids(1));
  });

  it("only grows with its limit, and keeps the programs it is about", () => {
    let before = new Set<string>();
    for (const limit of [1, 7, 20, 60]) {
      const sample = sampleByTask(set, { limit });
      const ids = new Set(sample.questions.map(({ id }) => id));
      for (const id of before) expect(ids.has(id)).toBe(true);
      before = ids;
      const programs = new Set(sample.questions.map(({ program }) => program));
      expect(sample.programs.map(({ id }) => id).sort()).toEqual([...programs].sort());
    }
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses a limit of %s", limit => {
    expect(() => sampleByTask(set, { limit })).toThrow("--limit: expected a whole number from 1");
  });
});
