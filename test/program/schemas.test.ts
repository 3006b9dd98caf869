import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { validateProgram } from "../../src/program/ProgramSchema.js";
import { parse } from "../../src/program/parse.js";
import { SourceError } from "../../src/program/SourceError.js";
import { validateAnswer } from "../../src/questions/AnswerSchema.js";
import { validatePrompt } from "../../src/questions/PromptSchema.js";
import type { Answer, Prompt, Question, Verdict } from "../../src/questions/Question.js";
import { validateQuestion } from "../../src/questions/QuestionSchema.js";
import { validateVerdict } from "../../src/questions/VerdictSchema.js";
import { encodeRecord } from "../../src/trace/format/encodeRecord.js";
import type { TraceHeader } from "../../src/trace/format/TraceHeader.js";
import { validateTraceHeader } from "../../src/trace/format/TraceHeaderSchema.js";
import type { Value } from "../../src/trace/format/Value.js";

const SHA = "0123456789abcdef".repeat(4);
const ID = SHA.slice(0, 16);

const program = parse("let a: number = 1 // é", { file: "a.ts" });

const header: TraceHeader = {
  schema: "tracebook/trace@1",
  programs: [{ file: "a.js", language: "javascript", sourceType: "script", sha256: SHA, source: "f()" }],
  call: "f()",
  callProgram: -1,
  language: "javascript",
  seed: 1,
  epoch: 0,
  limits: {
    steps: 1,
    wallMs: 1,
    heapMiB: 1,
    bufferMiB: 1,
    outputChars: 1,
    depth: 1,
    stringChars: 1,
    entries: 1,
    objects: 1,
  },
  record: { reads: false, heap: true, audit: false },
  environment: { tracebook: "0.1.0", engine: "v8", platform: "linux" },
};

/** Every arm of Value. */
const values: readonly Value[] = [
  { type: "undefined" },
  { type: "null" },
  { type: "boolean", value: true },
  ...[1.5, Number.NaN, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(value => ({
    type: "number" as const,
    value,
  })),
  { type: "bigint", value: "-12" },
  { type: "string", value: "é", length: 1 },
  { type: "symbol", id: 1, description: "s" },
  { type: "function", id: 2, name: "f", function: -1, properties: [] },
  {
    type: "array",
    id: 3,
    class: "Array",
    length: 2,
    items: [{ type: "hole" }, { type: "ref", id: 3 }],
    properties: [{ key: "x", value: { type: "accessor" } }],
    truncated: 0,
  },
  {
    type: "object",
    id: 4,
    class: "Object",
    properties: [{ key: "a", value: { type: "elided" } }],
    truncated: 1,
  },
  {
    type: "map",
    id: 5,
    class: "Map",
    size: 1,
    entries: [[{ type: "number", value: Number.NaN }, { type: "null" }]],
    properties: [],
    truncated: 0,
  },
  { type: "set", id: 6, class: "Set", size: 1, items: [{ type: "null" }], properties: [], truncated: 0 },
  { type: "date", id: 7, time: Number.NaN },
  { type: "regexp", id: 8, source: "a", flags: "g" },
  { type: "error", id: 9, class: "TypeError", name: "TypeError", message: "m", properties: [] },
  { type: "boxed", id: 10, class: "Number", value: { type: "number", value: -0 } },
  { type: "typedarray", id: 11, class: "Uint8Array", length: 0, items: [], truncated: 0 },
  { type: "opaque", id: 12, class: "Promise" },
  { type: "uninitialized" },
];

const question = (truth: Question["truth"]): Question => ({
  schema: "tracebook/question@1",
  id: "q1",
  task: truth.task,
  dataset: "d",
  program: ID,
  file: "a.js",
  family: "f",
  cluster: "c",
  call: "f()",
  node: 3,
  line: 1,
  occurrence: { node: 3, line: 1, frame: -1, function: 0, call: 1, k: 1, kRun: 0 },
  truth,
  provenance: { trace: SHA, tracebook: "0.1.0", seed: 1 },
});

const prompt: Prompt = {
  schema: "tracebook/prompt@1",
  question: "q1",
  style: "direct",
  order: "call-first",
  text: "f() what?",
  sha256: SHA,
  programs: [{ program: ID, byteStart: 0, byteEnd: 3, pieces: [[0, 0, 3]] }],
};

const answer: Answer = {
  schema: "tracebook/answer@1",
  question: "q1",
  completion: "3",
  parsed: { type: "number", value: 3 },
  elements: [{ byteStart: 0, byteEnd: 1, text: "3", node: 1, occurrence: 1 }],
};

const verdict: Verdict = {
  schema: "tracebook/verdict@1",
  question: "q1",
  verdict: "right",
  score: 1,
  reason: "equal",
  detail: { prefix: 1 },
  profile: "strict",
};

/** What a record is after it was written and read. */
const again = (record: object): unknown => JSON.parse(encodeRecord(record));

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return (error as SourceError).message;
  }
  throw new Error("nothing was thrown");
}

describe("records written and read", () => {
  test("come back equal", () => {
    expect(validateProgram(again(program), "p.json")).toEqual(program);
    expect(validateTraceHeader(again(header), "t.jsonl")).toEqual(header);
    expect(validatePrompt(again(prompt), "p.jsonl")).toEqual(prompt);
    expect(validateAnswer(again(answer), "a.jsonl")).toEqual(answer);
    expect(validateVerdict(again(verdict), "v.jsonl")).toEqual(verdict);
  });

  test.each(values)("keep a value of $type", value => {
    const asked = question({ task: "output", value, literal: "x" });
    expect(validateQuestion(again(asked), "q.jsonl")).toEqual(asked);
    const answered: Answer = { ...answer, parsed: value };
    expect(validateAnswer(again(answered), "a.jsonl")).toEqual(answered);
  });

  test("keep every kind of truth and parsed answer", () => {
    const truths: Question["truth"][] = [
      { task: "coverage", executed: false },
      { task: "path", line: 3 },
      { task: "path", end: "throws" },
      { task: "lines", lines: [1, 2, 2] },
    ];
    for (const truth of truths) {
      expect(validateQuestion(again(question(truth)), "q.jsonl")).toEqual(question(truth));
    }
    for (const parsed of [true, 3, [1, 2], { end: "ends" as const }, undefined]) {
      const { parsed: _gone, ...rest } = answer;
      const record: Answer = parsed === undefined ? { ...rest, failure: "empty" } : { ...rest, parsed };
      expect(validateAnswer(again(record), "a.jsonl")).toEqual(record);
    }
  });
});

describe("a wrong record is refused in one line with file, row, field and value", () => {
  const base = again(question({ task: "path", line: 3 })) as Record<string, unknown>;
  const without = (field: string): unknown =>
    Object.fromEntries(Object.entries(base).filter(([k]) => k !== field));

  test.each<[string, unknown, string]>([
    ["no object", 3, "not a question: expected an object, found 3"],
    ["an array", [], "not a question: expected an object, found []"],
    [
      "no schema",
      without("schema"),
      'not a question: the field schema is missing (expected "tracebook/question@1")',
    ],
    [
      "another version",
      { ...base, schema: "tracebook/question@2" },
      "schema version tracebook/question@2 is not read by this version of tracebook, which reads tracebook/question@1",
    ],
    [
      "another record",
      { ...base, schema: "tracebook/prompt@1" },
      'not a question: schema is "tracebook/prompt@1", expected "tracebook/question@1"',
    ],
    ["a missing field", without("family"), "not a valid question: family is missing"],
    ["a missing truth", without("truth"), "not a valid question: truth is missing"],
    [
      "a wrong word",
      { ...base, task: "outputs" },
      'not a valid question: task is "outputs", expected "output" or "input" or "coverage" or "path" or "state" or "lines" or "definition" or "branch" or "iterations" or "alias"',
    ],
    ["a wrong type", { ...base, line: "3" }, 'not a valid question: line is "3", expected number'],
    ["a fraction", { ...base, line: 1.5 }, "not a valid question: line is 1.5, expected a whole number"],
    ["a number too small", { ...base, line: 0 }, "not a valid question: line is 0, expected at least 1"],
    [
      "an unknown field",
      { ...base, lines: 1 },
      "not a valid question: the record has the unknown field lines",
    ],
    [
      "a wrong hash",
      { ...base, program: "abc" },
      'not a valid question: program is "abc", expected text like /^[0-9a-f]{16}$/',
    ],
    [
      "a wrong inner field",
      { ...base, truth: { task: "lines", lines: [1, "x"] } },
      'not a valid question: truth.lines[1] is "x", expected number',
    ],
    [
      "a wrong value",
      { ...base, truth: { task: "state", literal: "1", value: { type: "number", value: "one" } } },
      'not a valid question: truth.value.value is "one", expected number or "NaN" or "Infinity" or "-Infinity" or "-0"',
    ],
    [
      "a wrong field of one arm",
      { ...base, truth: { task: "path", line: "3" } },
      'not a valid question: truth.line is "3", expected number',
    ],
    [
      "an unknown arm",
      { ...base, truth: { task: "pat", line: 3 } },
      'not a valid question: truth.task is "pat", expected "output" or "input" or "coverage" or "path" or "state" or "lines" or "definition" or "branch" or "iterations" or "alias"',
    ],
    [
      "two arms at once",
      { ...base, truth: { task: "path", line: 3, end: "ends" } },
      'not a valid question: truth.end is "ends", expected no such field',
    ],
    [
      "an unknown value type",
      { ...base, truth: { task: "state", literal: "1", value: { type: "float", value: 1 } } },
      'not a valid question: truth.value.type is "float", expected a known type',
    ],
  ])("%s", (_name, value, reason) => {
    expect(messageOf(() => validateQuestion(value, "data/q.jsonl", 7))).toBe(`data/q.jsonl:7: ${reason}`);
  });

  test("cuts long values", () => {
    const message = messageOf(() => validateQuestion({ ...base, task: "x".repeat(1000) }, "q.jsonl", 1));
    // The words that are expected take most of it.
    expect(message.length).toBeLessThan(260);
  });

  test("a program whose source was changed, or whose table is no tree", () => {
    const copy = again(program) as Record<string, unknown> & { nodes: Record<string, unknown>[] };
    expect(messageOf(() => validateProgram({ ...copy, source: "let b" }, "p.json"))).toMatch(
      /^p\.json: not a valid program: sha256 is "[0-9a-f]{64}", but that is not the hash of the language and source$/,
    );
    const nodes = (i: number, change: object) =>
      copy.nodes.map((n, k) => (k === i ? { ...n, ...change } : n));
    const fault = (i: number, change: object) =>
      messageOf(() => validateProgram({ ...copy, nodes: nodes(i, change) }, "p.json"));
    expect(fault(2, { id: 9 })).toBe("p.json: not a valid program: nodes[2].id is 9, expected 2");
    expect(fault(2, { parent: 5 })).toContain("nodes[2].parent is 5, expected a node before");
    expect(fault(2, { last: 99 })).toContain("nodes[2].last is 99");
    expect(fault(2, { end: 999 })).toContain("nodes[2] spans 0 to 999, outside of the source");
    expect(fault(3, { category: "noun" })).toContain('nodes[3].category is "noun", expected "decision" or');
  });

  test.each<[string, (value: unknown) => unknown, object]>([
    ["trace header", v => validateTraceHeader(v, "x"), header],
    ["prompt", v => validatePrompt(v, "x"), prompt],
    ["answer", v => validateAnswer(v, "x"), answer],
    ["verdict", v => validateVerdict(v, "x"), verdict],
    ["program", v => validateProgram(v, "x"), program],
  ])("every required field of a %s is required, and the version is checked", (name, check, record) => {
    const optional = ["parsed", "detail"];
    const plain = again(record) as Record<string, unknown>;
    for (const field of Object.keys(plain)) {
      const { [field]: _gone, ...rest } = plain;
      if (optional.includes(field)) check(rest);
      else if (field === "schema")
        expect(messageOf(() => check(rest))).toContain("the field schema is missing");
      else expect(messageOf(() => check(rest))).toBe(`x: not a valid ${name}: ${field} is missing`);
    }
    const next = String(plain.schema).replace("@1", "@2");
    expect(messageOf(() => check({ ...plain, schema: next }))).toContain(
      `schema version ${next} is not read`,
    );
  });
});

describe("schemas/", () => {
  test("is what the sources say", () => {
    expect(execFileSync(process.execPath, ["scripts/schemas.mjs", "--check"], { encoding: "utf8" })).toBe("");
  });

  test.each(["program", "trace-header", "question", "prompt", "answer", "verdict"])(
    "%s has version and closed fields",
    name => {
      const schema = JSON.parse(readFileSync(`schemas/${name}.v1.json`, "utf8"));
      expect(schema).toMatchObject({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $id: `urn:tracebook:${name}:1`,
        type: "object",
        additionalProperties: false,
      });
      expect(schema.properties.schema.const).toBe(`tracebook/${name.replace("-header", "")}@1`);
      expect(schema.required).toContain("schema");
    },
  );
});
