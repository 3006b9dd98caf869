import { afterAll, describe, expect, test } from "vitest";
import { closePool, trace } from "../../../src/trace/trace.js";
import { audit } from "./audit.js";
import { CORPUS } from "./corpus.js";
import { ONE } from "./engines.js";

afterAll(() => closePool());

describe("after every statement the replayed variables are those the program has", () => {
  for (const [file, source] of CORPUS) {
    // Values this long are compared by their rows alone.
    if (file === "limits.py") continue;
    test(file, async () => {
      const made = await trace(source, { file: "x.py", python: ONE, record: { audit: true } });
      const { checks, wrong } = audit(made);
      expect(wrong).toEqual([]);
      expect(checks).toBeGreaterThan(20);
    }, 60_000);
  }
});
