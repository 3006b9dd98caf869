import { afterAll, describe, expect, it } from "vitest";
import { closePool, trace } from "../../src/trace/trace.js";
import { compareCoverage } from "./coverage.js";
import { corpusPrograms, datasetPrograms, type OracleProgram, sameEnd, v8Job } from "./programs.js";
import { keep, table } from "./rules.js";
import { v8Coverage } from "./v8.js";

let direct = 0;

afterAll(async () => {
  console.log(`block counts against V8's precise coverage\n${table(direct)}`);
  await closePool();
});

async function check(one: OracleProgram): Promise<void> {
  const counted = await v8Coverage(one.calls.map(call => v8Job(one, call)));
  const leftover: string[] = [];
  for (const [i, call] of one.calls.entries()) {
    const traced = await trace(one.program, { call, files: one.files });
    const result = compareCoverage(traced, counted[i].scripts);
    if (!sameEnd(traced, counted[i].error))
      leftover.push(`${call}: ended otherwise in plain Node: ${counted[i].error}`);
    keep();
    direct += result.direct;
    leftover.push(...result.leftover.map(text => `${call}: ${text}`));
  }
  expect(leftover).toEqual([]);
}

describe("block counts equal V8's precise coverage, nothing left over", () => {
  it.each(datasetPrograms().map(p => [p.name, p] as const))("data set: %s", (_name, one) => check(one));
  it.each(corpusPrograms().map(p => [p.name, p] as const))("corpus: %s", (_name, one) => check(one));
});
