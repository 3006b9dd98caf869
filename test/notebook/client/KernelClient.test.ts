import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { KernelClient } from "../../../src/notebook/client/KernelClient.js";
import { KernelError } from "../../../src/notebook/client/KernelError.js";
import type { Answer } from "../../../src/notebook/client/PendingRequest.js";
import { notebookFolder, tslabArgv, withoutTslab } from "./tslab.js";

/** What was printed, both streams. */
function printed({ messages }: Answer): string {
  return messages
    .filter(({ header }) => header.msg_type === "stream")
    .map(({ content }) => content.text)
    .join("");
}

/** Whether a process is there. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(withoutTslab())("a client of the real tslab", () => {
  let kernel: KernelClient;
  let cwd: string;
  beforeAll(async () => {
    cwd = notebookFolder();
    kernel = await KernelClient.start(tslabArgv(), { cwd });
  });
  afterAll(() => kernel.shutdown());

  it("gives the kernel info, the reply and every message of a cell in order", async () => {
    expect(kernel.info).toMatchObject({ implementation: "tslab", language_info: { name: "typescript" } });
    const seen: string[] = [];
    const answer = await kernel.execute("console.log(6 * 7); console.error('two')", {
      onMessage: ({ header }) => seen.push(header.msg_type),
    });
    expect(answer).toMatchObject({ reply: { status: "ok" }, idleLost: false, timedOut: false });
    expect(printed(answer)).toBe("42\ntwo\n");
    expect(seen).toEqual(["status", "stream", "stream", "status"]);
    expect(answer.messages.map(({ header }) => header.msg_type)).toEqual(seen);
    for (const { parent } of answer.messages) expect(parent.msg_id).toBe(answer.id);
  });

  it("lets several executions queue and tells which were dropped after an error", async () => {
    const answers = await Promise.all(
      ["console.log(1)", "throw new Error('no')", "console.log(3)"].map(code => kernel.execute(code)),
    );
    expect(answers.map(({ reply }) => reply.status)).toEqual(["ok", "error", "abort"]);
    expect(answers.map(printed)[0]).toBe("1\n");
    await new Promise(resolve => setTimeout(resolve, 300));
  });

  it("asks for completions, inspection and completeness", async () => {
    const [complete, whole, half] = await Promise.all([
      kernel.request("complete", { code: "Math.fl", cursor_pos: 7 }),
      kernel.request("is_complete", { code: "const x = 1" }),
      kernel.request("is_complete", { code: "function f() {" }),
    ]);
    expect(complete.reply.matches).toContain("floor");
    expect(whole.reply.status).toBe("complete");
    expect(half.reply.status).toBe("incomplete");
    const inspect = await kernel.request("inspect", { code: "Math.floor", cursor_pos: 7, detail_level: 0 });
    expect(inspect.reply).toMatchObject({ status: "ok", found: true });
  });

  it("interrupts a cell at its timeout and can go on", async () => {
    const answer = await kernel.execute("while (true) {}", { timeoutMs: 300 });
    expect(answer).toMatchObject({ timedOut: true, reply: { status: "error" } });
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(printed(await kernel.execute("console.log('still here')"))).toBe("still here\n");
  });

  it("interrupts a cell when a signal says so, and rejects with its reason", async () => {
    const stop = new AbortController();
    const running = kernel.execute("console.log('on'); while (true) {}", {
      signal: stop.signal,
      onMessage: ({ header }) => {
        if (header.msg_type === "stream") stop.abort(new Error("enough"));
      },
    });
    await expect(running).rejects.toThrow("enough");
    await new Promise(resolve => setTimeout(resolve, 300));
    expect((await kernel.execute("1")).reply.status).toBe("ok");
  });

  it("says when the idle of a burst was lost, instead of hanging", async () => {
    const answer = await kernel.execute("for (let i = 0; i < 5000; i++) console.log(i)", {
      idleGraceMs: 1000,
    });
    const lines = printed(answer).split("\n").length - 1;
    expect(answer.idleLost).toBe(lines < 5000);
  });

  it("restarts: nothing is left of the old kernel", async () => {
    await kernel.execute("const kept = 1");
    await kernel.restart();
    expect((await kernel.execute("kept")).reply.status).toBe("error");
  });
});

describe.skipIf(withoutTslab())("a kernel that ends or never starts", () => {
  const kernels: KernelClient[] = [];
  const start = async (): Promise<KernelClient> => {
    const kernel = await KernelClient.start(tslabArgv(), { cwd: notebookFolder() });
    kernels.push(kernel);
    return kernel;
  };
  afterEach(async () => {
    vi.unstubAllEnvs();
    for (const kernel of kernels.splice(0)) await kernel.shutdown();
  });

  it("rejects all that is pending with exit code and the last words", async () => {
    const kernel = await start();
    const dying = kernel.execute("require('fs').writeSync(2, 'last words'); process.exit(3)");
    const queued = kernel.execute("1");
    const error = await dying.catch(error => error);
    expect(error).toBeInstanceOf(KernelError);
    expect(error.message).toBe("the kernel ended with exit code 3\nlast words");
    expect(error.end).toEqual({ exitCode: 3, signal: null, tail: "last words" });
    await expect(queued).rejects.toThrow("exit code 3");
    await expect(kernel.execute("1")).rejects.toThrow("exit code 3");
  });

  it("names the signal that killed it", async () => {
    const kernel = await start();
    await expect(kernel.execute("process.kill(process.pid, 'SIGKILL')")).rejects.toThrow("by SIGKILL");
  });

  it("leaves no process, no process's child and no file behind", async () => {
    const kernel = await start();
    const answer = await kernel.execute(
      `const child = require("child_process").spawn("sleep", ["1000"]);
       console.log(JSON.stringify([process.pid, child.pid, process.argv.at(-1)]))`,
    );
    const [pid, child, file] = JSON.parse(printed(answer));
    expect([alive(pid), alive(child)]).toEqual([true, true]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await kernel.shutdown();
    // A killed child of a killed parent is there until init has asked for it.
    for (let i = 0; i < 100 && alive(child); i++) await new Promise(resolve => setTimeout(resolve, 20));
    expect([alive(pid), alive(child), existsSync(join(file, ".."))]).toEqual([false, false, false]);
  });

  it("tells what a command that is no kernel printed, and that a program is not there", async () => {
    const cwd = notebookFolder();
    const temporary = notebookFolder();
    vi.stubEnv("TMPDIR", temporary);
    const code = "console.error('no such thing'); process.exit(5)";
    await expect(KernelClient.start([process.execPath, "-e", code], { cwd })).rejects.toThrow(
      "the kernel ended with exit code 5\nno such thing",
    );
    await expect(KernelClient.start(["no-such-program"], { cwd })).rejects.toThrow(
      "no-such-program: spawn no-such-program ENOENT",
    );
    const silent = KernelClient.start([process.execPath, "-e", "setInterval(() => {}, 1e6)"], {
      cwd,
      startTimeoutMs: 500,
    });
    await expect(silent).rejects.toThrow("did not answer within 500 ms");
    expect(readdirSync(temporary)).toEqual(["node_modules"]);
  });
});
