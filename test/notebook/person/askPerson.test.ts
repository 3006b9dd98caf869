import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answerText,
  askPerson,
  bundle,
  closePool,
  loadDataset,
  openModel,
  poseDataset,
  type QuestionSet,
  readRun,
  type Sitting,
  type SittingReply,
  scoreRun,
} from "../../../src/index.js";

let folder = "";
let set: QuestionSet;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tracebook-person-"));
  const whole = loadDataset("tracebook-js");
  const programs = whole.programs.filter(({ family }) => ["recursion", "async"].includes(family)).slice(0, 6);
  set = await poseDataset({ ...whole, programs });
});
afterAll(async () => {
  await closePool();
  rmSync(folder, { recursive: true, force: true });
});

const out = (name: string): string => join(folder, name);

/** Answers every question with the truth, in the way `write` gives. */
async function answerAll(sitting: Sitting, write: (truth: string) => string): Promise<SittingReply[]> {
  const replies: SittingReply[] = [];
  for (const [i, { truth }] of sitting.questions.entries())
    replies.push(await sitting.answer(i + 1, write(answerText(truth))));
  return replies;
}

describe("a person asked in a notebook", () => {
  it("who is always right scores 100 % on every task, beside the baselines, in a folder like any run's", async () => {
    const sitting = await askPerson(set, { out: out("right"), name: "anna", limit: 25 });
    expect(sitting.questions.length).toBe(25);
    const replies = await answerAll(sitting, truth => truth);
    expect(replies.map(({ verdict }) => verdict?.verdict)).toEqual(replies.map(() => "right"));
    expect(sitting.current).toBeUndefined();
    const run = await readRun(out("right"));
    expect(run.manifest).toMatchObject({ model: "person:anna", items: 25, answered: 25, errors: 0 });
    expect(run.manifest.environment.finished).not.toBeNull();
    const report = await scoreRun(out("right"));
    const own = report.scores.filter(({ role }) => role === "model");
    expect(own.map(({ mean }) => mean)).toEqual(own.map(() => 1));
    expect(report.baselines).toContain("baseline:random");
    expect((await sitting.scores()).scores).toEqual(report.scores);
    // The oracle would have got the same prompts.
    expect(run.rows.map(({ completion }) => completion)).toEqual(
      sitting.questions.map(({ truth }) => answerText(truth)),
    );
  });

  it("wrong and unreadable answers are recorded with their reasons, and count", async () => {
    const sitting = await askPerson(set, { out: out("wrong"), tasks: ["output"], limit: 4 });
    const replies = [
      await sitting.answer(1, "Answer: Symbol('no')"),
      await sitting.answer(2, "'surely not this'"),
      await sitting.answer(3, ""),
      await sitting.answer(4, 123456789),
    ];
    expect(replies.map(({ verdict }) => verdict?.verdict)).toEqual([
      "unparsed",
      "wrong",
      "unparsed",
      "wrong",
    ]);
    expect(replies[2].verdict?.reason).toBe("empty");
    const { rows } = await readRun(out("wrong"));
    expect(rows.map(({ verdict, reason }) => [verdict, reason])).toEqual(
      replies.map(({ verdict }) => [verdict?.verdict, verdict?.reason]),
    );
    expect(rows.map(({ completion }) => completion)).toEqual([
      "Answer: Symbol('no')",
      "'surely not this'",
      "",
      "123456789",
    ]);
    expect((await sitting.scores()).scores[0]).toMatchObject({ n: 4, mean: 0 });
  });

  it("running an answer cell again gives the same output and answers nothing else", async () => {
    const sitting = await askPerson(set, { out: out("again"), tasks: ["coverage"], limit: 3 });
    const first = bundle(await sitting.answer(1, "YES"));
    await sitting.answer(2, "YES");
    const again = await sitting.answer(1, "YES");
    expect(bundle(again)).toEqual(first);
    expect(again.counts).toBe(true);
    expect(sitting.current).toBe(3);
    const other = await sitting.answer(1, "NO");
    expect([other.counts, other.answer.completion]).toEqual([false, "YES"]);
    expect(bundle(other)["text/plain"]).toContain("not taken, as the first answer counts: NO");
    expect((await readRun(out("again"))).rows.length).toBe(2);
  });

  it("cells that run at the same time are taken one after the other", async () => {
    const sitting = await askPerson(set, { out: out("together"), tasks: ["coverage"], limit: 3 });
    const replies = await Promise.all([
      sitting.answer(1, "YES"),
      sitting.answer(2, "NO"),
      sitting.answer(3, "YES"),
    ]);
    expect(replies.map(({ answer }) => answer.parsed)).toEqual([true, false, true]);
    expect((await readRun(out("together"))).rows.map(({ completion }) => completion)).toEqual([
      "YES",
      "NO",
      "YES",
    ]);
  });

  it("refuses what is not the turn of, is no question, or is no text", async () => {
    const sitting = await askPerson(set, { out: out("refused"), limit: 3 });
    await expect(sitting.answer(2, "x")).rejects.toThrow(
      "the turn of question 2 has not come: question 1 is next",
    );
    await expect(sitting.answer(4, "x")).rejects.toThrow("question number must be within 1..3, not 4");
    await expect(sitting.answer("12" as never, "x")).rejects.toThrow("not 12");
    await expect(sitting.answer(1, undefined as never)).rejects.toThrow("an answer is a text, not undefined");
    expect(sitting.answered).toBe(0);
    await sitting.stop();
    await expect(sitting.answer(1, "x")).rejects.toThrow("this sitting was stopped");
  });

  it("goes on after a restart, with a row that was being written cut off, and shows old answers again", async () => {
    const options = { out: out("resumed"), limit: 4 };
    const before = await askPerson(set, options);
    const shown = bundle(await before.answer(1, answerText(before.questions[0].truth)));
    await before.answer(2, "no idea");
    // As a kernel leaves it that was killed while it wrote the third row.
    const file = join(out("resumed"), "answers.jsonl");
    writeFileSync(file, `${readFileSync(file, "utf8")}{"schema":"tracebook/row@1","ques`);
    const after = await askPerson(set, options);
    await expect(before.answer(3, "x")).rejects.toThrow("this sitting was stopped");
    expect([after.answered, after.current]).toEqual([2, 3]);
    expect(after.questions).toEqual(before.questions);
    expect(bundle(await after.answer(1, answerText(after.questions[0].truth)))).toEqual(shown);
    await after.answer(3, "1");
    await after.answer(4, "1");
    const { manifest, rows } = await readRun(out("resumed"));
    expect([manifest.answered, rows.length]).toEqual([4, 4]);
  });

  it("does not go on with other questions or another person in the same folder", async () => {
    await askPerson(set, { out: out("same"), limit: 2 });
    await expect(askPerson(set, { out: out("same"), limit: 3 })).rejects.toThrow(
      /this run has limit 2, not 3/,
    );
    await expect(askPerson(set, { out: out("same"), limit: 2, name: "bert" })).rejects.toThrow(
      /this run has model "person", not "person:bert"/,
    );
  });

  it("takes what pose() gives, and says why copies of questions will not do", async () => {
    const [first, second] = set.questions;
    const sitting = await askPerson([first, second], { out: out("list") });
    expect(sitting.questions.map(({ id }) => id)).toEqual([first.id, second.id]);
    await expect(askPerson([{ ...first }], { out: out("copy") })).rejects.toThrow(/is a copy/);
    await expect(askPerson([], { out: out("none") })).rejects.toThrow("there are no questions");
    await expect(askPerson(5 as never)).rejects.toThrow(
      "askPerson: questions must be what pose() or questionSet() made, not number",
    );
    await expect(askPerson(set, { tasks: ["guess" as never] })).rejects.toThrow('unknown task "guess"');
    await expect(askPerson(set, { name: "a/b" })).rejects.toThrow('not "a/b"');
    await expect(askPerson(set, { limit: 0 })).rejects.toThrow("limit must be");
  });
});

describe("an answer that is refused", () => {
  it("has a stack that leads to the cell it came from, also behind an answer that is still read", async () => {
    const sitting = await askPerson(set, { out: out("stack"), limit: 1 });
    const first = sitting.answer(1, "1");
    const refused = await (async function cell() {
      await sitting.answer(9, "1");
    })().catch((error: Error) => error);
    expect(refused?.message).toBe("answer: question number must be within 1..1, not 9");
    expect(refused?.stack).toMatch(/at (async )?cell /);
    expect((await first).number).toBe(1);
  });
});

describe("what a person sees", () => {
  it("is the question as prompts word it, with the cell to write next", async () => {
    const sitting = await askPerson(set, { out: out("seen"), tasks: ["state"], limit: 2 });
    const { "text/plain": text, "text/html": html } = bundle(sitting);
    expect(text).toMatch(/^person: 0 of 2 answered\n\nQuestion 1 of 2: \S+\n\n {2}\s*1 \| /);
    expect(text).toMatch(/What is the value of `[\w$]+` right (?:before|after) the/);
    expect(text).toContain("Next cell: await sitting.answer(1, `…`)");
    expect(html).toContain("<code>await sitting.answer(1, `…`)</code>");
    expect(text).not.toMatch(/truth/i);
    const reply = bundle(await sitting.answer(1, "Symbol()"))["text/plain"];
    const { truth } = sitting.questions[0];
    expect(reply).toMatch(
      /^Question 1 of 2: not readable \(not a literal\)\n {2}your answer: Symbol\(\)\n {2}truth: /,
    );
    expect(reply).toContain(`truth: ${answerText(truth)}\n  where it comes from: recorded while`);
    expect(reply).toContain("Question 2 of 2: ");
    const last = bundle(await sitting.answer(2, answerText(sitting.questions[1].truth)))["text/plain"];
    expect(last).toMatch(/^Question 2 of 2: right\n/);
    expect(last).toContain("All questions are answered");
    expect(bundle(sitting)["text/plain"]).toMatch(/^person: 2 of 2 answered\n\nAll questions are answered/);
  });

  it("is nothing of the truth where it is not to be revealed", async () => {
    const sitting = await askPerson(set, { out: out("hidden"), tasks: ["output"], limit: 3, reveal: false });
    for (const [i, { truth }] of sitting.questions.entries()) {
      const reply = await sitting.answer(i + 1, "'mine'");
      expect(reply.verdict).toBeUndefined();
      const { "text/plain": text, "text/html": html = "" } = bundle(reply);
      expect(text).toMatch(new RegExp(`^Question ${i + 1} of 3: recorded\n {2}your answer: 'mine'\n\n`));
      expect(`${text}${html}`).not.toContain(`truth`);
      expect(`${text}${html}`).not.toContain(`your answer: ${answerText(truth)}`);
    }
  });

  it("shows an answer that wants to be a page as text", async () => {
    const sitting = await askPerson(set, { out: out("hostile"), limit: 1 });
    const html = bundle(await sitting.answer(1, "<img src=x onerror=alert(1)>\u202e"))["text/html"];
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;⟨U+202E⟩");
    expect(html).not.toContain("<img");
  });
});

describe("the model string of a person", () => {
  it("names askPerson where there is no terminal to type into", async () => {
    const kernel = Symbol.for("tracebook.kernel");
    Object.defineProperty(globalThis, kernel, { value: { display: () => {} }, configurable: true });
    try {
      await expect(openModel("person", { questions: [], seed: 1 })).rejects.toThrow("askPerson(questions)");
    } finally {
      delete (globalThis as { [kernel]?: unknown })[kernel];
    }
    await expect(openModel("person:anna", { questions: [], seed: 1 })).resolves.toMatchObject({
      kind: "language model",
      name: "person:anna",
    });
  });
});
