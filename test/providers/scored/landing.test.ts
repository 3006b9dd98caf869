import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { poseDataset } from "../../../src/datasets/poseDataset.js";
import type { AlignedSource } from "../../../src/lens/align/Aligned.js";
import { align } from "../../../src/lens/align/align.js";
import { scoreNodes } from "../../../src/lens/align/scoreNodes.js";
import { programInPrompt } from "../../../src/lens/scored/programInPrompt.js";
import type { ScoredText } from "../../../src/lens/scored/ScoredText.js";
import { scoreAnswer } from "../../../src/lens/scored/scoreAnswer.js";
import { scoredOfLogits } from "../../../src/lens/scored/scoredOfLogits.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { openTokenizer } from "../../../src/lens/tokens/openTokenizer.js";
import type { Program } from "../../../src/program/Program.js";
import { chatTemplate } from "../../../src/providers/chat/chatTemplate.js";
import type { LanguageModel } from "../../../src/providers/Model.js";
import { openaiModel } from "../../../src/providers/openai/openaiModel.js";
import { scoredOfCompletion } from "../../../src/providers/scored/scoredOfCompletion.js";
import { scoreText } from "../../../src/providers/scored/scoreText.js";
import { answerText } from "../../../src/questions/answer/answerText.js";
import { parseAnswer } from "../../../src/questions/answer/parseAnswer.js";
import { prompt } from "../../../src/questions/prompt/prompt.js";
import type { Prompt, Question } from "../../../src/questions/Question.js";
import { programsOf, type QuestionSet } from "../../../src/questions/QuestionSet.js";
import { seededRandom } from "../../../src/questions/random.js";
import { closePool } from "../../../src/trace/trace.js";
import { startServer, type TestServer } from "../../server/startServer.js";

const TASKS = ["state", "path", "lines"] as const;
const ORDERS = ["code-first", "call-first"] as const;
const TEMPLATE =
  "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content | trim }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n";

let server: TestServer;
let local: LocalModel;
let set: QuestionSet;
let programs: ReadonlyMap<string, Program>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "landing-"));
  server = await startServer();
  local = await openLocalModel(join(import.meta.dirname, "../../lens/goldens/llama"), { threads: 1 });
  const whole = loadDataset("tracebook-js");
  set = await poseDataset({ ...whole, programs: whole.programs.slice(0, 4) }, { seed: 1, tasks: [...TASKS] });
  programs = programsOf(set);
}, 60_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await server.close();
  await local.close();
  await closePool();
});

/** A few questions of a task, each with its prompt in an order and its right answer. */
function asked(task: string, order: Prompt["order"], most: number) {
  return set.questions
    .filter(question => question.task === task)
    .filter((_, i, all) => i % Math.max(1, Math.floor(all.length / most)) === 0)
    .slice(0, most)
    .map((question: Question) => {
      const program = programs.get(question.program) as Program;
      return {
        question,
        program,
        put: prompt(question, program, { order }),
        completion: `Answer: ${answerText(question.truth)}`,
      };
    });
}

/** Bits of the tokens' bytes that lie in the pieces, added up one byte range at a time. */
function bitsInPieces({ spans, logprobs }: ScoredText, pieces: NonNullable<AlignedSource["pieces"]>): number {
  let bits = 0;
  for (const [token, logprob] of logprobs.entries()) {
    if (Number.isNaN(logprob)) continue;
    const [start, end] = [spans.start[token], spans.end[token]];
    for (const [from, , length] of pieces) {
      const inside = Math.min(end, from + length) - Math.max(start, from);
      if (inside > 0) bits -= (logprob / Math.LN2) * (inside / (end - start));
    }
  }
  return bits;
}

/** @param merging the tokenizer puts the blank behind a bar and the word behind that into one token. */
function expectLanded(scored: ScoredText, source: AlignedSource, merging = true): void {
  const aligned = align(source, scored);
  const [whole] = scoreNodes(aligned, { policy: "split", trivia: "with" });
  expect(whole.bits).toBeCloseTo(bitsInPieces(scored, source.pieces ?? []), 6);
  const covered = (source.pieces ?? []).reduce((sum, [, , length]) => sum + length, 0);
  expect(covered).toBe(Buffer.byteLength(source.source));
  // A token that crosses a border of the program keeps the part outside.
  let crossing = 0;
  for (const token of scored.ids.keys()) {
    const [start, end] = [scored.spans.start[token], scored.spans.end[token]];
    const inside = (source.pieces ?? []).reduce(
      (sum, [from, , length]) => sum + Math.max(0, Math.min(end, from + length) - Math.max(start, from)),
      0,
    );
    const shares = aligned.pieceShare.slice(aligned.pieceStart[token], aligned.pieceStart[token + 1]);
    if (end > start)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(inside / (end - start), 9);
    if (inside > 0 && inside < end - start) crossing++;
  }
  if (merging) expect(crossing).toBeGreaterThan(0);
  // Numbers, bars, fences and words before the program belong to no node.
  const [[first]] = source.pieces as readonly (readonly [number, number, number])[];
  const before = [...scored.spans.end].filter(end => end <= first).length;
  expect(before).toBeGreaterThan(0);
  expect([...aligned.owner.slice(0, before)].every(owner => owner === -1)).toBe(true);
}

async function vllm(reply = "x", endpoint: "chat" | "completions" = "completions"): Promise<LanguageModel> {
  await server.setScript({ flavour: "vllm", reply });
  return openaiModel({ model: "test-model", flavour: "vllm", endpoint, baseUrl: `${server.url}/v1` });
}

describe.each(TASKS)("a question of the task %s and its right answer", task => {
  it.each(ORDERS)(
    "scored whole by a server: the prompt's program and the answer's elements get their bits (%s)",
    async order => {
      for (const { question, program, put, completion } of asked(task, order, 3)) {
        const text = put.text + completion;
        const scored = await scoreText(await vllm(), text);
        expectLanded(scored, programInPrompt(put, program));
        const answer = parseAnswer(completion, question, program);
        const scores = scoreAnswer(answer, scored);
        expect(scores.length).toBeGreaterThan(0);
        expect(scores).toEqual(scoreAnswer(answer, scored, Buffer.byteLength(put.text)));
        for (const { element, tokens, shares, bits, wholeBits, minP, unscored, outside, weakest } of scores) {
          const bytes = Buffer.from(text);
          const at = Buffer.byteLength(put.text) + element.byteStart;
          expect(bytes.subarray(at, at + element.byteEnd - element.byteStart).toString()).toBe(element.text);
          // The tokens cover the element, and nothing but its neighbours at the ends.
          expect(scored.spans.start[tokens[0]]).toBeLessThanOrEqual(at);
          expect(scored.spans.end[tokens.at(-1) as number]).toBeGreaterThanOrEqual(
            at + element.byteEnd - element.byteStart,
          );
          expect(shares.slice(1, -1).every(share => share === 1)).toBe(true);
          const lengths = tokens.map(token => scored.spans.end[token] - scored.spans.start[token]);
          const inside = lengths.reduce((sum, length, i) => sum + length * shares[i], 0);
          expect(inside).toBeCloseTo(element.byteEnd - element.byteStart, 9);
          expect(outside).toBeCloseTo(1 - inside / lengths.reduce((sum, length) => sum + length, 0), 9);
          expect(unscored).toBe(0);
          expect(bits).toBeCloseTo(
            tokens.reduce((sum, token, i) => sum - (shares[i] * scored.logprobs[token]) / Math.LN2, 0),
            9,
          );
          expect(wholeBits).toBeGreaterThanOrEqual((bits as number) - 1e-9);
          expect(minP).toBeCloseTo(Math.min(...tokens.map(token => Math.exp(scored.logprobs[token]))), 12);
          expect(tokens).toContain(weakest);
        }
      }
    },
  );

  it("generated with log-probabilities: its tokens land on the steps and nodes it names", async () => {
    for (const { question, program, put, completion } of asked(task, "code-first", 3)) {
      const said = await (await vllm(completion, "chat")).generate({
        prompt: put.text,
        sample: 0,
        settings: { logprobs: 2 },
      });
      const answer = parseAnswer(said.text, question, program);
      const alone = scoreAnswer(answer, scoredOfCompletion(said));
      const both = scoredOfCompletion(said, { prompt: put.text });
      const behind = scoreAnswer(answer, both);
      expect(behind.map(({ bits }) => bits)).toEqual(alone.map(({ bits }) => bits));
      expect(behind.map(({ tokens }) => tokens)).toEqual(
        alone.map(({ tokens }) => tokens.map(token => token + 1)),
      );
      const { truth } = question;
      if (truth.task === "lines") {
        expect(alone.map(({ step }) => step)).toEqual(truth.lines.map((_, i) => i + 1));
        expect(alone.map(({ element }) => Number(element.text))).toEqual([...truth.lines]);
        // A line on which no statement begins has no node.
        const landed = alone.filter(({ node }) => node !== undefined);
        for (const { node, element } of landed)
          expect(program.nodes[node as number].line).toBe(Number(element.text));
        expect(landed.length).toBeGreaterThan(alone.length / 2);
        expect(alone.every(({ bits }) => (bits as number) > 0)).toBe(true);
      } else if (truth.task === "state") {
        // The whole value, which claims something of the moment asked about, and its parts, which lie inside of it.
        const [whole, ...parts] = alone;
        expect([whole.node, whole.occurrence]).toEqual([question.node, question.occurrence?.kRun]);
        for (const { tokens } of parts) expect(whole.tokens).toEqual(expect.arrayContaining([...tokens]));
      } else expect(alone[0].bits).toBeGreaterThan(0);
      // Nothing of the prompt was scored: its program has no bits, not 0 of them.
      const [whole] = scoreNodes(align(programInPrompt(put, program), both), {
        policy: "split",
        trivia: "with",
      });
      expect([whole.bits, whole.unscored > 0]).toEqual([undefined, true]);
    }
  });

  it("scored by a local model, in windows shorter than the prompt", async () => {
    const [{ question, program, put, completion }] = asked(task, "call-first", 1);
    const scored = await scoreLocal48(put.text + completion);
    expectLanded(scored, programInPrompt(put, program), false);
    const [first] = scoreAnswer(parseAnswer(completion, question, program), scored);
    expect(first.bits).toBeGreaterThan(0);
    // Of a model over bytes a token is never shared.
    expect([first.outside, first.tokens.length]).toEqual([
      0,
      first.element.byteEnd - first.element.byteStart,
    ]);
  });

  it.each(["smollm", "llama3", "gemma"])(
    "with its chat's marks read as marks (%s): specials span them and count nowhere",
    async name => {
      const golden = readFileSync(
        join(import.meta.dirname, `../../lens/tokens/goldens/${name}.json`),
        "utf8",
      );
      const { tokenizer: json, config } = JSON.parse(golden) as {
        readonly tokenizer: { readonly added_tokens: object[] };
        readonly config: unknown;
      };
      const marks = ["<|im_start|>", "<|im_end|>"].map((content, i) => ({
        id: 700 + i,
        content,
        special: true,
      }));
      const tokenizer = openTokenizer({
        tokenizer: { ...json, added_tokens: [...json.added_tokens, ...marks] },
        config,
        source: name,
      });
      const file = join(folder, "chat_template.jinja");
      await writeFile(file, TEMPLATE);
      const template = await chatTemplate(file);
      for (const { question, program, put, completion } of asked(task, "code-first", 2)) {
        const rendered = template.render(put.text);
        const text = rendered.text + completion;
        const ids = tokenizer.encode(text, { marks: true });
        const { next } = seededRandom(question.id);
        const data = Float32Array.from({ length: ids.length * 702 }, () => next() * 8);
        const scored = scoredOfLogits(text, tokenizer.spans(text, ids), ids, {
          data,
          dims: [ids.length, 702],
        });
        const special = [...ids.keys()].filter(token => scored.spans.special[token] === 1);
        expect(special.map(token => tokenizer.show(ids[token]))).toEqual(
          [marks[0], marks[1], marks[0]].map(({ content }) => content),
        );
        expect(special.every(token => Number.isNaN(scored.logprobs[token]))).toBe(true);
        expectLanded(scored, programInPrompt(put, program, rendered));
        const [first] = scoreAnswer(parseAnswer(completion, question, program), scored);
        expect(first.bits).toBeGreaterThan(0);
      }
    },
  );

  it("in a chat: the program is found where the template shows the prompt", async () => {
    const file = join(folder, "chat_template.jinja");
    await writeFile(file, TEMPLATE);
    const template = await chatTemplate(file);
    for (const { program, put } of asked(task, "code-first", 2)) {
      const rendered = template.render(put.text);
      expect(rendered.byteStart).toBe("<|im_start|>user\n".length);
      const scored = await scoreText(await vllm(), rendered.text);
      expectLanded(scored, programInPrompt(put, program, rendered));
      expect(() => align(programInPrompt(put, program), scored)).toThrow(/is not the program/);
    }
  });
});

async function scoreLocal48(text: string): Promise<ScoredText> {
  return scoreText(local, text, { window: 48, stride: 24, bos: false });
}

it("a program the prompt does not show, and an answer the text does not hold, are named", async () => {
  const [{ question, program, put, completion }] = asked("state", "code-first", 1);
  const other = [...programs.values()].find(({ id }) => id !== program.id) as Program;
  expect(() => programInPrompt(put, other)).toThrow(
    new RegExp(`${other.file}: the prompt of question ${question.id} shows ${program.id}, .*not ${other.id}`),
  );
  const scored = await scoreText(await vllm(), "something else");
  expect(() => scoreAnswer(parseAnswer(completion, question, program), scored)).toThrow(
    `the scored text of 14 bytes does not hold the completion of ${Buffer.byteLength(completion)} bytes`,
  );
});
