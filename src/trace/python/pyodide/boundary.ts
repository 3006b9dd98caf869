/**
 * Everything Python compiled to WebAssembly can ask of JavaScript goes through the functions it imports. Once locked,
 * all of them but those of {@link OPEN} are closed: whatever objects a program may find in its interpreter, there is
 * no way from them to JavaScript, files, processes or sockets. A closed door either answers as the system does when
 * it refuses, or, where no honest program comes by, ends the process.
 */
import { noteFatal } from "./fatal.js";
import { type WasmModule, webAssembly } from "./webAssembly.js";

/** What ordinary Python code asks for. */
const OPEN = new Set(
  (
    "_PyEM_TrampolineCall_JS _PyEM_GetCountArgsPtr _Py_CheckEmscriptenSignals_Helper _Py_emscripten_runtime" +
    " is_sentinel environ_get environ_sizes_get _tzset_js _timegm_js _mktime_js _localtime_js _gmtime_js" +
    " clock_time_get clock_res_get emscripten_date_now emscripten_get_now emscripten_get_heap_max" +
    " emscripten_resize_heap fd_close fd_read fd_write fd_seek fd_pread fd_fdstat_get __syscall_fcntl64" +
    " __syscall_getcwd __syscall_fstat64 __syscall_stat64 __syscall_lstat64 __syscall_newfstatat" +
    " __syscall_faccessat __syscall_getdents64 __syscall_fadvise64 __syscall_readlinkat __call_sighandler" +
    " _munmap_js emscripten_runtime_keepalive_push emscripten_runtime_keepalive_pop" +
    " _emscripten_get_progname _emscripten_lookup_name capture_stderr restore_stderr"
  ).split(" "),
);
/** Numbers of errors as wasi counts them. */
const EACCES = 2;
const ENOSYS = 52;
/** A few calls have answers of their own; system calls get `-EACCES`, wasi calls `EACCES`. */
const ANSWERS: Record<string, number> = {
  _emscripten_system: -ENOSYS,
  _setitimer_js: 0,
  _mmap_js: -EACCES,
  _msync_js: -EACCES,
  _dlopen_js: 0,
  _emscripten_dlopen_js: 0,
  _dlsym_js: 0,
  getaddrinfo: -3,
  getnameinfo: -3,
  getprotobyname: 0,
  fd_sync: 0,
  fd_pwrite: EACCES,
};
/** Flags of `open` that are more than reading: write, create, truncate, append. */
const WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000;

/** What the doors ask. */
export interface Boundary {
  /** Closes the doors. */
  lock(): void;
  /** The doors let everything pass while trusted code of ours is at work. */
  unlock(): void;
  /** `random_get` starts anew. */
  reseed(): void;
  /** The text at an address in Python's memory; and that memory. */
  text: (pointer: number) => string;
  bytes: () => Uint8Array;
  /** Whether a program may read a path of the file system in memory. */
  mayRead: (path: string) => boolean;
}

type Imports = Record<string, Record<string, unknown>>;
type Callable = (...args: number[]) => unknown;

/** Makes `WebAssembly.instantiate` put the doors in; call it before Pyodide is loaded. */
export function putBoundary(): Boundary {
  const { instantiate } = webAssembly;
  let locked = false;
  let random = 1;
  const boundary: Boundary = {
    lock() {
      locked = true;
    },
    unlock() {
      locked = false;
    },
    reseed() {
      random = 0x9e3779b9;
    },
    text: () => "",
    bytes: () => new Uint8Array(0),
    mayRead: () => false,
  };

  function door(name: string, open: Callable): Callable {
    if (name === "__syscall_openat") {
      return (folder, path, flags, rest) => {
        if (locked && ((flags & WRITING) !== 0 || !boundary.mayRead(boundary.text(path)))) return -EACCES;
        return open(folder, path, flags, rest);
      };
    }
    if (name === "random_get") {
      return (pointer, size) => {
        if (!locked) return open(pointer, size);
        const target = boundary.bytes().subarray(pointer, pointer + size);
        for (let i = 0; i < target.length; i++) {
          random ^= random << 13;
          random ^= random >>> 17;
          random ^= random << 5;
          target[i] = random;
        }
        return 0;
      };
    }
    const answer = ANSWERS[name] ?? (name.startsWith("__syscall_") ? -EACCES : undefined);
    if (answer !== undefined) return (...args) => (locked ? answer : open(...args));
    return (...args) => (locked ? noteFatal(`${name} is closed`) : open(...args));
  }

  webAssembly.instantiate = async (source, given) => {
    const compiled = source instanceof webAssembly.Module;
    const module = compiled ? (source as WasmModule) : await webAssembly.compile(source);
    const imports = { ...(given as Imports) };
    for (const { kind, module: space, name } of webAssembly.Module.imports(module)) {
      if (kind !== "function" || name.startsWith("invoke_") || OPEN.has(name)) continue;
      const open = imports[space]?.[name];
      // What WebAssembly itself exports leads back into it.
      if (typeof open !== "function" || isWasm(open)) continue;
      imports[space] = withDoor(imports[space], name, door(name, open as Callable));
    }
    const instance = await instantiate.call(webAssembly, module, imports);
    return compiled ? instance : { module, instance };
  };
  return boundary;
}

const doors = new WeakMap<object, Record<string, unknown>>();

/** The imports with one replaced, those of Pyodide itself left as they are. */
function withDoor(space: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  let mine = doors.get(space);
  if (mine === undefined) {
    mine = Object.create(space) as Record<string, unknown>;
    doors.set(space, mine);
    doors.set(mine, mine);
  }
  mine[name] = value;
  return mine;
}

function isWasm(open: unknown): boolean {
  return String(open).includes("[native code]");
}
