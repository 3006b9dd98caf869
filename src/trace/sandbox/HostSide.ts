import { AssertionError, deepEqual } from "node:assert";
import { inspect, isDeepStrictEqual, TextDecoder, TextEncoder, types } from "node:util";
import vm from "node:vm";
import { CHUNK_ROWS } from "../format/Kind.js";
import { HOOKS } from "../javascript/Hooks.js";
import type { Host } from "../javascript/realm/Host.js";
import { classify } from "./classify.js";
import { Frame, frameHead } from "./frames.js";
import { HostConsole } from "./HostConsole.js";
import type { Job } from "./Job.js";
import type { Meter } from "./Meter.js";
import { send } from "./send.js";
import { packStrings } from "./wireStrings.js";

/** Rows of one chunk: op, frame, value behind one another. Reused by every program of this process. */
const memory = new ArrayBuffer(CHUNK_ROWS * 16);

const rejected: unknown[] = [];
process.on("unhandledRejection", reason => {
  rejected.push(reason);
});
// Looks for unhandled rejections now instead of after the current callback.
const lookForRejections = (process as unknown as { _tickCallback?: () => void })._tickCallback;
const nothing = new vm.Script("0", { filename: "tracebook:drain" });

/** What the realm of one program is given, see {@link Host}. */
export function hostSide(context: vm.Context, meter: Meter, job: () => Job): Host {
  rejected.length = 0;
  const console = new HostConsole();
  const encoder = new TextEncoder();
  const decoders: TextDecoder[] = [];
  return {
    memory,
    foreign: Object.prototype,
    flush(from, rows, texts, count, steps, frames) {
      if (count > 0) {
        const list: string[] = [];
        for (let i = 0; i < count; i++) list.push(texts[i]);
        const { width, body } = packStrings(list);
        send([frameHead(Frame.STRINGS, body.length, count, width), body]);
      }
      if (rows > 0) {
        send([
          frameHead(Frame.ROWS, rows * 16, rows, steps, frames),
          new Uint8Array(memory, from * 4, rows * 4),
          new Uint8Array(memory, (CHUNK_ROWS + from) * 4, rows * 4),
          new Uint8Array(memory, (CHUNK_ROWS + from) * 8, rows * 8),
        ]);
      }
      meter.flushed();
    },
    tick: () => meter.tick(),
    isProxy: types.isProxy,
    classify,
    isPromise: types.isPromise,
    isArguments: types.isArgumentsObject,
    isError: types.isNativeError,
    isRegExp: types.isRegExp,
    drain() {
      nothing.runInContext(context);
    },
    rejections() {
      lookForRejections?.();
      return rejected.length;
    },
    rejection: index => rejected[index],
    compile(index) {
      const { prefix, async, code, file, kind } = job().modules[index];
      const names = HOOKS.map(name => prefix + name).join(",");
      const form = async ? "async function" : kind === "module" ? "function*" : "function";
      const head = `(function(${names}){return ${form}(exports,require,module,__filename,__dirname){`;
      const script = new vm.Script(`${head}${code}\n}})`, { filename: file, columnOffset: -head.length });
      return script.runInContext(context);
    },
    print: (method, args) => console.print(method, args),
    deepEqual(strict, a, b) {
      if (strict) return isDeepStrictEqual(a, b);
      try {
        deepEqual(a, b);
        return true;
      } catch (error) {
        if (error instanceof AssertionError) return false;
        throw error;
      }
    },
    assertMessage: (operator, actual, expected, message) =>
      new AssertionError({ operator, actual, expected, message }).message,
    inspect: value => inspect(value, { customInspect: false }),
    encodeInto: (text, bytes) => encoder.encodeInto(text, bytes).written,
    utf8Length: text => Buffer.byteLength(text),
    decoder(label, fatal, ignoreBOM) {
      return decoders.push(new TextDecoder(label, { fatal, ignoreBOM })) - 1;
    },
    decoderEncoding: handle => decoders[handle].encoding,
    decode: (handle, bytes, stream) => decoders[handle].decode(bytes as Uint8Array, { stream }),
    atob,
    btoa,
  };
}
