/**
 * A record as one line of JSON. Numbers JSON has no word for become texts: `"NaN"`, `"Infinity"`, `"-Infinity"`,
 * `"-0"`; the validators turn them back where a recorded value may hold them.
 */
export function encodeRecord(record: object): string {
  return JSON.stringify(record, (_key, value: unknown) => {
    if (typeof value !== "number") return value;
    if (Object.is(value, -0)) return "-0";
    return Number.isFinite(value) ? value : String(value);
  });
}
