import * as z from "zod/mini";
import { SourceError } from "./SourceError.js";

/** A fault zod found, as far as the messages here need it. */
interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly pattern?: unknown;
  readonly format?: unknown;
  readonly errors?: readonly (readonly Issue[])[];
  readonly discriminator?: string;
}

/** A schema that is built when it is first asked for. */
export function lazily<T>(build: () => T): () => T {
  let built: { readonly value: T } | undefined;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}

/**
 * Checks a value against a schema.
 *
 * @param name what the record is called in messages, such as `question`.
 * @param version the `schema` field it must have, such as `tracebook/question@1`.
 * @param row 1-based line or data row of the file, where there is one.
 * @returns the record with unusual numbers decoded.
 * @throws SourceError naming file, row, path of the field, what was expected and the value found.
 */
export function validate<S extends z.ZodMiniType>(
  schema: S,
  name: string,
  version: string,
  value: unknown,
  file: string,
  row?: number,
): z.output<S> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SourceError(`not a ${name}: expected an object, found ${show(value)}`, file, row);
  }
  const found = (value as { schema?: unknown }).schema;
  if (found !== version) {
    const family = version.replace(/@.*/, "@");
    const reason =
      found === undefined
        ? `not a ${name}: the field schema is missing (expected "${version}")`
        : typeof found === "string" && found.startsWith(family)
          ? `schema version ${found} is not read by this version of tracebook, which reads ${version}`
          : `not a ${name}: schema is ${show(found)}, expected "${version}"`;
    throw new SourceError(reason, file, row);
  }
  return validateForeign(schema, name, value, file, row);
}

/** {@link validate} for a record of somebody else's format, which has no `schema` field. */
export function validateForeign<S extends z.ZodMiniType>(
  schema: S,
  name: string,
  value: unknown,
  file: string,
  row?: number,
): z.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw new SourceError(`not a valid ${name}: ${explain(result.error.issues[0] as Issue, value)}`, file, row);
}

/**
 * JSON Schema (draft 2020-12) of the text form of a record.
 *
 * @param id its `$id`, such as `urn:tracebook:question:1`.
 */
export function jsonSchema(schema: z.ZodMiniType, id: string, title: string): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    // A field that must be absent: JSON Schema says it by a schema nothing matches.
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "undefined") jsonSchema.not = {};
    },
  }) as Record<string, unknown>;
  return { $schema, $id: id, title, ...rest };
}

function explain(issue: Issue, root: unknown): string {
  const { code, path } = issue;
  const found = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], root);
  const inner = code === "invalid_union" ? meantArm(issue.errors ?? []) : undefined;
  if (inner !== undefined) return explain({ ...inner, path: [...path, ...inner.path] }, root);
  const where = path.length === 0 ? "the record" : pathText(path);
  if (code === "unrecognized_keys") return `${where} has the unknown field ${issue.keys?.join(", ")}`;
  if (found === undefined) return `${where} is missing`;
  return `${where} is ${show(found)}, expected ${expected(issue)}`;
}

/**
 * The fault inside a union that tells most: a tag no arm has, with all tags there are; else the first fault of the
 * arm with the fewest. `undefined` when no arm fits at all.
 */
function meantArm(arms: readonly (readonly Issue[])[]): Issue | undefined {
  const tags = arms.map(arm => arm.find(({ code, path }) => code === "invalid_value" && path.length === 1));
  const [tag] = tags;
  if (tag !== undefined && tags.every(other => other?.path[0] === tag.path[0])) {
    return { ...tag, values: [...new Set(tags.flatMap(other => other?.values ?? []))] };
  }
  const inside = arms.filter(([first]) => first.path.length > 0);
  if (inside.length === 0) return undefined;
  return inside.reduce((best, arm) => (arm.length < best.length ? arm : best))[0];
}

function expected(issue: Issue): string {
  switch (issue.code) {
    case "invalid_value":
      return (issue.values ?? []).map(show).join(" or ");
    case "too_small":
      return `at least ${String(issue.minimum)}`;
    case "too_big":
      return `at most ${String(issue.maximum)}`;
    case "invalid_format":
      return issue.pattern === undefined ? String(issue.format) : `text like ${String(issue.pattern)}`;
    case "invalid_type":
      if (issue.expected === "undefined") return "no such field";
      return issue.expected === "int" ? "a whole number" : String(issue.expected);
    case "invalid_union":
      if (issue.discriminator !== undefined) return `a known ${issue.discriminator}`;
      return (issue.errors ?? []).map(([first]) => expected(first)).join(" or ");
    default:
      return issue.message;
  }
}

/** `nodes[3].category`. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`))
    .join("");
}

/** A value as JSON, cut after 60 characters. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
