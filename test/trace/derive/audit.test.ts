import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { equalValues } from "../../../src/trace/derive/equalValues.js";
import { ownerOf } from "../../../src/trace/derive/Facts.js";
import { frames } from "../../../src/trace/derive/frames.js";
import { Replay } from "../../../src/trace/derive/Replay.js";
import { fromJSONL } from "../../../src/trace/format/fromJSONL.js";
import { Kind, Tag } from "../../../src/trace/format/Kind.js";
import { idOf, kindOf, rowGroups, tagOf } from "../../../src/trace/format/rowGroups.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { toJSONL } from "../../../src/trace/format/toJSONL.js";
import { traceHash } from "../../../src/trace/format/traceHash.js";
import type { Property, Value } from "../../../src/trace/format/Value.js";
import { closePool, trace } from "../../../src/trace/trace.js";

afterAll(() => closePool());

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly calls: readonly string[];
}

/** Our own programs with their calls. */
const folder = join(root, "datasets/tracebook-js");
const programs: readonly Entry[] = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")).programs;

/** What cannot be compared by content is compared by what is known of it. */
function comparable(value: Value): Value {
  const word = (text: string): Value => ({ type: "string", value: text, length: text.length });
  const all = (items: readonly Value[]): Value[] => items.map(comparable);
  const own = (properties: readonly Property[]): Property[] =>
    properties.map(p => ({ key: p.key, value: comparable(p.value) }));
  switch (value.type) {
    case "opaque":
      return word(`<${value.class}>`);
    case "accessor":
    case "uninitialized":
      return word(`<${value.type}>`);
    case "function":
      return { ...value, properties: own(value.properties) };
    case "array":
      return { ...value, items: all(value.items), properties: own(value.properties) };
    case "object":
    case "error":
      return { ...value, properties: own(value.properties) };
    case "set":
      return { ...value, items: all(value.items), properties: own(value.properties) };
    case "map":
      return {
        ...value,
        entries: value.entries.map(([k, v]) => [comparable(k), comparable(v)] as const),
        properties: own(value.properties),
      };
    default:
      return value;
  }
}

/** Whether a limit cut anything in the value. */
function cut(value: Value): boolean {
  return /"truncated":[1-9]|"type":"elided"/.test(JSON.stringify(value));
}

/** Compares what the log says each variable holds with what the program read back. Gives checks made and the differences. */
function audit(t: Trace): { checks: number; wrong: string[] } {
  const replay = new Replay(t);
  const all = frames(t);
  const wrong: string[] = [];
  let checks = 0;
  for (const group of rowGroups(t.columns)) {
    const [op] = group.op;
    if (kindOf(op) !== Kind.CHECK) continue;
    const variable = t.tables.variables[idOf(op)];
    const owner = ownerOf(all, group.frame[0], variable.function);
    replay.seek(group.row);
    checks++;
    if (tagOf(op) === Tag.UNINITIALIZED) {
      // The binding of this iteration; what an earlier one left must not show.
      const seen = replay.valueOf(variable.name, group.frame[0]);
      if (seen !== undefined)
        wrong.push(`${variable.name} is in its dead zone, log: ${JSON.stringify(seen)}`);
      continue;
    }
    const logged = replay.value(owner, variable.id);
    const read = replay.rowValue();
    if (cut(read)) continue;
    if (logged === undefined || !equalValues(comparable(logged), comparable(read), { negativeZero: true })) {
      const place = t.tables.sites[replay.site(group.frame[0])];
      wrong.push(
        `${variable.name} after line ${place?.line}: log ${JSON.stringify(logged)?.slice(0, 200)}, program ${JSON.stringify(read).slice(0, 200)}`,
      );
    }
  }
  return { checks, wrong };
}

describe("the log against the program: every variable read back after every statement is what replay says", () => {
  test.each(programs.map(p => [p.id, p] as const))("%s", async (_, { file, calls }) => {
    const source = readFileSync(join(folder, file), "utf8");
    for (const call of calls.slice(0, 2)) {
      const t = await trace(source, {
        file,
        call,
        folder: dirname(join(folder, file)),
        record: { audit: true },
      });
      const { checks, wrong } = audit(t);
      expect(wrong, call).toEqual([]);
      expect(checks).toBeGreaterThan(0);
      expect(traceHash(fromJSONL(toJSONL(t, { nodes: 0 }))), call).toBe(t.footer.sha256);
    }
  });
});

describe("the same for every program of the language corpus", () => {
  const corpus = join(root, "test/corpus");
  const files = readdirSync(corpus).filter(name => /\.m?js$/.test(name) && !/-[bc]\.mjs$/.test(name));
  test.each(files)("%s", async file => {
    const source = readFileSync(join(corpus, file), "utf8");
    const t = await trace(source, {
      file,
      folder: corpus,
      record: { audit: true },
      limits: { wallMs: 30_000 },
    });
    expect(audit(t).wrong).toEqual([]);
  });
});
