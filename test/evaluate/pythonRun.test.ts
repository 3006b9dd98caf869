import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../../src/evaluate/ask.js";
import { linkedProbes } from "../../src/evaluate/linkedProbes.js";
import { scoreRun } from "../../src/evaluate/scoreRun.js";
import { TEXT_ONLY } from "../../src/providers/Model.js";
import { replay } from "../../src/providers/replay.js";
import { pose } from "../../src/questions/pose/pose.js";
import { type QuestionSet, questionSet } from "../../src/questions/QuestionSet.js";
import { closePool, trace } from "../../src/trace/trace.js";

const source = (add: number): string => `def f(items, limit=2):
    total = ${add}
    for item in items:
        if item > limit:
            total += item
        elif item > 100:
            total = None
            break
    return (total, None)
`;

const root = mkdtempSync(join(tmpdir(), "tracebook-py-run-"));
let set: QuestionSet;
let linked: QuestionSet;

beforeAll(async () => {
  const traces = await Promise.all(
    [0, 10, 20, 30].map(add =>
      trace(source(add), { file: `p${add}.py`, language: "python", call: "f([1, 3], limit=1)" }),
    ),
  );
  const made = (isLinked: boolean): QuestionSet =>
    questionSet(
      "mine",
      1,
      traces.map((one, i) => ({
        program: one.programs[0],
        posed: pose(one, { cluster: `p${i}`, linked: isLinked }),
      })),
    );
  set = made(false);
  linked = made(true);
}, 60_000);
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await closePool();
});

describe("a run on Python programs", () => {
  it.each(["direct", "cot"] as const)(
    "has demonstrations of Python (%s), and the oracle is right",
    async style => {
      const shown: string[] = [];
      const out = join(root, `shots-${style}`);
      const { manifest, rows } = await ask(
        set,
        {
          kind: "language model",
          name: "test:none",
          can: TEXT_ONLY,
          generate: async ({ prompt }) => {
            shown.push(prompt);
            return { text: "Answer: None" };
          },
        },
        { out, style, shots: 2 },
      );
      expect(manifest.shots).toMatchObject({ count: 2 });
      expect(rows.length).toBe(set.questions.length);
      for (const text of shown) {
        expect(text.match(/```python\n/g)?.length).toBeGreaterThanOrEqual(3);
        expect(text).not.toMatch(/javascript|undefined|\bnull\b/);
      }
      expect(shown.some(text => /\(\d+, None\)/.test(text))).toBe(true);
      const oracle = await ask(set, "baseline:oracle", { out: `${out}-oracle`, style, shots: 2 });
      expect(oracle.rows.filter(({ verdict }) => verdict !== "right")).toEqual([]);
    },
  );

  it("of linked questions has a consistency: 1 of who is right always", async () => {
    expect(linkedProbes(linked.questions).length).toBeGreaterThan(3);
    const out = join(root, "linked");
    await ask(linked, "baseline:oracle", { out });
    const report = await scoreRun(out);
    const oracle = report.consistency?.find(({ model }) => model === "baseline:oracle");
    expect(oracle?.score.mean).toBe(1);
    expect(oracle?.incoherent.mean).toBe(0);
  });

  it("is replayed: the same answers, calls and verdicts", async () => {
    const first = join(root, "first");
    const second = join(root, "second");
    const model = {
      kind: "language model" as const,
      name: "test:mixed",
      can: TEXT_ONLY,
      generate: async ({ prompt }: { prompt: string }) => ({
        text: /Write one call/i.test(prompt) ? "Answer: f(items=[5,], limit=True)" : "Answer: (4, None)",
      }),
    };
    const run = await ask(set, model, { out: first });
    expect(new Set(run.rows.map(({ verdict }) => verdict)).size).toBeGreaterThan(1);
    const again = await ask(set, await replay(first), { out: second });
    const said = ({
      question,
      verdict,
      reason,
      completion,
      parsed,
      produced,
    }: (typeof run.rows)[number]): string =>
      JSON.stringify([question, verdict, reason, completion, parsed, produced]);
    expect(again.rows.map(said).sort()).toEqual(run.rows.map(said).sort());
    expect(run.rows.some(({ produced }) => produced === "(15, None)")).toBe(true);
    expect(readFileSync(join(second, "questions.jsonl"), "utf8")).toBe(
      readFileSync(join(first, "questions.jsonl"), "utf8"),
    );
  });
});
