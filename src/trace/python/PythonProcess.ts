import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { FrameReader, frameHead, type Message as Received } from "../sandbox/frames.js";
import type { Command } from "../sandbox/lockdown.js";
import type { Driver } from "./driverOf.js";
import { DRIVERS, End, LONGEST, Message, MOST } from "./messages.js";
import type { PythonJob, PythonOutcome, PythonSink } from "./PythonJob.js";

/** Processes that are alive: none outlives its host. */
const alive = new Set<PythonProcess>();
let watching = false;

interface Current {
  readonly job: PythonJob;
  readonly sink: PythonSink | undefined;
  readonly resolve: (outcome: PythonOutcome) => void;
  readonly reject: (reason: unknown) => void;
  readonly seal: Buffer;
  watchdog: NodeJS.Timeout | undefined;
  overtime: boolean;
  bytes: number;
  done: Uint8Array | undefined;
  fault: string | undefined;
}

/** One process of a Python engine and the job it runs. What it sends is not trusted. */
export class PythonProcess {
  /** Jobs run so far. */
  jobs = 0;
  /** It must not be given another job. */
  spent = false;
  /** What it said of itself when it was ready. */
  about = "";
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
  /** Settles when it can take jobs. @throws Error with the last it said when it cannot. */
  readonly started: Promise<void>;
  private readonly process: ChildProcess;
  private readonly input: Socket;
  private readonly output: Socket;
  private readonly grace: number;
  private readonly loaded: number[] = [];
  private ready = false;
  private loading = 0;
  private last = "";
  private current: Current | undefined;
  private closed: () => void = () => {};
  private opened: (error?: Error) => void = () => {};

  /** @param grace how long after the wall limit the process is killed, ms; until then it may do so itself. */
  constructor(command: Command, environment: Record<string, string>, grace: number) {
    this.grace = grace;
    this.process = spawn(command.file, [...command.args], {
      // The last one carries nothing: its end tells the process that this one is gone.
      stdio: ["pipe", "ignore", "pipe", "pipe", "pipe"],
      env: { ...environment, PATH: process.env.PATH },
      cwd: "/",
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    this.input = this.process.stdin as Socket;
    this.output = this.process.stdio[3] as Socket;
    this.gone = new Promise(resolve => {
      this.closed = resolve;
    });
    this.started = new Promise((resolve, reject) => {
      this.opened = error => (error === undefined ? resolve() : reject(error));
    });
    this.started.catch(() => {});
    const reader = new FrameReader(message => this.receive(message), LONGEST);
    this.output.on("data", (piece: Buffer) => {
      try {
        reader.push(piece);
      } catch {
        // No message of ours: as good as dead.
        this.kill();
      }
    });
    this.process.stderr!.on("data", (piece: Buffer) => {
      this.last = `${this.last}${piece.toString("utf8")}`.slice(-2000);
    });
    this.input.on("error", () => {});
    this.output.on("error", () => {});
    this.process.stdio[4]!.on("error", () => {});
    this.process.on("error", error => this.ended(error));
    this.process.on("close", () => this.ended(undefined));
    alive.add(this);
    if (!watching) {
      watching = true;
      process.once("exit", () => {
        for (const child of alive) child.kill();
      });
    }
  }

  /** Runs one job. @throws Error with the traceback when the driver fails, or what the sink throws. */
  run(job: PythonJob, { id, body }: Driver, sink: PythonSink | undefined): Promise<PythonOutcome> {
    this.jobs++;
    return new Promise((resolve, reject) => {
      const seal = randomBytes(16);
      this.current = {
        job,
        sink,
        resolve,
        reject,
        seal,
        watchdog: undefined,
        overtime: false,
        bytes: 0,
        done: undefined,
        fault: undefined,
      };
      this.hold(true);
      if (!this.loaded.includes(id)) {
        this.loaded.push(id);
        if (this.loaded.length > DRIVERS) this.loaded.shift();
        this.loading++;
        this.input.write(frameHead(Message.LOAD, body.length, id));
        this.input.write(body);
      }
      const payload = Buffer.from(JSON.stringify(job.payload) ?? "null");
      const { memoryMiB, wallMs } = job.limits;
      this.input.write(
        Buffer.concat([
          frameHead(Message.JOB, payload.length, id, memoryMiB, Math.ceil(wallMs)),
          payload,
          frameHead(Message.SEAL, seal.length),
          seal,
        ]),
      );
      this.watch();
    });
  }

  /** Ends the process at once. */
  kill(): void {
    this.spent = true;
    const { pid } = this.process;
    if (pid === undefined || this.process.exitCode !== null || this.process.signalCode !== null) return;
    // Whoever waits for `gone` must not be left by a process whose event loop has run dry.
    this.hold(true);
    try {
      if (process.platform !== "win32") process.kill(-pid, "SIGKILL");
      else this.process.kill("SIGKILL");
    } catch {
      this.process.kill("SIGKILL");
    }
  }

  /** Whether this process keeps ours alive: only while it has something to do for us. */
  hold(on: boolean): void {
    const word = on ? "ref" : "unref";
    this.process[word]();
    this.input[word]();
    this.output[word]();
    (this.process.stderr as Socket)[word]();
    (this.process.stdio[4] as Socket)[word]();
  }

  private watch(): void {
    const { current } = this;
    if (current === undefined || !this.ready || this.loading > 0) return;
    current.watchdog = setTimeout(() => {
      // What the process has sent meanwhile is looked at first: this one may have been busy.
      setTimeout(() => {
        if (this.current !== current) return;
        current.overtime = true;
        this.kill();
      }, 50);
    }, current.job.limits.wallMs + this.grace);
  }

  private receive({ kind, a, b, body }: Received): void {
    if (kind === Message.READY) {
      if (this.ready) this.loading--;
      else {
        this.ready = true;
        this.about = text(body);
        this.opened();
      }
      this.watch();
      return;
    }
    const { current } = this;
    if (current === undefined) return;
    const { sink } = current;
    current.bytes += body.length;
    if (current.bytes > MOST) throw new RangeError("more than any driver sends");
    if (kind === Message.END) {
      if (!current.seal.equals(body)) throw new RangeError("a false end");
      this.settle(current, a, b !== 0);
    } else if (kind === Message.DONE) current.done = body;
    else if (kind === Message.FAILED) current.fault = text(body);
    else {
      const give = taken(kind, a, body, sink);
      try {
        give();
      } catch (error) {
        // What else comes has no taker.
        this.kill();
        this.finish();
        current.reject(error);
      }
    }
  }

  private settle(current: Current, how: number, spent: boolean): void {
    if (spent) this.spent = true;
    this.finish();
    const { wallMs, memoryMiB } = current.job.limits;
    if (how === End.WALL) current.resolve({ kind: "limit", limit: "wall", value: wallMs });
    else if (how === End.OK && current.fault !== undefined) current.reject(new Error(current.fault));
    else if (how === End.OK && current.done !== undefined) {
      let value: unknown;
      try {
        value = JSON.parse(text(current.done));
      } catch (error) {
        current.reject(error);
        return;
      }
      current.resolve({ kind: "done", value });
    } else current.resolve({ kind: "limit", limit: "heap", value: memoryMiB });
  }

  private finish(): void {
    clearTimeout(this.current?.watchdog);
    this.current = undefined;
    this.hold(false);
  }

  private ended(error: Error | undefined): void {
    this.spent = true;
    alive.delete(this);
    this.closed();
    const reason = error ?? new Error(this.last.trim() || "the process ended at once");
    this.opened(reason);
    const { current } = this;
    if (current === undefined) return;
    this.finish();
    const { wallMs, memoryMiB } = current.job.limits;
    if (current.overtime) current.resolve({ kind: "limit", limit: "wall", value: wallMs });
    else if (this.ready) current.resolve({ kind: "limit", limit: "heap", value: memoryMiB });
    else current.reject(reason);
  }
}

/** The call of the sink a message asks for. @throws for what no driver of ours sends. */
function taken(kind: number, a: number, body: Uint8Array, sink: PythonSink | undefined): () => void {
  if (kind === Message.ROWS) {
    if (body.length !== a * 16) throw new RangeError("rows of another length");
    const { buffer } = body;
    return () =>
      sink?.rows?.(
        new Int32Array(buffer as ArrayBuffer, 0, a),
        new Int32Array(buffer as ArrayBuffer, a * 4, a),
        new Float64Array(buffer as ArrayBuffer, a * 8, a),
      );
  }
  if (kind !== Message.STRINGS && kind !== Message.TABLES) throw new RangeError("an unknown message");
  const value: unknown = JSON.parse(text(body));
  if (kind === Message.TABLES) return () => sink?.tables?.(value);
  if (!Array.isArray(value) || !value.every(item => typeof item === "string")) {
    throw new RangeError("strings that are none");
  }
  return () => sink?.strings?.(value as string[]);
}

function text(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
}
