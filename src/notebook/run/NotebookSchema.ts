import * as z from "zod/mini";
import { lazily, validateForeign } from "../../program/validate.js";
import type { MultiLine, Output } from "./Notebook.js";

/** A cell of a notebook file. */
export interface RawCell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly id?: string;
  readonly metadata: { readonly tags?: readonly string[] };
  readonly source: MultiLine;
  /** Of a code cell. */
  readonly outputs?: readonly Output[];
  /** Of a code cell. */
  readonly execution_count?: number | null;
}

/** A notebook file of nbformat 4, as far as the runner reads it. */
export interface RawNotebook {
  readonly metadata: {
    readonly kernelspec?: { readonly name?: string };
    readonly language_info?: Readonly<Record<string, unknown>>;
  };
  readonly cells: readonly RawCell[];
}

const multiLine = () => z.union([z.string(), z.array(z.string())]);
const bundle = () => z.record(z.string(), z.unknown());
const count = () => z.nullable(z.int().check(z.gte(0)));

const output = () =>
  z.discriminatedUnion("output_type", [
    z.looseObject({ output_type: z.literal("stream"), name: z.string(), text: multiLine() }),
    z.looseObject({ output_type: z.literal("display_data"), data: bundle(), metadata: bundle() }),
    z.looseObject({
      output_type: z.literal("execute_result"),
      execution_count: count(),
      data: bundle(),
      metadata: bundle(),
    }),
    z.looseObject({
      output_type: z.literal("error"),
      ename: z.string(),
      evalue: z.string(),
      traceback: z.array(z.string()),
    }),
  ]);

const id = () => z.optional(z.string().check(z.regex(/^[a-zA-Z0-9_-]{1,64}$/)));
const cellMetadata = () => z.looseObject({ tags: z.optional(z.array(z.string())) });

/** Fields the runner does not know may stand anywhere. */
const notebookSchema = lazily(() =>
  z.looseObject({
    nbformat: z.literal(4),
    nbformat_minor: z.int().check(z.gte(0)),
    metadata: z.looseObject({
      kernelspec: z.optional(z.looseObject({ name: z.optional(z.string()) })),
      language_info: z.optional(z.looseObject({ name: z.string() })),
    }),
    cells: z.array(
      z.discriminatedUnion("cell_type", [
        z.looseObject({
          cell_type: z.literal("code"),
          id: id(),
          metadata: cellMetadata(),
          source: multiLine(),
          outputs: z.array(output()),
          execution_count: count(),
        }),
        z.looseObject({
          cell_type: z.enum(["markdown", "raw"]),
          id: id(),
          metadata: cellMetadata(),
          source: multiLine(),
        }),
      ]),
    ),
  }),
);

/**
 * Checks a notebook of nbformat 4 as far as the runner reads it.
 *
 * @throws SourceError naming the field and the value found.
 */
export function validateNotebook(value: unknown, file: string): RawNotebook {
  return validateForeign(notebookSchema(), "notebook", value, file);
}
