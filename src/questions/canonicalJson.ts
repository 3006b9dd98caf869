import { encodeRecord } from "../trace/format/encodeRecord.js";

/** JSON of a record with keys in order at every level and unusual numbers as texts: equal records, equal bytes. */
export function canonicalJson(record: object): string {
  return JSON.stringify(sorted(JSON.parse(encodeRecord(record)) as unknown));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
