import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KernelClient } from "../../../src/notebook/client/KernelClient.js";
import { TSLAB, withoutTslab } from "../client/tslab.js";
import { emptyFolder, outputs, printed, tracebookArgv } from "./cells.js";

const start = (): Promise<KernelClient> =>
  KernelClient.start(tracebookArgv(), {
    cwd: emptyFolder(),
    env: { TRACEBOOK_TSLAB: TSLAB },
    tslab: TSLAB,
  });

describe.skipIf(withoutTslab())("cells that do odd things to their kernel", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await start();
  });
  afterAll(() => kernel?.shutdown());

  /** Content of the `error` that a cell sends. */
  const errorOf = async (code: string): Promise<Readonly<Record<string, unknown>> | undefined> =>
    outputs(await kernel.execute(code)).find(({ type }) => type === "error")?.content;

  it.each([
    [
      "an error whose stack throws",
      "Object.defineProperty(new Error('x'), 'stack', { get() { throw 1 } })",
      "Error",
    ],
    ["a proxy that throws", "new Proxy({}, { get() { throw new Error('trap') } })", "Thrown object"],
    [
      "an error whose name is gone when it is read again",
      "{ n: 0, message: '', get name() { if (this.n++) throw 1; return 'A' } }",
      "Thrown number",
    ],
  ])("%s is shown as an error", async (_, value, ename) => {
    expect(await errorOf(`throw ${value};`)).toMatchObject({ ename });
  });

  it("a result that is no JSON is an error of its cell", async () => {
    const show = 'Symbol.for("Jupyter.display")';
    expect(await errorOf(`({ [${show}]: () => ({ "application/json": 10n }) })`)).toMatchObject({
      ename: "TypeError",
      evalue: expect.stringContaining("BigInt"),
    });
  });

  it("a result that never shows itself is given up when it is interrupted", async () => {
    const code = '({ [Symbol.for("Jupyter.display")]: () => new Promise(() => {}) })';
    const { reply } = await kernel.execute(code, { timeoutMs: 300 });
    expect(reply).toMatchObject({ status: "error", ename: "Interrupted" });
    expect(printed(await kernel.execute("console.log('alive')"))).toBe("alive\n");
  });

  it("a cell that listens to SIGINT is interrupted, and so are those behind it", async () => {
    const code = "process.once('SIGINT', () => console.log('heard')); await new Promise(() => {})";
    const first = await kernel.execute(code, { timeoutMs: 300 });
    expect(first.reply).toMatchObject({ status: "error", ename: "Interrupted" });
    expect(printed(first)).toBe("heard\n");
    const second = await kernel.execute("await new Promise(() => {})", { timeoutMs: 300 });
    expect(second.reply).toMatchObject({ status: "error", ename: "Interrupted" });
  });

  it("text is written in the encoding it is said to have", async () => {
    const code = "process.stdout.write('6869', 'hex'); process.stdout.write('ISE=', 'base64');\nlet n = 0";
    expect(printed(await kernel.execute(code))).toBe("hi!!");
  });

  it("what the compiler has against a cell as a whole is placed at its start", async () => {
    await kernel.execute("let known: any");
    const line = "const v = (typeof known === 'undefined' ? 0 : 1);";
    const code = Array.from({ length: 2000 }, (_, i) => line.replace("v", `v${i}`)).join("\n");
    expect(await errorOf(code)).toMatchObject({ evalue: expect.stringMatching(/^TS2563: .*:1:1\)$/) });
  });

  it("a cell of 2,000 lines runs, and one with line ends of Windows is shown without them", async () => {
    const code = Array.from({ length: 2000 }, (_, i) => `const w${i} = ${i};`).join("\n");
    expect(printed(await kernel.execute(`${code}\nconsole.log(w1999)`))).toBe("1999\n");
    const error = await errorOf("const fine = 1;\r\nundefined.x;\r\n");
    expect(String(error?.traceback)).toMatch(/:2:1|line 2, column 1/);
    expect(String(error?.traceback)).not.toContain("\r");
  });

  it("a silent cell does not take the place of the one before it", async () => {
    await kernel.execute("\n\nfunction fails() {\n  throw new Error('here')\n}");
    await kernel.execute("1 + 1", { silent: true });
    const { reply } = await kernel.execute("fails()");
    expect((reply.traceback as string[]).join("\n")).toMatch(/at fails \(Cell \[\d+\]:4:9\)/);
  });

  it("stacks have lines of cells again after somebody put V8's own back", async () => {
    await kernel.execute("Error.prepareStackTrace = undefined as any");
    const { reply } = await kernel.execute("\nthrow new Error('where')");
    expect((reply.traceback as string[]).join("\n")).toMatch(/at Cell \[\d+\]:2:7/);
  });
});

describe.skipIf(withoutTslab())("a cell that ends its process", () => {
  it.each([
    "process.exit(3)",
    "setTimeout(() => { console.log('late'); process.exit(3) }, 1);\nawait new Promise(() => {})",
  ])("loses nothing it printed: %s", async end => {
    const kernel = await start();
    let text = "";
    const answer = kernel.execute(`console.log('bye');\n${end}`, {
      onMessage: ({ content }) => {
        text += content.text ?? "";
      },
    });
    await expect(answer).rejects.toThrow("exit code 3");
    expect(text).toBe(end.includes("late") ? "bye\nlate\n" : "bye\n");
    await kernel.shutdown();
  });
});
