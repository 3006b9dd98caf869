import { afterAll, describe, expect, test } from "vitest";
import { closePool, trace } from "../../../src/trace/trace.js";
import { audit } from "./audit.js";
import { ENGINES, ONE } from "./engines.js";
import { programsOf } from "./publishedPrograms.js";

afterAll(() => closePool());

/** One in so many programs of each work. */
const EVERY = { cruxeval: 40, reval: 20, oop: 25 } as const;

describe("published programs have one strict trace on all engines", () => {
  for (const work of ["cruxeval", "reval", "oop"] as const) {
    test(work, async context => {
      const items = programsOf(work, context).filter((_, i) => i % EVERY[work] === 1);
      expect(items.length).toBeGreaterThan(5);
      for (const { id, source, call } of items) {
        const hashes: string[] = [];
        for (const python of ENGINES) {
          hashes.push((await trace(source, { file: "x.py", call, python })).footer.sha256);
        }
        expect(new Set(hashes).size, id).toBe(1);
      }
    }, 120_000);

    test(`${work}: the log holds what the program has`, async context => {
      const items = programsOf(work, context).filter((_, i) => i % EVERY[work] === 3);
      for (const { id, source, call } of items) {
        const made = await trace(source, { file: "x.py", call, python: ONE, record: { audit: true } });
        expect(audit(made).wrong, id).toEqual([]);
      }
    }, 120_000);
  }
});
