/**
 * The process a program runs in. It reads a job from descriptor 0, runs it in a fresh context, and writes rows,
 * strings and the outcome to descriptor 3 as they come; then the next. Everything is synchronous: microtasks are run
 * by hand, timers are virtual, and reading blocks, so an idle child costs nothing and dies with its host.
 */
import { readSync } from "node:fs";
import vm from "node:vm";
import type { Realm } from "../javascript/realm/realm.js";
import { Frame, FrameReader, frameHead } from "./frames.js";
import { hostSide } from "./HostSide.js";
import type { Job } from "./Job.js";
import { collectGarbage, Meter } from "./Meter.js";
import { REALM_TEXT, SLOPPY_TEXT } from "./realmText.js";
import { send } from "./send.js";

/** Above this much heap, garbage is collected between two programs. */
const TIDY_BYTES = 64 * 2 ** 20;
/** How much later than the recorder's own check the engine ends the program, ms. */
const GRACE_MS = 100;
const RUN = "tracebook:run";

const realmScript = new vm.Script(REALM_TEXT, { filename: "tracebook:realm" });
const sloppyScript = new vm.Script(SLOPPY_TEXT, { filename: "tracebook:sloppy" });
const runScript = new vm.Script(
  `{const run=globalThis[${JSON.stringify(RUN)}];delete globalThis[${JSON.stringify(RUN)}];run()}`,
  { filename: "tracebook:run" },
);

interface Prepared {
  readonly context: vm.Context;
  readonly realm: Realm;
  readonly meter: Meter;
  job: Job | undefined;
}

/** A fresh context with the recorder in it, ready for a job. */
function prepare(): Prepared {
  // Older engines have no context without interceptors; a plain one differs in speed only.
  const kind = (vm.constants as unknown as { DONT_CONTEXTIFY?: object } | undefined)?.DONT_CONTEXTIFY ?? {};
  const context = vm.createContext(kind, {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: "afterEvaluate",
  });
  const meter = new Meter();
  let prepared: Prepared;
  const host = hostSide(context, meter, () => prepared.job!);
  const make = realmScript.runInContext(context) as (host: unknown, sloppy: unknown) => Realm;
  prepared = { context, realm: make(host, sloppyScript.runInContext(context)), meter, job: undefined };
  return prepared;
}

function runJob({ context, realm, meter }: Prepared, job: Job): string {
  const { wallMs, heapMiB, bufferMiB } = job.limits;
  const modules = job.modules.map(({ code: _, ...rest }) => rest);
  realm.begin(JSON.stringify({ ...job, modules }));
  meter.start(wallMs, heapMiB, bufferMiB);
  Object.defineProperty(context, RUN, { value: realm.run, configurable: true });
  let late = false;
  try {
    runScript.runInContext(context, { timeout: Math.ceil(wallMs) + GRACE_MS });
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null)?.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    late = true;
  }
  return realm.finish(late);
}

let prepared: Prepared | undefined;

const reader = new FrameReader(({ body }) => {
  const job: Job = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8"));
  const mine = prepared ?? prepare();
  prepared = undefined;
  mine.job = job;
  let kind: number = Frame.DONE;
  let text: string;
  try {
    text = runJob(mine, job);
  } catch (error) {
    // A fault of ours: the host throws it and takes another child.
    kind = Frame.FAILED;
    text = String((error as Error)?.stack ?? error);
  }
  const reply = Buffer.from(text);
  send([frameHead(kind, reply.length), reply]);
});

// Nothing a program might reach of this realm can be changed by it.
for (const name of Object.getOwnPropertyNames(globalThis)) {
  const thing = (globalThis as Record<string, unknown>)[name];
  if (typeof thing !== "function") continue;
  Object.freeze(thing);
  const { prototype } = thing as { prototype?: unknown };
  if (typeof prototype === "object" && prototype !== null) Object.freeze(prototype);
}

prepared = prepare();
send([frameHead(Frame.READY, 0)]);
const piece = Buffer.alloc(1 << 16);
for (;;) {
  const count = readSync(0, piece);
  if (count === 0) break;
  reader.push(piece.subarray(0, count));
  // Between programs, while the host is busy with what was sent.
  if (prepared === undefined) {
    if (process.memoryUsage().heapUsed > TIDY_BYTES) collectGarbage();
    prepared = prepare();
  }
}
