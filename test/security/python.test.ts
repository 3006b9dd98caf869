import { afterAll, describe, expect, test } from "vitest";
import { closePython } from "../../src/trace/python/runPython.js";
import { attack, ENGINES, type Left } from "./pythonAttack.js";

afterAll(() => closePython());

describe.each(ENGINES)("programs on %s", engine => {
  const run = (source: string, wallMs?: number): Promise<Left> => attack(engine, source, { wallMs });

  /** Tries each line for itself; says how each ended. */
  async function tryAll(lines: readonly string[], before = ""): Promise<string[]> {
    const { out, end } = await run(`${before}
for line in ${JSON.stringify(lines)}:
    try:
        exec(line, dict(globals()))
        print("DONE", line)
    except BaseException as error:
        print(type(error).__name__)
`);
    expect(end).toBe(null);
    return out.trim().split("\n");
  }

  test("reach no JavaScript and nothing below the interpreter by import", async () => {
    const names = [
      "js",
      "pyodide_js",
      "pyodide",
      "pyodide.code",
      "pyodide.ffi",
      "_pyodide",
      "_pyodide_core",
      "ctypes",
      "_ctypes",
      "_testcapi",
      "_xxsubinterpreters",
      "_interpreters",
      "_posixshmem",
      "tracebook_guard",
      "tracebook_jobs",
      "tracebook_boot",
      "tracebook_server",
      "tracebook_layers",
      "tracebook_environment",
    ];
    const tried = await tryAll(
      names.flatMap(name => [`import ${name}`, `import sys; sys.modules[${JSON.stringify(name)}].x`]),
    );
    expect(new Set(tried)).toEqual(new Set(["ModuleNotFoundError", "KeyError"]));
  });

  test("start no process and end none", async () => {
    const tried = await tryAll(
      [
        "os.system('id')",
        "os.popen('id').read()",
        "os.fork()",
        "os.forkpty()",
        "os.execv('/bin/sh', ['sh'])",
        "os.posix_spawn('/bin/sh', ['sh'], {})",
        "os.spawnl(os.P_WAIT, '/bin/sh', 'sh')",
        "subprocess.run(['id'])",
        "subprocess.check_output('id', shell=True)",
        "os.kill(1, 9)",
        "os.killpg(0, 9)",
        "os._exit(0)",
        "os.abort()",
        "posix._exit(0)",
        "posix.fork()",
        "import _posixsubprocess; _posixsubprocess.fork_exec([b'/bin/sh'], [b'/bin/sh'], True, (), None, None, -1, -1, -1, -1, -1, -1, -1, -1, True, False, None, None, None, -1, None)",
        "import multiprocessing; multiprocessing.Process(target=print).start()",
        "import pty; pty.spawn('/bin/sh')",
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (999, 999))",
      ],
      "import os, posix, subprocess",
    );
    for (const one of tried) {
      expect(one).toMatch(
        /^(PermissionError|AttributeError|OSError|ModuleNotFoundError|ImportError|TypeError)$/,
      );
    }
  });

  test("read and write no files", async () => {
    const tried = await tryAll(
      [
        "open('/etc/passwd')",
        "open(b'/etc/passwd')",
        "io.FileIO('/etc/passwd')",
        "io.open_code('/etc/passwd')",
        "os.open('/etc/passwd', os.O_RDONLY)",
        "open('/proc/self/environ')",
        "open('/proc/self/maps')",
        "open('/proc/1/cmdline')",
        "open('/dev/mem')",
        "open('/tmp/x', 'w')",
        "open('x', 'a')",
        "open(os.path.dirname(os.__file__) + '/x.py', 'w')",
        "open(os.path.dirname(os.__file__) + '/../../../etc/passwd')",
        "open(0)",
        "open(3, 'wb')",
        "os.fdopen(3, 'wb')",
        "os.open('/tmp/x', os.O_CREAT | os.O_WRONLY)",
        "os.listdir('/')",
        "os.listdir()",
        "os.scandir('/')",
        "list(os.fwalk('/')) if hasattr(os, 'fwalk') else os.listdir('/')",
        "list(pathlib.Path('/').iterdir())",
        "pathlib.Path('/etc/passwd').read_text()",
        "os.mkdir('/tmp/x')",
        "os.remove('/tmp/x')",
        "os.rename('/tmp/x', '/tmp/y')",
        "os.symlink('/etc', '/tmp/x')",
        "os.link('/etc/passwd', '/tmp/x')",
        "os.chmod('/tmp', 0)",
        "os.chdir('/etc')",
        "os.mkfifo('/tmp/x')",
        "os.mknod('/tmp/x')",
        "os.truncate('/tmp/x', 0)",
        "os.utime('/tmp/x')",
        "os.chroot('/')",
        "tempfile.mkstemp()",
        "tempfile.TemporaryFile()",
        "shutil.rmtree('/tmp')",
        "shutil.copy('/etc/passwd', '/tmp/x')",
        "sqlite3.connect('/tmp/x.db')",
        "import dbm; dbm.open('/tmp/x', 'c')",
        "import shelve; shelve.open('/tmp/x')",
        "import zipfile; zipfile.ZipFile('/tmp/x.zip', 'w')",
        "import fileinput; next(fileinput.input('/etc/passwd'))",
        "import linecache; assert linecache.getlines('/etc/passwd')",
        "import runpy; runpy.run_path('/etc/passwd')",
        "import importlib.machinery as m; m.SourceFileLoader('x', '/etc/passwd').get_data('/etc/passwd')",
        "mmap.mmap(3, 10)",
      ],
      "import io, os, pathlib, shutil, tempfile\ntry: import sqlite3, mmap\nexcept ImportError: pass",
    );
    expect(tried.filter(one => one.startsWith("DONE"))).toEqual([]);
    for (const one of tried) {
      expect(one).toMatch(
        /^(PermissionError|AttributeError|AssertionError|FileNotFoundError|NameError|OSError|ModuleNotFoundError|UnsupportedOperation|error)$/,
      );
    }
  });

  test("a path that changes its mind is refused", async () => {
    const { out } = await run(`
import io, os
class Sly:
    count = 0
    def __fspath__(self):
        Sly.count += 1
        return os.__file__ if Sly.count == 1 else "/etc/passwd"
class Text(str):
    def split(self, *_): return []
    def startswith(self, *_): return True
    def __hash__(self): return hash(os.__file__)
    def __eq__(self, other): return True
for path in (Sly(), Text("/etc/passwd")):
    for opened in (open, io.FileIO, io.open_code):
        try:
            with opened(path) as file: print("root:x:" in str(file.read()))
        except (PermissionError, TypeError) as error: print(type(error).__name__)
`);
    expect(out).not.toContain("True");
  });

  test("have no network", async () => {
    const tried = await tryAll(
      [
        "socket.socket()",
        "socket.socketpair()",
        "socket.create_connection(('127.0.0.1', 80), 1)",
        "socket.getaddrinfo('localhost', 80)",
        "socket.gethostbyname('localhost')",
        "import _socket; _socket.socket()",
        "urllib.request.urlopen('http://127.0.0.1/')",
        "urllib.request.urlopen('file:///etc/passwd')",
        "import http.client; http.client.HTTPConnection('127.0.0.1').request('GET', '/')",
        "import asyncio; asyncio.run(asyncio.open_connection('127.0.0.1', 80))",
      ],
      "import socket, urllib.request",
    );
    for (const one of tried) expect(one).toMatch(/^(PermissionError|URLError|OSError|NotImplementedError)$/);
  });

  test("do not find the host's objects or take the guard off", async () => {
    const tried = await tryAll(
      [
        "gc.get_objects()",
        "gc.get_referrers(print)",
        "gc.get_referents(sys)",
        "os.write(3, b'x' * 100)",
        "posix.write(3, b'x' * 100)",
        "os.writev(3, [b'x'])",
        "os.close(3)",
        "os.dup2(0, 3)",
        "os.read(3, 1)",
        "os.read(0, 1)",
      ],
      "import gc, os, posix, sys",
    );
    for (const one of tried) expect(one).toMatch(/^(PermissionError|AttributeError)$/);
    // Python itself keeps silent when a hook refuses another one.
    expect(
      (
        await run(
          "import sys; seen = []; sys.addaudithook(lambda *a: seen.append(a)); import wave; print(seen)",
        )
      ).out,
    ).toBe("[]\n");
  });

  test("get no second copy of a module with the functions that were replaced", async () => {
    const tried = await tryAll(
      [
        "_imp.create_builtin(Spec('posix', None)).write(3, b'x')",
        "_imp.create_builtin(Spec('_imp', None)).create_builtin(Spec('posix', None)).write(3, b'x')",
        "importlib.machinery.BuiltinImporter.create_module(Spec('posix', None)).write(3, b'x')",
        "importlib.reload(sys.modules['posix']).write(3, b'x')",
        "sys.modules.pop('posix'); import posix; posix.write(3, b'x')",
        "del sys.modules['os']; import os; os.write(3, b'x')",
        "importlib.util.module_from_spec(Spec('posix', importlib.machinery.BuiltinImporter)).write(3, b'x')",
        "_imp.create_builtin(Twice()).write(3, b'x')",
        "loaded('_ctypes').dlopen(None, 0)",
        "loaded('_posixsubprocess').fork_exec",
        "importlib.import_module(Text('_ctypes'))",
      ],
      `import _imp, importlib.machinery, importlib.util, os, sys
from importlib.machinery import ModuleSpec as Spec
class Twice:
    origin, names = None, ["harmless", "posix", "posix"]
    @property
    def name(self): return self.names.pop(0)
class Text(str):
    def partition(self, *_): return ("x", "", "")
    rpartition = partition
def loaded(name):
    for suffix in importlib.machinery.EXTENSION_SUFFIXES:
        for folder in sys.path:
            path = f"{folder}/{name}{suffix}"
            if os.path.exists(path):
                loader = importlib.machinery.ExtensionFileLoader("harmless." + name, path)
                return loader.create_module(Spec("harmless." + name, loader, origin=path))
    raise ModuleNotFoundError(name)`,
    );
    for (const one of tried)
      expect(one).toMatch(/^(PermissionError|ModuleNotFoundError|AttributeError|ImportError)$/);
  });

  test("messages of their own making end only them", async () => {
    for (const message of [
      "(10, b'0' * 16)",
      "(1, b'{}')",
      "(3, b'1234', a=2**31)",
      "(4, b'[1, 2]', a=2)",
      "(99, b'')",
    ]) {
      const source = `import sys
frame = sys._getframe()
while "host" not in frame.f_locals: frame = frame.f_back
frame.f_locals["host"].send${message}
while True: pass`;
      expect((await run(source, 500)).limit, message).toMatch(/^(heap|wall)$/);
    }
  });

  test("see no variables of the host", async () => {
    const { out } = await run(
      "import os, posix, sys; print(dict(os.environ), posix.environ, os.getenv('PATH'), sys.argv, len(sys.orig_argv))",
    );
    expect(out).toBe("{} {} None ['program.py'] 1\n");
  });

  test("that do not end are ended", async () => {
    for (const source of [
      "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
      "sum(range(10**12))",
      "import re; re.match('(a+)+$', 'a' * 50 + 'b')",
    ]) {
      expect((await run(source, 500)).limit, source).toBe("wall");
    }
  });

  test("that take too much memory are told or ended", async () => {
    for (const source of [
      "x = [0] * 10**9",
      "x = []\nwhile True: x.append(bytearray(10**6))",
      "x = 'a'\nwhile True: x += x",
      "x = {}\nfor i in range(10**9): x[i] = [i]",
    ]) {
      const { limit } = await run(source, 3000);
      expect(["heap", "wall"], source).toContain(limit);
    }
    const kept = await run(
      "try: x = [0] * 10**9\nexcept MemoryError: print('caught')\nprint(len([0] * 10**6))",
    );
    expect(kept).toEqual({ out: "caught\n1000000\n", end: null, limit: undefined });
  });

  test("numbers too long end at a bound", async () => {
    const { limit } = await run("x = 10**10**8", 500);
    expect(["heap", "wall"]).toContain(limit);
  });

  test("that call themselves without end end with RecursionError or at a bound", async () => {
    expect((await run("def f(): f()\nf()")).end).toMatch(/^RecursionError/);
    for (const source of [
      "import sys; sys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
      "import sys; sys.setrecursionlimit(10**9)\nclass A:\n  def __getattr__(self, name): return getattr(self, name)\nA().x",
      "import sys; sys.setrecursionlimit(10**9)\nx = []\nfor i in range(10**5): x = [x]\nrepr(x)",
    ]) {
      const { limit, end } = await run(source, 1500);
      // SystemError: what Pyodide makes of a full WebAssembly stack on Node 24.
      expect(limit ?? end, source).toMatch(/^(heap|wall|RecursionError|MemoryError|SystemError)/);
    }
  });

  test("signals and crashes of their own making end only them", async () => {
    for (const source of [
      "import faulthandler; faulthandler._sigsegv()",
      "import signal; signal.raise_signal(signal.SIGKILL)",
      "import signal; signal.raise_signal(signal.SIGTERM)",
      "import signal; signal.alarm(1)\nwhile True: pass",
      "import faulthandler; faulthandler.dump_traceback_later(0.1, exit=True)\nwhile True: pass",
    ]) {
      const { limit, end } = await run(source, 1500);
      expect(limit ?? end, source).toMatch(
        /^(heap|wall|AttributeError|RuntimeError|OSError|UnsupportedOperation|KeyboardInterrupt|NotImpl)/,
      );
    }
  });

  test("sys.exit is an exception the driver sees", async () => {
    expect((await run("import sys; sys.exit(5)")).end).toBe("SystemExit: 5");
  });

  test("much output is handed over whole", async () => {
    const { out } = await run("for i in range(20000): print('x' * 100)");
    expect(out.length).toBe(20000 * 101);
  });

  test("leave nothing behind for the next program", async () => {
    await run(`
import asyncio, atexit, builtins, collections, copy, datetime, decimal, gc, json, math, random, re, signal, sys, threading, time
def bad(*args, **kwargs): raise RuntimeError("left behind")
json.dumps = json.loads = json.JSONEncoder.encode = json.JSONEncoder.default = bad
copy.deepcopy = copy._deepcopy_dispatch[list] = re.sub = math.sqrt = collections.Counter.most_common = bad
builtins.len = builtins.isinstance = builtins.print = builtins.sorted = builtins.open = builtins.__import__ = bad
decimal.getcontext().prec = 3
random.seed(99); random.Random.random = bad
sys.setrecursionlimit(77); sys.settrace(None); sys.stdout = sys.stderr = None
for name in ("json", "re", "os", "random", "traceback"): sys.modules.pop(name, None)
sys.modules["math"] = None; sys.path[:] = []; sys.meta_path[:] = []; sys.path_hooks[:] = []
gc.disable(); gc.callbacks.append(bad)
atexit.register(bad)
try: signal.signal(signal.SIGTERM, bad)
except Exception: pass
try: threading.Thread(target=lambda: [time.sleep(1) for _ in range(10)], daemon=True).start()
except RuntimeError: pass
asyncio.sleep = asyncio.run = time.time = bad
object.__subclasses__()[0]
class Weird(type): __instancecheck__ = bad
`);
  });

  test("a program that writes over what its driver returns with spoils only itself", async () => {
    const { limit, end } = await run(`
import json, sys
frame = sys._getframe()
while frame is not None:
    for name, value in list(frame.f_globals.items()):
        if name in ("json", "struct", "dumps", "run", "Host", "types"): frame.f_globals[name] = None
    frame = frame.f_back
`).catch(error => ({ limit: undefined, end: String(error) }));
    expect(typeof (limit ?? end)).not.toBe("undefined");
  });

  test("the standard library can be imported late, with threads where there are any", async () => {
    const { out, end } = await run(`
import colorsys, email.message, graphlib, html.parser, statistics, string, urllib.parse, xml.dom.minidom, zlib
print(graphlib.TopologicalSorter({1: [2]}).static_order().__next__(), urllib.parse.quote("ä"), zlib.crc32(b"x"))
import threading
seen = []
try:
    thread = threading.Thread(target=seen.append, args=(1,)); thread.start(); thread.join()
except RuntimeError: seen.append(1)
print(seen)
`);
    expect([out, end]).toEqual(["2 %C3%A4 2363233923\n[1]\n", null]);
  });
});
