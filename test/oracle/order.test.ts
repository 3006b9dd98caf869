import { afterAll, describe, expect, it } from "vitest";
import { closePool, trace } from "../../src/trace/trace.js";
import { compareOrder } from "./order.js";
import {
  corpusPrograms,
  datasetPrograms,
  type OracleProgram,
  sameEnd,
  suspends,
  UNSTEPPABLE,
  v8Job,
} from "./programs.js";
import { forget, keep, table } from "./rules.js";
import { type V8Stepped, v8Stops } from "./v8.js";

let direct = 0;

afterAll(async () => {
  console.log(`step order against the stops of V8's inspector\n${table(direct)}`);
  await closePool();
});

/**
 * Steps through every call. V8's stepping loses the thread where a generator or async function is suspended and behind
 * some `finally` blocks and built-in callbacks; then breakpoints on every location keep it, and the comparison is made with those.
 */
async function check(one: OracleProgram): Promise<void> {
  const jobs = one.calls.map(call => v8Job(one, call));
  const stepped = await v8Stops(jobs, suspends(one));
  let everywhere: V8Stepped[] | undefined;
  for (const [i, call] of one.calls.entries()) {
    const traced = await trace(one.program, { call, files: one.files });
    if (!sameEnd(traced, stepped[i].error))
      expect.fail(`${call}: ended otherwise in plain Node: ${stepped[i].error}`);
    let result = compareOrder(traced, stepped[i].stops);
    if (result.leftover && !suspends(one)) {
      everywhere ??= await v8Stops(jobs, true);
      forget();
      result = compareOrder(traced, everywhere[i].stops);
    }
    keep();
    direct += result.direct;
    if (result.leftover) expect.fail(`${call}\n${result.leftover}`);
  }
}

describe("steps happen in the order in which V8's inspector stops, nothing left over", () => {
  it.each(datasetPrograms().map(p => [p.name, p] as const))(
    "data set: %s",
    (_name, one) => check(one),
    180_000,
  );
  const steppable = corpusPrograms().filter(p => !UNSTEPPABLE.includes(p.name));
  it.each(steppable.map(p => [p.name, p] as const))("corpus: %s", (_name, one) => check(one), 180_000);
});
