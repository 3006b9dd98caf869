import { Kind, Mutator, Part, Shape, Tag } from "./Kind.js";

/** Lower-case words for the numbers of {@link Kind} and its companions, as they stand in JSONL, Parquet and events. */
export const KIND_WORDS: readonly string[] = words(Kind, {
  RESUME_THROW: "resume-throw",
  RESUME_RETURN: "resume-return",
});
export const SHAPE_WORDS: readonly string[] = words(Shape, {
  TYPED_ARRAY: "typed-array",
  ARRAY_BUFFER: "array-buffer",
  DATA_VIEW: "data-view",
});
export const PART_WORDS: readonly string[] = words(Part, { MAP_ENTRY: "entry" });
export const TAG_WORDS: readonly string[] = words(Tag, { FALSE: "boolean", TRUE: "boolean" });
/** Names of the built-ins, as the methods are called. */
export const MUTATOR_WORDS: readonly string[] = words(Mutator, {
  COPY_WITHIN: "copyWithin",
  SET_LENGTH: "length",
  MAP_SET: "set",
  MAP_DELETE: "map-delete",
  SET_ADD: "add",
  SET_DELETE: "set-delete",
  DATE_SET: "date-set",
});
export const STREAM_WORDS: readonly string[] = ["", "stdout", "stderr"];
export const TIMER_WORDS: readonly string[] = ["set", "fire", "clear"];
export const JOB_WORDS: readonly string[] = ["enqueue", "run"];
export const SYNC_WORDS: readonly string[] = ["release", "acquire"];
export const SETTLE_WORDS: readonly string[] = ["", "fulfilled", "rejected"];

function words(
  numbers: Readonly<Record<string, number>>,
  special: Readonly<Record<string, string>>,
): string[] {
  const list: string[] = [];
  for (const [name, number] of Object.entries(numbers)) list[number] = special[name] ?? name.toLowerCase();
  for (let i = 0; i < list.length; i++) list[i] ??= "";
  return list;
}
