import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { KernelClient } from "../../../src/notebook/client/KernelClient.js";
import { TSLAB, withoutTslab } from "../client/tslab.js";
import { emptyFolder, outputs, printed, tracebookArgv } from "./cells.js";

/** Starts a kernel, tells its process id and waits. */
const STARTER = `
function start(argv, tslab) {
  const file = require("node:path").join(process.cwd(), "connection.json");
  const ports = { shell_port: 0, iopub_port: 0, stdin_port: 0, control_port: 0, hb_port: 0 };
  require("node:fs").writeFileSync(file, JSON.stringify({ transport: "tcp", ip: "127.0.0.1", key: "k", ...ports }));
  const words = argv.map(word => word.replace("{connection_file}", file));
  const env = { ...process.env, TRACEBOOK_TSLAB: tslab };
  const kernel = require("node:child_process").spawn(words[0], words.slice(1), { env, stdio: "ignore" });
  // Long enough for the kernel to run.
  setTimeout(() => console.log(kernel.pid), 2500);
  setInterval(() => {}, 1000);
}
`;

/** The process id that stands in a file, once it does. */
function pidIn(path: string): Promise<number> {
  const read = (): number => {
    const text = readFileSync(path, "utf8");
    expect(text).not.toBe("");
    return Number(text);
  };
  return vi.waitFor(read, { timeout: 20_000 });
}

/** Starts our kernel in an empty folder. */
async function start(...more: readonly string[]): Promise<{ kernel: KernelClient; cwd: string }> {
  const cwd = emptyFolder();
  const env = { TRACEBOOK_TSLAB: TSLAB };
  return { cwd, kernel: await KernelClient.start(tracebookArgv(...more), { cwd, env, tslab: TSLAB }) };
}

describe.skipIf(withoutTslab())("the TypeScript kernel", () => {
  let kernel: KernelClient;
  let cwd: string;
  beforeAll(async () => {
    ({ kernel, cwd } = await start());
  });
  afterAll(() => kernel?.shutdown());

  it("says what it is", () => {
    expect(kernel.info).toMatchObject({
      status: "ok",
      implementation: "tracebook",
      language_info: { name: "typescript", version: "5.0.4", file_extension: ".ts" },
    });
  });

  it("sends busy, the input, output in order, the result and idle for a cell", async () => {
    const answer = await kernel.execute("console.log('a'); console.error('b'); console.log('c'); ({ n: 1 })");
    expect(
      outputs(answer).map(({ type, content }) => [type, content.text ?? content.data ?? content.code]),
    ).toEqual([
      ["execute_input", "console.log('a'); console.error('b'); console.log('c'); ({ n: 1 })"],
      ["stream", "a\n"],
      ["stream", "b\n"],
      ["stream", "c\n"],
      ["execute_result", { "text/plain": "{ n: 1 }" }],
    ]);
    expect(
      answer.messages.map(({ header }) => header.msg_type).filter(type => type === "status"),
    ).toHaveLength(2);
    expect(answer.messages.at(-1)?.content).toEqual({ execution_state: "idle" });
  });

  it("shows a result by its method Jupyter.display, be it asynchronous", async () => {
    const code = `({ [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<b>x</b>", "text/plain": "x" }) })`;
    const [, result] = outputs(await kernel.execute(code));
    expect(result).toMatchObject({
      type: "execute_result",
      content: { data: { "text/html": "<b>x</b>", "text/plain": "x" }, metadata: {} },
    });
  });

  it("reports what a display method throws as the error of the cell", async () => {
    const { reply } = await kernel.execute(
      `({ [Symbol.for("Jupyter.display")]() { throw new RangeError("cannot be drawn") } })`,
    );
    expect(reply).toMatchObject({ status: "error", ename: "RangeError", evalue: "cannot be drawn" });
  });

  it("passes on what tslab's own display functions send", async () => {
    const answer = await kernel.execute(`import * as tslab from "tslab";\ntslab.display.html("<i>y</i>")`);
    expect(outputs(answer).find(({ type }) => type === "display_data")?.content.data).toEqual({
      "text/html": "<i>y</i>",
    });
  });

  it("displays and updates in the middle of a cell, in the order of the text around", async () => {
    const code = `const jupyter = globalThis[Symbol.for("tracebook.kernel")];
console.log("before");
jupyter.display({ "text/plain": "0 of 2" }, { displayId: "p" });
console.log("between");
jupyter.display({ "text/plain": "2 of 2" }, { displayId: "p", update: true });`;
    expect(outputs(await kernel.execute(code)).slice(1)).toEqual([
      { type: "stream", content: { name: "stdout", text: "before\n" } },
      {
        type: "display_data",
        content: { data: { "text/plain": "0 of 2" }, metadata: {}, transient: { display_id: "p" } },
      },
      { type: "stream", content: { name: "stdout", text: "between\n" } },
      {
        type: "update_display_data",
        content: { data: { "text/plain": "2 of 2" }, metadata: {}, transient: { display_id: "p" } },
      },
    ]);
  });

  it("aborts what was queued before a cell failed, and nothing that was sent after", async () => {
    const [first, second, third] = await Promise.all(
      ["throw new Error('no')", "console.log(2)", "console.log(3)"].map(code => kernel.execute(code)),
    );
    const fourth = await kernel.execute("console.log(4)");
    expect([first, second, third, fourth].map(({ reply }) => reply.status)).toEqual([
      "error",
      "aborted",
      "aborted",
      "ok",
    ]);
    expect(printed(second)).toBe("");
    expect(printed(fourth)).toBe("4\n");
  });

  it("keeps values and variables when it is interrupted, in a loop and in an await", async () => {
    await kernel.execute("let rounds = 0");
    const loop = await kernel.execute("for (;;) rounds++", { timeoutMs: 400 });
    expect(loop).toMatchObject({ timedOut: true, reply: { status: "error", ename: "Interrupted" } });
    const waiting = await kernel.execute("await new Promise(() => {})", { timeoutMs: 200 });
    expect(waiting).toMatchObject({ timedOut: true, reply: { status: "error", ename: "Interrupted" } });
    expect(printed(await kernel.execute("console.log(rounds > 1000)"))).toBe("true\n");
  });

  it("runs silently without count, input and result", async () => {
    const { reply } = await kernel.execute("1");
    const silent = await kernel.execute("'unseen'", { silent: true });
    expect(outputs(silent)).toEqual([]);
    expect((await kernel.execute("2")).reply.execution_count).toBe(Number(reply.execution_count) + 1);
  });

  it("describes whatever is thrown, own properties and causes too", async () => {
    const thrown = async (code: string): Promise<Record<string, unknown>> =>
      (await kernel.execute(code)).reply;
    expect(await thrown("throw 'text'")).toMatchObject({ ename: "Thrown string", evalue: "'text'" });
    expect(await thrown("throw null")).toMatchObject({ ename: "Thrown null", evalue: "null" });
    expect(await thrown("throw { get name() { throw 1 } }")).toMatchObject({ ename: "Thrown object" });
    const { traceback } = await thrown(
      "class Odd extends Error { name = 'Odd'; code = 7 }\nthrow new Odd('why', { cause: new Error('inner') });",
    );
    const text = (traceback as string[]).join("\n");
    expect(text).toMatch(/Odd.*: why/);
    expect(text).toContain("code: 7");
    expect(text).toMatch(/\[cause\]: Error: inner\n\s+at Cell \[\d+\]:2:31/);
    expect(text).not.toMatch(/tslab|kernel\.cjs|node:vm|evalmachine/);
  });

  it("points into files beside the notebook and into module cells as they were written", async () => {
    writeFileSync(
      join(cwd, "beside.ts"),
      "interface N { n: number }\n\nexport function fail(x: N): never {\n  throw new Error('no ' + x.n);\n}\n",
    );
    const beside = await kernel.execute('import { fail } from "./beside";\nfail({ n: 1 })');
    expect((beside.reply.traceback as string[]).join("\n")).toContain(
      `at fail (${join(cwd, "beside.ts")}:4:9)`,
    );
    await kernel.execute(
      "/** @module inner */\nexport const f = (n: number): number => {\n  throw new Error(String(n));\n};",
    );
    const inner = await kernel.execute('import { f } from "./inner";\nf(1)');
    expect((inner.reply.traceback as string[]).join("\n")).toContain(`${join(cwd, "inner.ts")}:3:9`);
  });

  it("counts cursor positions in characters, as Jupyter does", async () => {
    const code = 'const s = "😀😀"; s.toUpp';
    const { reply } = await kernel.request("complete", { code, cursor_pos: [...code].length });
    expect(reply).toMatchObject({ matches: expect.arrayContaining(["toUpperCase"]) });
    expect([reply.cursor_start, reply.cursor_end]).toEqual([[...code].length - 5, [...code].length]);
  });

  it("tells an unfinished cell from a whole one", async () => {
    expect((await kernel.request("is_complete", { code: "if (1) {" })).reply.status).toBe("incomplete");
    expect((await kernel.request("is_complete", { code: "1" })).reply.status).toBe("complete");
  });

  it("completes and explains what a cell that threw declared", async () => {
    await kernel.execute("const halfway = { speed: 1 };\nthrow new Error('stop')");
    const { reply } = await kernel.request("complete", { code: "halfway.sp", cursor_pos: 10 });
    expect(reply.matches).toContain("speed");
  });
});

describe.skipIf(withoutTslab())("the JavaScript kernel", () => {
  it("runs cells without types, with all that is mended", async () => {
    const { kernel } = await start("--js");
    try {
      expect(kernel.info).toMatchObject({
        implementation: "tracebook-js",
        language_info: { name: "javascript" },
      });
      await kernel.execute("const a = 1;\nfunction f(x) {\n  return x.y.z;\n}");
      expect(printed(await kernel.execute("console.log({ a })"))).toBe("{ a: 1 }\n");
      const { reply } = await kernel.execute("f({ a })");
      expect((reply.traceback as string[]).join("\n")).toMatch(/at f \(Cell \[1\]:3:14\)/);
    } finally {
      await kernel.shutdown();
    }
  });
});

describe.skipIf(withoutTslab())("the process of a kernel", () => {
  it("ends when it is told to, though a cell left a timer", async () => {
    const { kernel } = await start();
    await kernel.execute("setInterval(() => {}, 1000)");
    await kernel.shutdown({ graceMs: 20_000 });
    expect(kernel.end).toMatchObject({ exitCode: 0, signal: null });
  });

  it.skipIf(process.platform === "win32")("ends when who started it is killed", async () => {
    const starter = spawn(
      process.execPath,
      ["-e", `${STARTER}start(${JSON.stringify(tracebookArgv())}, ${JSON.stringify(TSLAB)})`],
      {
        cwd: emptyFolder(),
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, JPY_PARENT_PID: "1" },
      },
    );
    const pid = Number(String(await new Promise(resolve => starter.stdout.once("data", resolve))));
    expect(() => process.kill(pid, 0)).not.toThrow();
    starter.kill("SIGKILL");
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 20_000, interval: 200 });
  });

  it.skipIf(process.platform === "win32")(
    "ends when who started it is gone before it has begun",
    async ({ skip }) => {
      const cwd = emptyFolder();
      const ports = { shell_port: 0, iopub_port: 0, stdin_port: 0, control_port: 0, hb_port: 0 };
      const info = { transport: "tcp", ip: "127.0.0.1", key: "k", ...ports };
      writeFileSync(join(cwd, "connection.json"), JSON.stringify(info));
      // A shell that is gone at once, and the kernel that it leaves waiting until then.
      const kernel = tracebookArgv().map(word => word.replace("{connection_file}", "connection.json"));
      const script = `(sleep 0.5; exec sh -c 'echo $PPID > parent; echo $$ > pid; exec ${kernel.join(" ")}') >/dev/null 2>&1 &`;
      const env = { ...process.env, TRACEBOOK_TSLAB: TSLAB, JPY_PARENT_PID: "99999" };
      spawn("sh", ["-c", script], { cwd, env, stdio: "ignore" });
      const pid = await pidIn(join(cwd, "pid"));
      if ((await pidIn(join(cwd, "parent"))) !== 1) {
        process.kill(pid, "SIGKILL");
        skip("another process than the first one adopts orphans here");
      }
      await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), {
        timeout: 20_000,
        interval: 200,
      });
    },
  );

  it.skipIf(process.platform === "win32")("ends then even in a loop that never ends", async () => {
    const cwd = emptyFolder();
    const source = "require('fs').writeFileSync('pid', String(process.pid));\nfor (;;);";
    const cell = { cell_type: "code", execution_count: 1, metadata: {}, outputs: [], source };
    const notebook = { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 4 };
    writeFileSync(join(cwd, "loop.ipynb"), JSON.stringify(notebook));
    const cli = join(import.meta.dirname, "../../../dist/cli.cjs");
    // Nobody is left to remove the connection file.
    const env = { ...process.env, TMPDIR: cwd, TRACEBOOK_TSLAB: TSLAB };
    const runner = spawn(process.execPath, [cli, "notebook", "run", "loop.ipynb"], {
      cwd,
      env,
      stdio: "ignore",
    });
    const pid = await pidIn(join(cwd, "pid"));
    runner.kill("SIGKILL");
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 20_000, interval: 200 });
  });

  it("says what to do when there is no tslab", async () => {
    const cwd = emptyFolder();
    const env = { TRACEBOOK_TSLAB: join(cwd, "none") };
    await expect(KernelClient.start(tracebookArgv(), { cwd, env, tslab: TSLAB })).rejects.toThrow(
      /TRACEBOOK_TSLAB: no tslab in .*none/,
    );
  });
});
