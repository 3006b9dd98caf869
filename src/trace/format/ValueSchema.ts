import * as z from "zod/mini";
import type { Assert, Same } from "../../program/Same.js";
import { lazily } from "../../program/validate.js";
import type { Property, Value } from "./Value.js";

/**
 * A number as JSON has it: NaN, the infinities and -0, for which JSON has no number, are the texts
 * {@link encodeRecord} writes.
 */
const number = () =>
  z.pipe(
    z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity", "-0"])]),
    z.transform((value): number => Number(value)),
  );

const id = () => z.int();
const size = () => z.int().check(z.gte(0));
/** Recursion goes through these two, typed by hand; `_ValueSchemaHolds` proves the arms. */
const child = (): z.ZodMiniType<Value> => z.lazy(() => valueSchema()) as unknown as z.ZodMiniType<Value>;
const property = () => z.strictObject({ key: z.string(), value: child() });
const properties = () => z.array(property());

/** The recorded value of {@link Value}, in JSON. */
const valueSchema = lazily(() => {
  const schema = z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("undefined") }),
    z.strictObject({ type: z.literal("null") }),
    z.strictObject({ type: z.literal("boolean"), value: z.boolean() }),
    z.strictObject({ type: z.literal("number"), value: number() }),
    z.strictObject({ type: z.literal("bigint"), value: z.string().check(z.regex(/^-?\d+$/)) }),
    z.strictObject({ type: z.literal("int"), value: z.string().check(z.regex(/^-?\d+$/)) }),
    z.strictObject({ type: z.literal("string"), value: z.string(), length: size() }),
    z.strictObject({ type: z.literal("symbol"), id: id(), description: z.string() }),
    z.strictObject({
      type: z.literal("function"),
      id: id(),
      name: z.string(),
      function: id(),
      properties: properties(),
    }),
    z.strictObject({
      type: z.literal("array"),
      id: id(),
      class: z.string(),
      length: size(),
      items: z.array(child()),
      properties: properties(),
      truncated: size(),
    }),
    z.strictObject({
      type: z.literal("object"),
      id: id(),
      class: z.string(),
      properties: properties(),
      truncated: size(),
    }),
    z.strictObject({
      type: z.literal("map"),
      id: id(),
      class: z.string(),
      size: size(),
      entries: z.array(z.tuple([child(), child()])),
      properties: properties(),
      truncated: size(),
    }),
    z.strictObject({
      type: z.literal("set"),
      id: id(),
      class: z.string(),
      size: size(),
      items: z.array(child()),
      properties: properties(),
      truncated: size(),
    }),
    z.strictObject({ type: z.literal("date"), id: id(), time: number() }),
    z.strictObject({ type: z.literal("regexp"), id: id(), source: z.string(), flags: z.string() }),
    z.strictObject({
      type: z.literal("error"),
      id: id(),
      class: z.string(),
      name: z.string(),
      message: z.string(),
      properties: properties(),
    }),
    z.strictObject({ type: z.literal("boxed"), id: id(), class: z.string(), value: child() }),
    z.strictObject({
      type: z.literal("typedarray"),
      id: id(),
      class: z.string(),
      length: size(),
      items: z.array(child()),
      truncated: size(),
    }),
    z.strictObject({ type: z.literal("opaque"), id: id(), class: z.string() }),
    z.strictObject({ type: z.literal("ref"), id: id() }),
    z.strictObject({ type: z.literal("hole") }),
    z.strictObject({ type: z.literal("accessor") }),
    z.strictObject({ type: z.literal("elided") }),
    z.strictObject({ type: z.literal("uninitialized") }),
  ]);
  // Its name among the definitions of the JSON Schemas.
  z.globalRegistry.add(schema, { id: "Value" });
  return schema;
});

/** The schema and the interface accept the same values. */
type _ValueSchemaHolds = Assert<Same<z.output<ReturnType<typeof valueSchema>>, Value>>;
/** As above. */
type _PropertySchemaHolds = Assert<Same<z.output<ReturnType<typeof property>>, Property>>;

/** Schema of a recorded value, for the schemas of records that hold one. Not part of the public types. */
export function valueJson(): z.ZodMiniType<Value> {
  return child();
}
