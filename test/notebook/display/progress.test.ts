import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askProgress, type MimeBundle, progress } from "../../../src/index.js";

const KERNEL = Symbol.for("tracebook.kernel");
const LIBRARY = join(dirname(fileURLToPath(import.meta.url)), "../../../dist/index.cjs");

interface Sent {
  readonly text: string;
  readonly id?: string;
  readonly update?: boolean;
}

let sent: Sent[] = [];
beforeEach(() => {
  sent = [];
  const display = (
    shown: MimeBundle,
    { displayId, update }: { displayId?: string; update?: boolean },
  ): void => {
    expect(shown["text/html"]).toBe(`<div>${shown["text/plain"]}</div>`);
    sent.push({ text: shown["text/plain"], id: displayId, update });
  };
  Object.defineProperty(globalThis, KERNEL, { value: { display }, configurable: true });
});
afterEach(() => {
  delete (globalThis as { [KERNEL]?: unknown })[KERNEL];
});

describe("progress in a notebook", () => {
  it("is one display that ends with all done, however many steps there are in a moment", () => {
    const line = progress("sorted", { total: 100_000 });
    for (let i = 0; i < 100_000; i++) line.step();
    expect(sent[0]).toMatchObject({ text: "sorted ░░░░░░░░░░░░░░░░░░░░ 0 of 100000", update: false });
    expect(sent.at(-1)).toMatchObject({ text: "sorted ████████████████████ 100000 of 100000", update: true });
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    // Ten a second, and the work takes far less than ten.
    expect(sent.length).toBeLessThan(100);
  });

  it("shows the last state also where nothing comes after it", async () => {
    const line = progress("read", { total: 10 });
    line.set(3, "a.js");
    line.set(4, "b.js");
    expect(sent.map(({ text }) => text)).toEqual(["read ░░░░░░░░░░░░░░░░░░░░ 0 of 10"]);
    await expect.poll(() => sent.at(-1)?.text).toBe("read ████████░░░░░░░░░░░░ 4 of 10, b.js");
    line.end("stopped");
    expect(sent.at(-1)?.text).toBe("read ████████░░░░░░░░░░░░ 4 of 10, stopped");
    const { length } = sent;
    line.set(9);
    line.end();
    expect(sent.length).toBe(length);
  });

  it("counts without a total", () => {
    const line = progress("found");
    line.step(7);
    line.end();
    expect(sent.at(-1)?.text).toBe("found 7");
  });

  it("of a run counts right answers and failures, and ends in the same text every time", () => {
    for (const right of [2, 2]) {
      const told = askProgress();
      told({ done: 0, total: 3, right: 0, errors: 0 });
      told({ done: 1, total: 3, right: 1, errors: 0 });
      told({ done: 3, total: 3, right, errors: 1 });
    }
    const last = "answered ████████████████████ 3 of 3, 2 right, 1 failed";
    expect(sent.map(({ text }) => text).filter(text => text === last).length).toBe(2);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(2);
  });

  it("refuses a total that is none", () => {
    expect(() => progress("x", { total: -1 })).toThrow("total must be a whole number");
  });
});

describe("progress elsewhere", () => {
  const script = `const { progress } = require(${JSON.stringify(LIBRARY)});
const line = progress("sorted", { total: 2 }); line.step(); line.step(); console.log("done");`;

  it("says nothing when nobody looks", () => {
    const output = execFileSync(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "pipe"] });
    expect(output.toString()).toBe("done\n");
  });

  it("is one line in a terminal", () => {
    const command = `exec ${process.execPath} -e '${script.replaceAll("'", "'\\''")}'`;
    const output = execFileSync("script", ["-qec", command, "/dev/null"]).toString();
    expect(output).toContain("\r\u001b[2Ksorted ░░░░░░░░░░░░░░░░░░░░ 0 of 2");
    expect(output.endsWith(`\u001b[2Ksorted ${"█".repeat(20)} 2 of 2\r\ndone\r\n`)).toBe(true);
  });
});
