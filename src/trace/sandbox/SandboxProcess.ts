import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import type { Outcome } from "../format/TraceHeader.js";
import { Frame, FrameReader, frameHead, type Message } from "./frames.js";
import type { Job, JobResult, RowSink } from "./Job.js";
import type { Command } from "./lockdown.js";
import { unpackStrings } from "./wireStrings.js";

/** How long after the wall limit a child that has not ended the program itself is killed, ms. */
const PATIENCE_MS = 1500;

/** Children that are alive: none outlives its host. */
const alive = new Set<SandboxProcess>();
let watching = false;

/** Signals that the kernel or V8 ends a process with when memory is exhausted. */
const MEMORY_SIGNALS = new Set(["SIGABRT", "SIGTRAP", "SIGILL", "SIGSEGV", "SIGBUS", "SIGKILL"]);

interface Current {
  readonly job: Job;
  readonly sink: RowSink;
  readonly resolve: (result: JobResult) => void;
  readonly reject: (reason: unknown) => void;
  steps: number;
  frames: number;
  watchdog: NodeJS.Timeout | undefined;
  /** The watchdog has killed the child. */
  overtime: boolean;
}

/** One child process and the program it runs. */
export class SandboxProcess {
  /** Programs run so far. */
  programs = 0;
  /** It must not be given another program. */
  spent = false;
  private readonly process: ChildProcess;
  private readonly input: Socket;
  private readonly output: Socket;
  private ready = false;
  private current: Current | undefined;
  private closed: () => void = () => {};
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;

  constructor(command: Command) {
    this.process = spawn(command.file, [...command.args], {
      stdio: ["pipe", "ignore", "ignore", "pipe"],
      // LANG decides the default locale of Intl, TZ the time zone; nothing else is handed on.
      env: { TZ: "UTC", LANG: "en_US.UTF-8", LC_ALL: "en_US.UTF-8", PATH: process.env.PATH },
      cwd: "/",
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    this.input = this.process.stdin as Socket;
    this.output = this.process.stdio[3] as Socket;
    this.gone = new Promise(resolve => {
      this.closed = resolve;
    });
    const reader = new FrameReader(message => this.receive(message));
    this.output.on("data", (piece: Buffer) => reader.push(piece));
    this.input.on("error", () => {});
    this.output.on("error", () => {});
    this.process.on("error", error => this.ended(undefined, error));
    this.process.on("close", (code, signal) => this.ended(signal ?? code ?? undefined, undefined));
    alive.add(this);
    if (!watching) {
      watching = true;
      process.once("exit", () => {
        for (const child of alive) child.kill();
      });
    }
    this.idle();
  }

  /** Runs one program. @throws Error when the child itself fails. */
  run(job: Job, sink: RowSink): Promise<JobResult> {
    this.programs++;
    return new Promise((resolve, reject) => {
      this.current = {
        job,
        sink,
        resolve,
        reject,
        steps: 0,
        frames: 0,
        watchdog: undefined,
        overtime: false,
      };
      this.process.ref();
      this.input.ref();
      this.output.ref();
      const body = Buffer.from(JSON.stringify(job));
      this.input.write(frameHead(Frame.JOB, body.length));
      this.input.write(body);
      if (this.ready) this.watch();
    });
  }

  /** Ends the process at once. */
  kill(): void {
    this.spent = true;
    const { pid } = this.process;
    if (pid === undefined || this.process.exitCode !== null || this.process.signalCode !== null) return;
    // Whoever waits for `gone` must not be left by a process whose event loop has run dry.
    this.process.ref();
    this.input.ref();
    this.output.ref();
    try {
      // Its own process group, so that nothing it might have started is left.
      if (process.platform !== "win32") process.kill(-pid, "SIGKILL");
      else this.process.kill("SIGKILL");
    } catch {
      this.process.kill("SIGKILL");
    }
  }

  private watch(): void {
    const { current } = this;
    if (current === undefined) return;
    current.watchdog = setTimeout(() => {
      // What the child has sent meanwhile is looked at first: this process may have been busy.
      setTimeout(() => {
        if (this.current !== current) return;
        current.overtime = true;
        this.kill();
      }, 50);
    }, current.job.limits.wallMs + PATIENCE_MS);
  }

  private idle(): void {
    this.process.unref();
    this.input.unref();
    this.output.unref();
  }

  private receive({ kind, a, b, c, body }: Message): void {
    if (kind === Frame.READY) {
      this.ready = true;
      this.watch();
      return;
    }
    const { current } = this;
    if (current === undefined) return;
    try {
      if (kind === Frame.ROWS) {
        current.steps = b;
        current.frames = c;
        const { buffer } = body;
        current.sink.rows(
          new Int32Array(buffer, 0, a),
          new Int32Array(buffer, a * 4, a),
          new Float64Array(buffer, a * 8, a),
        );
      } else if (kind === Frame.STRINGS) {
        current.sink.strings(unpackStrings(body, a, b));
      } else {
        const text = Buffer.from(body.buffer).toString("utf8");
        if (kind === Frame.FAILED) throw new Error(`the sandbox failed: ${text}`);
        const { rejections, ...rest } = JSON.parse(text);
        this.settle(current, { ...rest, rejections: Object.values(rejections) });
      }
    } catch (error) {
      // The sink or the child failed: what else comes has no taker.
      this.kill();
      this.finish(current);
      current.reject(error);
    }
  }

  private settle(current: Current, result: JobResult): void {
    // After a limit the engine may have been stopped anywhere: such a child runs nothing more.
    if (result.outcome.kind === "limit") this.spent = true;
    this.finish(current);
    current.resolve(result);
  }

  private finish(current: Current): void {
    clearTimeout(current.watchdog);
    this.current = undefined;
    this.idle();
  }

  private ended(how: string | number | undefined, error: Error | undefined): void {
    this.spent = true;
    alive.delete(this);
    this.closed();
    const { current } = this;
    if (current === undefined) return;
    const { limits } = current.job;
    let outcome: Outcome | undefined;
    if (current.overtime) outcome = { kind: "limit", limit: "wall", value: limits.wallMs };
    else if (this.ready && (typeof how === "number" ? how >= 128 : MEMORY_SIGNALS.has(how ?? ""))) {
      outcome = { kind: "limit", limit: "heap", value: limits.heapMiB };
    }
    this.finish(current);
    if (outcome === undefined) {
      current.reject(error ?? new Error(`the sandbox process ended (${how ?? "not started"})`));
    } else {
      current.resolve({ outcome, rejections: [], steps: current.steps, frames: current.frames });
    }
  }
}
