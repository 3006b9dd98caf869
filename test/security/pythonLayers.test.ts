import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PythonReport, pythonReport } from "../../src/trace/python/pythonReport.js";
import { closePython } from "../../src/trace/python/runPython.js";
import { attack, ENGINES } from "./pythonAttack.js";

/** The guard in Python is taken away: what is left are the layers of the engine and of the system. */
const unguarded = (engine: string, source: string, wallMs?: number): ReturnType<typeof attack> =>
  attack(engine, source, { guarded: false, wallMs });

afterAll(() => closePython());

/** Tries each line for itself; says what it gave or how it ended. */
async function tryAll(engine: string, lines: readonly string[]): Promise<string[]> {
  const { out, end, limit } = await unguarded(
    engine,
    `import io, os, socket, subprocess, sys
for line in ${JSON.stringify(lines)}:
    try: print("gave", repr(eval(line)))
    except BaseException as error: print(type(error).__name__)
`,
  );
  expect([end, limit]).toEqual([null, undefined]);
  return out.trim().split("\n");
}

describe("without its guard, Pyodide", () => {
  test("reaches no file and no socket", async () => {
    const tried = await tryAll("pyodide", [
      "open('/etc/passwd')",
      "open('/tmp/x', 'w')",
      "open('/lib/python3.13/x', 'w')",
      "os.listdir('/')",
      "os.mkdir('/tmp/x')",
      "os.remove('/lib/python313.zip')",
      "os.rename('/lib/python313.zip', '/x')",
      "os.symlink('/', '/x')",
      "os.chdir('/tmp')",
      "os.pipe()",
      "socket.socket()",
      "socket.create_connection(('127.0.0.1', 80), 1)",
    ]);
    for (const one of tried) expect(one).toMatch(/^(PermissionError|OSError|gaierror)$/);
  });

  test("runs nothing on the host", async () => {
    const [system] = await tryAll("pyodide", ["os.system('id')"]);
    expect(system).toMatch(/^(gave -?[1-9]\d*|PermissionError|OSError)$/);
  });

  test.each([
    [
      "a JavaScript object found by the collector",
      `import gc
for o in gc.get_objects():
    if type(o).__name__ == "JsLoader": print(o.jsproxy.constructor)`,
    ],
    [
      "a function of Pyodide's own that calls JavaScript",
      `import gc
for o in gc.get_objects():
    if isinstance(o, dict) and o.get("__name__") == "_pyodide_core": print(o["to_js"]([1]))`,
    ],
    ["leaving", "import os\nos._exit(0)"],
    ["aborting", "import os\nos.abort()"],
  ])("%s: is closed, and ends this process", async (_, source) => {
    expect(await unguarded("pyodide", source)).toEqual({ out: "", end: null, limit: "heap" });
  });

  test("finds no C function by name", async () => {
    const tried = await tryAll("pyodide", [
      "__import__('ctypes').CDLL(None).system(b'id')",
      "__import__('ctypes').pythonapi.Py_GetVersion()",
    ]);
    expect(tried).toEqual(["AttributeError", "AttributeError"]);
  });
});

describe.skipIf(!ENGINES.includes("cpython"))("without its guard, CPython", () => {
  let report: PythonReport["cpython"];
  beforeAll(async () => {
    report = (await pythonReport()).cpython;
  });

  test("sees no file but libraries", async ({ skip }) => {
    if (!report.root) skip("no mount namespace on this machine");
    const tried = await tryAll("cpython", [
      "open('/etc/passwd')",
      `open(${JSON.stringify(join(homedir(), ".bashrc"))})`,
      "open('/proc/1/environ').read() if False else open('/etc/shadow')",
      "open(os.path.dirname(os.__file__) + '/x', 'w')",
      "os.mkdir('/tmp')",
      "os.mkdir('/x')",
      "os.chroot('/')",
      "os.listdir('/home')",
      "os.listdir('/dev')",
    ]);
    for (const one of tried) expect(one).toMatch(/^(FileNotFoundError|PermissionError|OSError)$/);
  });

  test("makes no system call that reaches others", async ({ skip }) => {
    if (!report.calls) skip("no filter of system calls on this machine");
    const tried = await tryAll("cpython", [
      "os.fork()",
      "os.posix_spawn('/bin/sh', ['sh'], {})",
      "os.execv(sys.executable, ['python'])",
      "subprocess.run(['id'])",
      "socket.socket()",
      "socket.socketpair()",
      "os.kill(1, 9)",
      "os.kill(-1, 9)",
      "os.setsid()",
      "os.setpgid(0, 0)",
      "os.mkfifo('/tmp/x')",
      "os.rename('/lib', '/x')",
      "__import__('ctypes').CDLL(None, use_errno=True).mount(b'none', b'/', None, 0, None)",
      "__import__('ctypes').CDLL(None).unshare(0x10000000)",
    ]);
    for (const one of tried) expect(one).toMatch(/^(PermissionError|FileNotFoundError|gave -1)$/);
  });

  test("writes no message the host would take for the server's", async () => {
    for (const bytes of ["b'x' * 1000", "bytes([10, 0, 0, 0, 16]) + bytes(31)"]) {
      const { limit } = await unguarded("cpython", `import os\nos.write(3, ${bytes})\nwhile True: pass`, 500);
      expect(limit).toMatch(/^(heap|wall)$/);
    }
    expect((await unguarded("cpython", "import os\nos._exit(0)")).limit).toBe("heap");
    expect((await unguarded("cpython", "import os\nos.close(3)")).limit).toBe("heap");
  });

  test("writes no file, however many bytes", async () => {
    const { limit, end } = await unguarded(
      "cpython",
      "import os\nfor folder in ('/tmp', '/dev/shm', '/'):\n  try: open(folder + '/x', 'w').write('x')\n  except OSError: continue\n  raise SystemExit(folder)",
    );
    expect([limit, end]).toEqual([undefined, null]);
  });
});
