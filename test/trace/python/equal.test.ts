import { afterAll, describe, expect, test } from "vitest";
import { closePool, trace } from "../../../src/trace/trace.js";
import { CORPUS } from "./corpus.js";
import { ENGINES } from "./engines.js";

afterAll(() => closePool());

describe("strict truth is the same on CPython 3.10 to 3.13 and Pyodide", () => {
  for (const [file, source] of CORPUS) {
    test(file, async () => {
      const hashes: Record<string, string> = {};
      for (const python of ENGINES) {
        const made = await trace(source, { file: "x.py", python });
        expect(made.footer.outcome.kind, python).toBe("return");
        hashes[python] = made.footer.sha256;
      }
      const [first] = Object.values(hashes);
      expect(hashes).toEqual(Object.fromEntries(ENGINES.map(python => [python, first])));
    }, 60_000);
  }

  test("the engine is told in the environment, which no hash holds", async () => {
    const made = await trace("x = 1\n", { file: "x.py", python: "pyodide" });
    expect(made.header.environment.engine).toMatch(/^pyodide 3\.\d+\.\d+$/);
    expect(made.header.language).toBe("python");
  }, 60_000);
});
