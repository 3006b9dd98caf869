import childProcess from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import guard from "../guard.py";
import jobs from "../jobs.py";
import boot from "./boot.py";
import { type Boundary, putBoundary } from "./boundary.js";
import { webAssembly } from "./webAssembly.js";

/** What is used of Pyodide's inner module. */
interface Inner {
  readonly HEAPU8: Uint8Array;
  readonly FS: {
    streams: unknown[];
    makedev(major: number, minor: number): number;
    mkdev(path: string, device: number): void;
    registerDevice(device: number, operations: object): void;
    open(path: string, flags: string): { readonly fd: number };
    closeStream(fd: number): void;
    chdir(path: string): void;
  };
  UTF8ToString(pointer: number): string;
  stringToNewUTF8(text: string): number;
  _PyRun_SimpleStringFlags(code: number, flags: number): number;
  /** Moves the end of the used memory by so many bytes; gives the old end. */
  _sbrk(bytes: number): number;
  /** Lowest address the stack may reach, and where it is now: it grows downwards. */
  _emscripten_stack_get_end(): number;
  _emscripten_stack_get_current(): number;
  _hiwire_num_refs(): number;
}

interface Py {
  readonly _module: Inner;
  runPython(code: string): unknown;
  makeMemorySnapshot(): Uint8Array;
}

const MIB = 2 ** 20;
const DEVICE = "/dev/tracebook";

/** A loaded interpreter with its doors, see {@link Boundary}. */
export interface Interpreter {
  readonly py: Py;
  readonly boundary: Boundary;
  /** Most memory, MiB; beyond it Python gets a MemoryError. */
  cap(memoryMiB: number): void;
}

let cap = 2 ** 16;

/**
 * Loads Pyodide from its folder.
 *
 * @param snapshot memory to start from, made by {@link makeSnapshot}; without one, everything is imported anew.
 */
export async function loadInterpreter(
  folder: string,
  snapshot: Uint8Array | undefined,
  making: boolean,
): Promise<Interpreter> {
  const boundary = putBoundary();
  const memory = webAssembly.Memory.prototype;
  const { grow } = memory;
  memory.grow = function (pages) {
    if (this.buffer.byteLength / 65536 + Number(pages) > cap) throw new RangeError("no more memory");
    return grow.call(this, pages);
  };
  // Pyodide asks for these while it loads, and the permission model forbids them.
  const { constants } = fs;
  (process as unknown as { binding: unknown }).binding = (name: string) => {
    if (name === "constants") return { fs: constants, ...constants };
    throw new Error(`no binding ${name}`);
  };
  (childProcess as { spawnSync: unknown }).spawnSync = () => ({ status: 127, signal: null });
  const require = createRequire(join(folder, "pyodide.js"));
  const { loadPyodide } = require("./pyodide.js") as { loadPyodide(options: object): Promise<Py> };
  const py = await loadPyodide({
    indexURL: folder,
    stdin: () => null,
    stdout() {},
    stderr() {},
    env: { PYTHONHASHSEED: "0", HOME: "/", TZ: "UTC", LANG: "C.UTF-8" },
    jsglobals: Object.create(null),
    ...(making ? { _makeSnapshot: true } : {}),
    ...(snapshot === undefined ? {} : { _loadSnapshot: snapshot }),
  });
  const inner = py._module;
  boundary.text = pointer => inner.UTF8ToString(pointer);
  boundary.bytes = () => inner.HEAPU8;
  boundary.mayRead = path => !path.includes("..") && /^\/lib\/python3/.test(path);
  if (snapshot === undefined) importAll(py);
  return {
    py,
    boundary,
    cap(memoryMiB) {
      cap = (memoryMiB * MIB) / 65536;
    },
  };
}

/** Python modules of ours and what of the standard library is used most. */
function importAll(py: Py): void {
  const modules = { tracebook_guard: guard, tracebook_jobs: jobs, tracebook_boot: boot };
  py.runPython(`
import json as _json, sys as _sys, types as _types
for _name, _source in _json.loads(${JSON.stringify(JSON.stringify(modules))}).items():
    _sys.modules[_name] = _made = _types.ModuleType(_name)
    exec(compile(_source, f"<{_name}>", "exec"), _made.__dict__)
for _name in _made.jobs.PRELOADED:
    __import__(_name)
for _name in ("tracebook_guard", "tracebook_jobs", "tracebook_boot"):
    del _sys.modules[_name]
tracebook_boot = _made
del _json, _sys, _types, _made, _name, _source
import gc
gc.collect()
del gc
`);
}

/** Where Python reads jobs and writes messages. */
export interface Channel {
  /** The next bytes for Python, at most so many; none at the end of what it is to read. */
  read(bytes: number): Uint8Array | undefined;
  write(piece: Uint8Array): void;
}

/** An interpreter closed to the outside, with a memory it can be put back to. */
export interface Locked {
  /** Calls `load` or `run` of boot.py. @throws what ends the process. */
  call(name: "load" | "run"): void;
  /** Copy of the memory in use. */
  remember(): Uint8Array;
  /** Puts everything back. False when that cannot be said for sure. */
  restore(memory: Uint8Array): boolean;
}

/** Opens the channel, takes JavaScript out of Python's reach, closes the doors. */
export function lockInterpreter({ py, boundary }: Interpreter, channel: Channel): Locked {
  const inner = py._module;
  const { FS } = inner;
  const device = FS.makedev(64, 0);
  FS.registerDevice(device, {
    read(_: unknown, buffer: Int8Array, offset: number, length: number): number {
      const piece = channel.read(length);
      if (piece === undefined) return 0;
      buffer.set(piece, offset);
      return piece.length;
    },
    write(_: unknown, buffer: Int8Array, offset: number, length: number): number {
      channel.write(new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length));
      return length;
    },
  });
  FS.mkdev(DEVICE, device);
  const { fd } = FS.open(DEVICE, "r+");
  py.runPython(`tracebook_boot.start(${fd})`);
  const calls = {
    load: inner.stringToNewUTF8("tracebook_boot.load()"),
    run: inner.stringToNewUTF8("tracebook_boot.run()"),
  };
  const streams = FS.streams.length;
  const unused = [inner._emscripten_stack_get_end(), inner._emscripten_stack_get_current()] as const;
  const references = inner._hiwire_num_refs();
  boundary.lock();
  return {
    call(name) {
      boundary.reseed();
      inner._PyRun_SimpleStringFlags(calls[name], 0);
    },
    remember: () => inner.HEAPU8.slice(0, inner._sbrk(0)),
    restore(memory) {
      boundary.unlock();
      for (let open = streams; open < FS.streams.length; open++) if (FS.streams[open]) FS.closeStream(open);
      FS.streams.length = streams;
      FS.chdir("/");
      boundary.lock();
      const heap = inner.HEAPU8;
      const end = inner._sbrk(0);
      // What lies below the stack's place is of calls that are over.
      heap.set(memory.subarray(0, unused[0]));
      heap.set(memory.subarray(unused[1]), unused[1]);
      if (end > memory.length) heap.fill(0, memory.length, end);
      return inner._hiwire_num_refs() === references;
    },
  };
}
