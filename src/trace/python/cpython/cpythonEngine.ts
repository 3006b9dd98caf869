import { type Command, works } from "../../sandbox/lockdown.js";
import guard from "../guard.py";
import jobs from "../jobs.py";
import type { PythonEngine } from "../PythonPool.js";
import { PythonProcess } from "../PythonProcess.js";
import calls from "./calls.py";
import { askInterpreter, type Interpreter } from "./interpreter.js";
import layers from "./layers.py";
import server from "./server.py";

/** How much later than the server the host kills, ms: only a server that hangs. */
const GRACE_MS = 1500;

/** Namespaces a server is put into: all of its own, the network only, none. */
type Namespaces = "own" | "network" | "none";

const UNSHARE: Record<Namespaces, readonly string[]> = {
  own: ["--map-root-user", "--net", "--mount", "--ipc", "--uts", "--pid", "--fork", "--kill-child", "--"],
  network: ["--map-root-user", "--net", "--"],
  none: [],
};

let namespaces: Promise<Namespaces> | undefined;
let still: Promise<boolean> | undefined;

/** The namespaces that can be had on this machine, looked for once. */
export function pythonNamespaces(): Promise<Namespaces> {
  namespaces ??= (async () => {
    for (const kind of ["own", "network"] as const) {
      if (await works("unshare", [...UNSHARE[kind], "true"])) return kind;
    }
    return "none";
  })();
  return namespaces;
}

/** Puts our modules in place and starts the server; what stands on the path by being empty is the current folder. */
const START = `
import sys
sys.path[:] = [path for path in sys.path if path]
import json, types
settings = json.loads(sys.argv[1])
for name, source in settings.pop("modules"):
    sys.modules[name] = made = types.ModuleType(name)
    try:
        exec(compile(source, f"<{name}>", "exec"), made.__dict__)
    except (ImportError, OSError, AttributeError):
        del sys.modules[name]
sys.modules.pop("tracebook_server").serve(settings)
`;

async function commandOf({ executable, environment }: Interpreter): Promise<Command> {
  // Equal addresses in every run: objects without an order of their own come in the same one.
  still ??= works("setarch", ["--addr-no-randomize", "true"]);
  const kind = await pythonNamespaces();
  const settings = {
    own: kind === "own",
    site: environment,
    modules: [
      ["tracebook_guard", guard],
      ["tracebook_jobs", jobs],
      ["tracebook_calls", calls],
      ["tracebook_layers", layers],
      ["tracebook_server", server],
    ],
  };
  const words = [
    ...(kind === "none" ? [] : ["unshare", ...UNSHARE[kind]]),
    ...((await still) ? ["setarch", "--addr-no-randomize"] : []),
    executable,
    "-s",
    ...(environment ? [] : ["-S"]),
    "-B",
    "-c",
    START,
    JSON.stringify(settings),
  ];
  return { file: words[0], args: words.slice(1) };
}

const ENVIRONMENT = {
  PYTHONHASHSEED: "0",
  PYTHONNOUSERSITE: "1",
  TZ: "UTC",
  LANG: "C.UTF-8",
  LC_ALL: "C.UTF-8",
  HOME: "/",
  MALLOC_ARENA_MAX: "1",
  OPENBLAS_NUM_THREADS: "1",
  OMP_NUM_THREADS: "1",
};

/** Fork servers of one interpreter. @param path of it, or `python3`. */
export function cpythonEngine(path: string): PythonEngine {
  let asked: Promise<Interpreter> | undefined;
  return {
    async start() {
      asked ??= askInterpreter(path);
      asked.catch(() => {
        asked = undefined;
      });
      return new PythonProcess(await commandOf(await asked), ENVIRONMENT, GRACE_MS);
    },
    mend: () => Promise.resolve(false),
  };
}
