import * as z from "zod/mini";
import type { Assert, Same } from "../program/Same.js";
import { jsonSchema, lazily, validate } from "../program/validate.js";
import { valueJson } from "../trace/format/ValueSchema.js";
import type { Question } from "./Question.js";
import { TASKS } from "./Task.js";

const VERSION = "tracebook/question@1";

const count = () => z.int().check(z.gte(0));
const line = () => z.int().check(z.gte(1));

const truthSchema = lazily(() =>
  z.union([
    z.strictObject({ task: z.literal("output"), value: valueJson(), literal: z.string() }),
    z.strictObject({
      task: z.literal("input"),
      function: z.string().check(z.minLength(1)),
      value: valueJson(),
      literal: z.string(),
      call: z.string(),
    }),
    z.strictObject({ task: z.literal("coverage"), executed: z.boolean() }),
    z.strictObject({ task: z.literal("path"), line: line(), end: z.optional(z.undefined()) }),
    z.strictObject({
      task: z.literal("path"),
      line: z.optional(z.undefined()),
      end: z.enum(["not executed", "returns", "throws", "raises", "ends"]),
    }),
    z.strictObject({
      task: z.literal("state"),
      value: valueJson(),
      literal: z.string(),
      end: z.optional(z.undefined()),
    }),
    z.strictObject({
      task: z.literal("state"),
      value: z.optional(z.undefined()),
      literal: z.optional(z.undefined()),
      end: z.literal("not executed"),
    }),
    z.strictObject({ task: z.literal("lines"), lines: z.array(line()) }),
    z.strictObject({
      task: z.literal("definition"),
      line: line(),
      k: line(),
      parameter: z.optional(z.undefined()),
    }),
    z.strictObject({
      task: z.literal("definition"),
      line: z.optional(z.undefined()),
      k: z.optional(z.undefined()),
      parameter: z.literal(true),
    }),
    z.strictObject({ task: z.literal("branch"), holds: z.boolean() }),
    z.strictObject({ task: z.literal("iterations"), rounds: count() }),
    z.strictObject({ task: z.literal("alias"), same: z.boolean() }),
  ]),
);

const questionSchema = lazily(() =>
  z.strictObject({
    schema: z.literal(VERSION),
    id: z.string().check(z.minLength(1)),
    task: z.enum(TASKS),
    dataset: z.string(),
    program: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
    file: z.string(),
    family: z.string(),
    cluster: z.string(),
    call: z.string(),
    of: z.optional(z.enum(["value", "printed"])),
    node: z.optional(count()),
    line: z.optional(line()),
    variable: z.optional(z.string()),
    other: z.optional(z.string()),
    when: z.optional(z.enum(["before", "after"])),
    occurrence: z.optional(
      z.strictObject({
        node: count(),
        line: line(),
        frame: z.int().check(z.gte(-1)),
        function: count(),
        call: line(),
        k: line(),
        kRun: count(),
      }),
    ),
    truth: truthSchema(),
    provenance: z.strictObject({
      trace: z.string(),
      tracebook: z.string(),
      seed: z.number(),
      steps: z.optional(count()),
      flags: z.optional(z.array(z.string())),
    }),
  }),
);

/** The schema and the interface accept the same values. */
type _QuestionSchemaHolds = Assert<Same<z.output<ReturnType<typeof questionSchema>>, Question>>;

/**
 * Checks a question read from a file.
 *
 * @param file the file it was read from, for messages.
 * @param row 1-based line of that file, where it has lines.
 * @throws SourceError naming the field and the value found.
 */
export function validateQuestion(value: unknown, file: string, row?: number): Question {
  return validate(questionSchema(), "question", VERSION, value, file, row);
}

/** JSON Schema of a question, as in `schemas/question.v1.json`. */
export function questionJsonSchema(): Record<string, unknown> {
  return jsonSchema(
    questionSchema(),
    "urn:tracebook:question:1",
    "A Tracebook question about one recorded call",
  );
}
