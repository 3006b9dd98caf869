import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundle, display, openModel, progress, table } from "../../../src/index.js";

const LIBRARY = join(dirname(fileURLToPath(import.meta.url)), "../../../dist/index.cjs");

describe("in a script", () => {
  it("display writes the text to stdout", () => {
    const script = `const { display, table } = require(${JSON.stringify(LIBRARY)});
display(table([{ a: 1 }])); display("text", { id: "x" }); console.log(table([{ a: 2 }]))`;
    expect(execFileSync(process.execPath, ["-e", script]).toString()).toBe("a\n─\n1\ntext\na\n─\n2\n");
  });
});

// Deno is not installed here: this stands for what its 2.9.6 was seen to do, where broadcast gives no promise.
describe("in Deno's notebook", () => {
  let sent: unknown[][] = [];
  let answer: Promise<void> | undefined;
  beforeEach(() => {
    sent = [];
    const broadcast = (...message: unknown[]): Promise<void> | undefined => {
      sent.push(message);
      return answer;
    };
    Object.defineProperty(globalThis, "Deno", { value: { jupyter: { broadcast } }, configurable: true });
  });
  afterEach(() => {
    delete (globalThis as { Deno?: unknown }).Deno;
  });

  it.each([undefined, Promise.resolve()])(
    "display and progress are broadcast, updates by their id (%s)",
    given => {
      answer = given;
      const shown = table([1]);
      display(shown);
      display("new", { id: "x", update: true });
      expect(sent).toEqual([
        ["display_data", { data: bundle(shown), metadata: {}, transient: {} }],
        ["update_display_data", { data: bundle("new"), metadata: {}, transient: { display_id: "x" } }],
      ]);
      progress("read", { total: 1 }).step();
      expect(sent.slice(2).map(([type]) => type)).toEqual(["display_data", "update_display_data"]);
    },
  );

  it("a person is not asked at a terminal that is not there", async () => {
    await expect(openModel("person", { questions: [], seed: 1 })).rejects.toThrow("askPerson(questions)");
  });
});
