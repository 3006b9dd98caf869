import * as z from "zod/mini";
import type { Assert, Same } from "../program/Same.js";
import { jsonSchema, lazily, validate } from "../program/validate.js";
import { valueJson } from "../trace/format/ValueSchema.js";
import type { Answer } from "./Question.js";

const VERSION = "tracebook/answer@1";

const count = () => z.int().check(z.gte(0));

const answerSchema = lazily(() =>
  z.strictObject({
    schema: z.literal(VERSION),
    question: z.string().check(z.minLength(1)),
    completion: z.string(),
    parsed: z.optional(
      z.union([
        z.boolean(),
        z.number(),
        z.array(z.number()),
        z.strictObject({ end: z.enum(["not executed", "returns", "throws", "raises", "ends"]) }),
        z.strictObject({ line: z.number(), k: z.number() }),
        z.strictObject({ parameter: z.literal(true) }),
        z.strictObject({
          call: z.string(),
          arguments: z.array(z.string()),
          produced: z.optional(
            z.union([
              z.strictObject({ outcome: z.literal("returns"), value: valueJson() }),
              z.strictObject({ outcome: z.literal("throws"), error: z.string() }),
              z.strictObject({
                outcome: z.literal("limit"),
                limit: z.enum(["steps", "wall", "heap", "buffer", "output"]),
              }),
              z.strictObject({ outcome: z.literal("never settles") }),
              z.strictObject({ outcome: z.literal("cannot run"), why: z.string() }),
            ]),
          ),
        }),
        valueJson(),
      ]),
    ),
    failure: z.optional(
      z.enum([
        "empty",
        "no answer found",
        "not one expression",
        "not a literal",
        "unknown word",
        "not a list of lines",
        "not a number",
        "not a line and a count",
        "not a call",
        "other function",
        "argument not allowed",
        "truncated",
        "refused",
      ]),
    ),
    elements: z.array(
      z.strictObject({
        byteStart: count(),
        byteEnd: count(),
        text: z.string(),
        node: z.optional(count()),
        occurrence: z.optional(count()),
        step: z.optional(count()),
      }),
    ),
  }),
);

/** The schema and the interface accept the same values. */
type _AnswerSchemaHolds = Assert<Same<z.output<ReturnType<typeof answerSchema>>, Answer>>;

/**
 * Checks an answer read from a file.
 *
 * @param file the file it was read from, for messages.
 * @param row 1-based line of that file, where it has lines.
 * @throws SourceError naming the field and the value found.
 */
export function validateAnswer(value: unknown, file: string, row?: number): Answer {
  return validate(answerSchema(), "answer", VERSION, value, file, row);
}

/** JSON Schema of an answer, as in `schemas/answer.v1.json`. */
export function answerJsonSchema(): Record<string, unknown> {
  return jsonSchema(answerSchema(), "urn:tracebook:answer:1", "A completion as Tracebook read it");
}
