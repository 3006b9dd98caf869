/**
 * The child process a program runs in. Reads jobs from standard input, runs each in a fresh context, writes rows
 * and strings to descriptor 3 as they come. Everything the program does is synchronous from here: microtasks
 * run when an evaluation ends, timers are virtual.
 */
import { writeSync } from "node:fs";
import { formatWithOptions, types } from "node:util";
import { getHeapStatistics } from "node:v8";
import vm from "node:vm";
import { CHUNK_ROWS, Shape } from "../format/Kind.js";
import { HOOKS } from "../javascript/Hooks.js";
import type { Host } from "../recorder/Host.js";
import type { Realm, Report } from "../recorder/realm.js";
import { Stop } from "../recorder/stop.js";
import { Frame, Reader, writeFrame } from "./frames.js";
import type { Job } from "./Job.js";
import { ASSERT_TEXT, REALM_TEXT, SLOPPY_TEXT } from "./realmTexts.js";

const OUT = 3;
const realmScript = new vm.Script(REALM_TEXT, { filename: "tracebook:realm" });
const sloppyScript = new vm.Script(SLOPPY_TEXT, { filename: "tracebook:sloppy" });
let assertScript: vm.Script | undefined;
const stepScript = new vm.Script(
  "{const run=globalThis.__tracebook_run;delete globalThis.__tracebook_run;run()}",
  { filename: "tracebook:run" },
);

const op = new Int32Array(CHUNK_ROWS);
const frame = new Int32Array(CHUNK_ROWS);
const value = new Float64Array(CHUNK_ROWS);
const write = (buffer: Uint8Array): void => {
  for (let at = 0; at < buffer.length; ) {
    try {
      at += writeSync(OUT, buffer, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
};

let onRejection: ((reason: unknown) => void) | undefined;
process.on("unhandledRejection", reason => onRejection?.(reason));
process.on("rejectionHandled", () => {});

async function runJob(job: Job): Promise<void> {
  let rows = 0;
  let strings: string[] = [];
  let stringBase = 0;
  let flushed = performance.now();
  let looked = flushed;
  const { limits } = job;
  const heapBytes = limits.heapMiB * 2 ** 20;
  const bufferBytes = limits.bufferMiB * 2 ** 20;
  const external = getHeapStatistics().external_memory;

  const sendStrings = (): void => {
    if (strings.length === 0) return;
    write(writeFrame(Frame.STRINGS, stringBase, Buffer.from(JSON.stringify(strings))));
    stringBase += strings.length;
    strings = [];
  };
  const host: Host = {
    flush(count) {
      sendStrings();
      if (count === 0) return;
      const body = Buffer.concat([bytes(op, count), bytes(frame, count), bytes(value, count)]);
      write(writeFrame(Frame.ROWS, rows, body));
      rows += count;
      flushed = performance.now();
    },
    strings(text) {
      strings.push(text);
    },
    tick() {
      const now = performance.now();
      let bits = now - flushed > 20 ? 1 : 0;
      if (now - looked > 5) {
        looked = now;
        const { used_heap_size, external_memory } = getHeapStatistics();
        if (used_heap_size > heapBytes) bits |= 2;
        if (external_memory - external > bufferBytes) bits |= 4;
      }
      return bits;
    },
    classify,
    format: args => formatWithOptions({ customInspect: false }, ...copy(args)),
    utf8Length: text => Buffer.byteLength(text),
    encodeInto(text, bytes) {
      const { read, written } = encoder.encodeInto(text, bytes);
      lastWritten = written;
      return read;
    },
    written: () => lastWritten,
    decoder: (label, fatal, ignoreBOM) => decoders.push(new TextDecoder(label, { fatal, ignoreBOM })) - 1,
    decoderEncoding: handle => decoders[handle].encoding,
    decode: (handle, input, stream) => decoders[handle].decode(input as Uint8Array | undefined, { stream }),
    atob,
    btoa,
    table: (data, columns) => tableText(data, columns),
  };

  const encoder = new TextEncoder();
  const decoders: InstanceType<typeof TextDecoder>[] = [];
  let lastWritten = 0;
  const started = performance.now();
  const rejections: string[] = [];
  let realm: Realm | undefined;
  let late = false;
  const contextify = (vm.constants as unknown as { DONT_CONTEXTIFY?: object }).DONT_CONTEXTIFY ?? {};
  const context = vm.createContext(contextify, {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: "afterEvaluate",
  });
  const target = context as { __tracebook_run?: () => void };

  /** Runs a piece inside the realm with its microtasks; what is left of the wall time bounds it. */
  const enter = (run: () => void): void => {
    const timeout = Math.ceil(limits.wallMs - (performance.now() - started));
    if (late || timeout <= 0) {
      late = true;
      return;
    }
    Object.defineProperty(target, "__tracebook_run", { value: run, configurable: true, writable: true });
    try {
      stepScript.runInContext(context, { timeout });
    } catch (error) {
      if ((error as NodeJS.ErrnoException)?.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
      late = true;
    }
  };
  // Node tells of unhandled rejections between turns of its loop; without promises there are none.
  const promises = job.modules.some(m => /\b(?:Promise|async|await|import)\b/.test(m.code));
  const turn = (): Promise<void> | undefined =>
    promises ? new Promise(done => setImmediate(done)) : undefined;

  try {
    const sloppy = sloppyScript.runInContext(context);
    const make = realmScript.runInContext(context);
    const made: Realm = make(host, { op, frame, value }, JSON.stringify(settingsOf(job)), sloppy);
    realm = made;
    onRejection = reason => {
      rejections.push(made.rejected(reason));
    };
    const built = new Map<string, unknown>();
    const builtIn = (name: string): unknown => {
      assertScript ??= new vm.Script(ASSERT_TEXT, { filename: "tracebook:assert" });
      if (!built.has("assert")) built.set("assert", assertScript.runInContext(context));
      const assert = built.get("assert") as { strict: unknown };
      return name.endsWith("/strict") ? assert.strict : assert;
    };
    const needsAssert = job.modules.some(m => m.imports.some(([, to]) => typeof to === "string"));
    const assert = needsAssert ? { plain: builtIn("assert"), strict: builtIn("assert/strict") } : undefined;
    // Arrays the realm sees are its own: parse the module list inside.
    const modules = vm.runInContext(
      "(text)=>JSON.parse(text)",
      context,
    )(JSON.stringify(job.modules.map(({ code: _, prefix: __, ...rest }) => rest)));
    job.modules.forEach((m, i) => {
      const params = HOOKS.map(name => m.prefix + name).join(",");
      const text = `(function(${params}){return ${m.async ? "async " : ""}function(exports,require,module,__filename,__dirname){${m.code}\n}})`;
      modules[i].factory = new vm.Script(text, { filename: m.file }).runInContext(context);
    });
    const choose = vm.runInContext("(plain,strict)=>name=>name.endsWith('/strict')?strict:plain", context)(
      assert?.plain,
      assert?.strict,
    );

    const state = (): Report => JSON.parse(made.report());
    const over = (): boolean => late || state().stopped !== 0 || state().failure !== undefined;
    const settle = async (done: (s: Report) => boolean): Promise<void> => {
      await turn();
      for (let more = true; more && !over() && !done(state()); ) {
        enter(() => {
          more = made.step();
        });
        await turn();
      }
    };
    enter(() => made.load(modules, choose));
    await settle(s => s.loaded);
    if (!over() && state().loaded) {
      enter(() => made.call());
      await settle(() => false);
    }
  } catch (error) {
    // Only a failure of our own gets here: a module the engine could not compile, for one.
    const message =
      error instanceof Error || types.isNativeError(error)
        ? `${(error as Error).name}: ${(error as Error).message}`
        : "unknown";
    finish({
      stopped: 0,
      steps: 0,
      frames: 0,
      loaded: false,
      called: false,
      returnRow: -1,
      failure: { row: -1, name: "SyntaxError", message },
    });
    return;
  } finally {
    onRejection = undefined;
  }
  if (late) realm.halt(Stop.WALL);
  realm.flush();
  finish(JSON.parse(realm.report()));

  function finish(report: Report): void {
    sendStrings();
    write(writeFrame(Frame.DONE, rows, Buffer.from(JSON.stringify({ ...report, rejections }))));
  }
}

function settingsOf({ seed, epoch, limits, record, sources, texts, modules, callFunction }: Job): object {
  const prefixes = [...new Set(modules.map(m => m.prefix))];
  return { seed, epoch, limits, record, sources, texts, prefixes, callFunction };
}

function bytes(array: Int32Array | Float64Array, count: number): Uint8Array {
  return new Uint8Array(array.buffer, 0, count * array.BYTES_PER_ELEMENT);
}

/** An array of this realm: the program may have changed how those of its own are iterated. */
function copy(args: readonly unknown[]): unknown[] {
  const list: unknown[] = [];
  for (let i = 0; i < args.length; i++) list.push(args[i]);
  return list;
}

/** Shape of an object by its internal slots; runs none of its code. */
function classify(object: object): number {
  if (types.isProxy(object)) return Shape.PROXY;
  if (typeof object === "function") return Shape.FUNCTION;
  if (Array.isArray(object)) return Shape.ARRAY;
  if (types.isMap(object)) return Shape.MAP;
  if (types.isSet(object)) return Shape.SET;
  if (types.isDate(object)) return Shape.DATE;
  if (types.isRegExp(object)) return Shape.REGEXP;
  if (types.isNativeError(object)) return Shape.ERROR;
  if (types.isPromise(object)) return Shape.PROMISE;
  if (types.isTypedArray(object)) return Shape.TYPED_ARRAY;
  if (types.isAnyArrayBuffer(object)) return Shape.ARRAY_BUFFER;
  if (types.isDataView(object)) return Shape.DATA_VIEW;
  if (types.isBoxedPrimitive(object)) return Shape.BOXED;
  if (
    types.isGeneratorObject(object) ||
    types.isMapIterator(object) ||
    types.isSetIterator(object) ||
    types.isWeakMap(object) ||
    types.isWeakSet(object)
  ) {
    return Shape.OPAQUE;
  }
  return Shape.OBJECT;
}

function tableText(data: unknown, columns: unknown): string {
  const lines: string[] = [];
  const collect = new console.Console({ write: (text: string) => lines.push(text) } as never);
  collect.table(data, columns as string[]);
  return lines.join("").replace(/\n$/, "");
}

const reader = new Reader();
let queue: Promise<void> = Promise.resolve();
process.stdin.on("data", (chunk: Buffer) => {
  for (const { body } of reader.take(chunk)) {
    const job: Job = JSON.parse(Buffer.from(body).toString("utf8"));
    queue = queue.then(() => runJob(job));
  }
});
process.stdin.on("end", () => process.exit(0));
write(writeFrame(Frame.HELLO, 0, new Uint8Array(0)));
