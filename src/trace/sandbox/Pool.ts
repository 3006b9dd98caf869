import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LimitName, Outcome } from "../format/TraceHeader.js";
import type { Report } from "../recorder/realm.js";
import { Frame, type Message, Reader, writeFrame } from "./frames.js";
import type { Job, JobResult, RowSink } from "./Job.js";

const LIMITS: readonly LimitName[] = ["steps", "steps", "wall", "heap", "buffer", "output"];

/** Path of the bundled child. */
export function sandboxPath(): string {
  let at = typeof __dirname === "string" ? __dirname : dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, "package.json"))) at = dirname(at);
  return join(at, "dist", "sandbox.cjs");
}

interface Child {
  readonly process: ChildProcess;
  readonly reader: Reader;
  readonly key: string;
  jobs: number;
  ready: Promise<void>;
  take: (message: Message) => void;
  gone: () => void;
}

/** Stop-gap pool: warm locked children, one job at a time each. */
export class Pool {
  private readonly idle: Child[] = [];
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  private readonly size: number;

  constructor(options: { readonly size?: number } = {}) {
    this.size = options.size ?? 2;
  }

  async run(job: Job, sink: RowSink, options: { readonly signal?: AbortSignal } = {}): Promise<JobResult> {
    options.signal?.throwIfAborted();
    while (this.running >= this.size) await new Promise<void>(done => this.waiting.push(done));
    this.running++;
    try {
      return await this.runOn(this.child(job), job, sink, options.signal);
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }

  async close(): Promise<void> {
    for (const child of this.idle.splice(0)) kill(child);
  }

  private child(job: Job): Child {
    const key = `${job.limits.heapMiB}/${job.limits.bufferMiB}/${job.limits.depth}`;
    const at = this.idle.findIndex(c => c.key === key);
    return at >= 0 ? this.idle.splice(at, 1)[0] : start(job, key);
  }

  private runOn(child: Child, job: Job, sink: RowSink, signal?: AbortSignal): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      let rows = 0;
      let strings = 0;
      let steps = 0;
      let frames = 0;
      const end = (report: Report & { rejections: string[] }, reuse: boolean): void => {
        clearTimeout(watchdog);
        signal?.removeEventListener("abort", abort);
        child.take = () => {};
        child.gone = () => {};
        if (reuse && child.jobs < 200) {
          this.idle.push(child);
          hold(child, false);
        } else kill(child);
        const outcome = outcomeOf(report, job);
        resolve({
          outcome,
          rejections: report.rejections,
          steps: report.steps || steps,
          frames: report.frames || frames,
        });
      };
      const lost = (stopped: number): void =>
        end({ stopped, steps, frames, loaded: false, called: false, returnRow: -1, rejections: [] }, false);
      const watchdog = setTimeout(() => lost(2), job.limits.wallMs + 2_000);
      const abort = (): void => {
        clearTimeout(watchdog);
        kill(child);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort);
      child.gone = () => lost(3);
      child.take = ({ kind, base, body }) => {
        if (kind === Frame.ROWS) {
          if (base < rows) return;
          const n = body.length / 16;
          const copy = body.buffer.slice(body.byteOffset, body.byteOffset + body.length) as ArrayBuffer;
          const op = new Int32Array(copy, 0, n);
          const frame = new Int32Array(copy, n * 4, n);
          const value = new Float64Array(copy.slice(n * 8));
          for (let i = 0; i < n; i++) {
            const k = op[i] & 31;
            if (k === 3) steps++;
            else if (k === 1) frames++;
          }
          rows += n;
          sink.rows(op, frame, value);
        } else if (kind === Frame.STRINGS) {
          if (base < strings) return;
          const texts: string[] = JSON.parse(
            Buffer.from(body.buffer, body.byteOffset, body.length).toString("utf8"),
          );
          strings += texts.length;
          sink.strings(texts);
        } else if (kind === Frame.DONE) {
          const report = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.length).toString("utf8"));
          end(report, report.stopped === 0);
        }
      };
      child.jobs++;
      hold(child, true);
      child.ready.then(
        () => child.process.stdin!.write(writeFrame(Frame.JOB, 0, Buffer.from(JSON.stringify(job)))),
        () => lost(3),
      );
    });
  }
}

function outcomeOf(report: Report, job: Job): Outcome {
  if (report.stopped > 0) {
    const limit = LIMITS[report.stopped];
    const { limits } = job;
    const value = {
      steps: limits.steps,
      wall: limits.wallMs,
      heap: limits.heapMiB,
      buffer: limits.bufferMiB,
      output: limits.outputChars,
    }[limit];
    return { kind: "limit", limit, value };
  }
  if (report.failure) return { kind: "throw", ...report.failure };
  if (!report.loaded || !report.called) return { kind: "pending" };
  return { kind: "return", row: report.returnRow };
}

function hold(child: Child, busy: boolean): void {
  const verb = busy ? "ref" : "unref";
  child.process[verb]();
  for (const stream of child.process.stdio)
    (stream as unknown as { ref?(): void; unref?(): void } | null)?.[verb]?.();
}

function kill(child: Child): void {
  child.take = () => {};
  child.gone = () => {};
  child.process.kill("SIGKILL");
}

let prefix: string[] | undefined;

/** Commands that lock the child further, where the system has them. */
function lock(dataMiB: number): string[] {
  prefix ??= [
    ...(works("unshare", ["-rn", "true"]) ? ["unshare", "-rn"] : []),
    ...(works("prlimit", ["--core=0", "true"]) ? ["prlimit", "--core=0", "--stack=67108864"] : []),
  ];
  return prefix.includes("prlimit") ? [...prefix, `--data=${dataMiB * 2 ** 20}`] : prefix;
}

function works(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

function start(job: Job, key: string): Child {
  const path = sandboxPath();
  const { heapMiB, bufferMiB } = job.limits;
  const before = lock(heapMiB + bufferMiB + 600);
  const [major, minor] = process.versions.node.split(".").map(Number);
  const permission =
    major > 23 || (major === 22 && minor >= 13) || (major === 23 && minor >= 5)
      ? "--permission"
      : "--experimental-permission";
  const node = [
    permission,
    `--allow-fs-read=${path}`,
    "--no-warnings",
    "--disallow-code-generation-from-strings",
    `--max-old-space-size=${heapMiB + 64}`,
    `--stack-size=${before.includes("prlimit") ? 60000 : 6000}`,
    path,
  ];
  const [command, ...args] = [...before, process.execPath, ...node];
  const made = spawn(command, args, {
    stdio: ["pipe", "ignore", process.env.TRACEBOOK_CHILD_STDERR ? "inherit" : "ignore", "pipe"],
    env: { TZ: "UTC", LANG: "en_US.UTF-8" },
  });
  const child: Child = {
    process: made,
    reader: new Reader(),
    key,
    jobs: 0,
    ready: Promise.resolve(),
    take: () => {},
    gone: () => {},
  };
  made.stdin!.on("error", () => {});
  child.ready = new Promise((resolve, reject) => {
    made.stdio[3]!.on("data", (chunk: Buffer) => {
      for (const message of child.reader.take(chunk)) {
        if (message.kind === Frame.HELLO) resolve();
        else child.take(message);
      }
    });
    made.on("exit", () => {
      reject(new Error("the sandbox child did not start"));
      child.gone();
    });
    made.on("error", reject);
  });
  child.ready.catch(() => {});
  return child;
}
