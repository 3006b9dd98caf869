import * as z from "zod/mini";
import { hashProgram } from "./hash.js";
import { CATEGORIES, type Node } from "./Node.js";
import type { Program } from "./Program.js";
import type { Assert, Same } from "./Same.js";
import { SourceError } from "./SourceError.js";
import { jsonSchema, lazily, validate } from "./validate.js";

const VERSION = "tracebook/program@1";

const count = () => z.int().check(z.gte(0));

const nodeSchema = lazily(() =>
  z.strictObject({
    id: count(),
    type: z.string().check(z.minLength(1)),
    category: z.enum(CATEGORIES),
    parent: z.int().check(z.gte(-1)),
    field: z.string(),
    last: count(),
    start: count(),
    end: count(),
    byteStart: count(),
    byteEnd: count(),
    line: z.int().check(z.gte(1)),
    column: count(),
    endLine: z.int().check(z.gte(1)),
    endColumn: count(),
  }),
);

const programSchema = lazily(() =>
  z.strictObject({
    schema: z.literal(VERSION),
    id: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
    language: z.enum(["javascript", "typescript", "python"]),
    file: z.string().check(z.minLength(1)),
    source: z.string(),
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    sourceType: z.enum(["script", "commonjs", "module"]),
    parser: z.enum(["acorn", "esprima", "tree-sitter"]),
    nodes: z.array(nodeSchema()).check(z.minLength(1)),
  }),
);

/** The schema and the interface accept the same values. */
type _NodeSchemaHolds = Assert<Same<z.output<ReturnType<typeof nodeSchema>>, Node>>;
/** As above. */
type _ProgramSchemaHolds = Assert<Same<z.output<ReturnType<typeof programSchema>>, Program>>;

/**
 * Checks a program read from a file: its fields, its hash, and that its node table is a preorder one.
 *
 * @param file the file it was read from, for messages.
 * @param row 1-based row of that file, where it has rows.
 * @throws SourceError naming the field and the value found.
 */
export function validateProgram(value: unknown, file: string, row?: number): Program {
  const program = validate(programSchema(), "program", VERSION, value, file, row);
  const { id, sha256, nodes } = program;
  const refuse = (reason: string): never => {
    throw new SourceError(`not a valid program: ${reason}`, file, row);
  };
  if (sha256 !== hashProgram(program.language, program.source)) {
    refuse(`sha256 is "${sha256}", but that is not the hash of the language and source`);
  }
  if (id !== sha256.slice(0, 16)) refuse(`id is "${id}", expected the first 16 digits of sha256`);
  nodes.forEach((node, i) => {
    if (node.id !== i) refuse(`nodes[${i}].id is ${node.id}, expected ${i}`);
    if (node.parent >= i || node.parent < 0 !== (i === 0)) {
      refuse(`nodes[${i}].parent is ${node.parent}, expected a node before`);
    }
    if (node.last < i || node.last >= nodes.length) refuse(`nodes[${i}].last is ${node.last}`);
    if (node.start > node.end || node.end > program.source.length) {
      refuse(`nodes[${i}] spans ${node.start} to ${node.end}, outside of the source`);
    }
  });
  return program;
}

/** JSON Schema of a program, as in `schemas/program.v1.json`. */
export function programJsonSchema(): Record<string, unknown> {
  return jsonSchema(
    programSchema(),
    "urn:tracebook:program:1",
    "A Tracebook program: source text and node table",
  );
}
