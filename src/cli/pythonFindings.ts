import { library } from "./library.js";
import type { SandboxFinding } from "./sandboxFindings.js";

/** Command that lets anyone have namespaces, where the system keeps them for root. */
export const NAMESPACES = "apt-get install util-linux; sysctl -w kernel.unprivileged_userns_clone=1";

/** What Python programs can be run by, and what holds them back: one process of each engine is started. */
export async function pythonFindings(): Promise<readonly SandboxFinding[]> {
  const { closePool, pythonReport } = await library();
  const { pyodide, cpython } = await pythonReport();
  await closePool();
  const layers = [
    [cpython.namespaces !== "none", "no network"],
    [cpython.root, "no files but libraries"],
    [cpython.landlock, "landlock"],
    [cpython.calls, "no system calls for processes, sockets and writing"],
  ] as const;
  const missing = layers.filter(([holds]) => !holds).map(([, what]) => what);
  const held = layers.filter(([holds]) => holds).map(([, what]) => what);
  const findings: SandboxFinding[] = [
    {
      name: "Pyodide",
      ok: pyodide.works,
      detail: pyodide.works ? `${pyodide.version}, locked` : (pyodide.reason ?? "not found"),
      use: "running Python programs without an installed Python",
      mend: "npm install pyodide@0.29.5",
    },
  ];
  if (pyodide.works) {
    findings.push({
      name: "Pyodide snapshot",
      ok: pyodide.snapshot !== "none",
      detail: {
        there: "kept on disk",
        made: "made just now and kept on disk",
        none: pyodide.reason ?? "none",
      }[pyodide.snapshot],
      use: "starting Pyodide in half a second instead of three",
      mend: "export XDG_CACHE_HOME=<folder that can be written>",
    });
  }
  findings.push({
    name: "CPython",
    ok: cpython.works,
    detail: cpython.works
      ? `${cpython.version} at ${cpython.executable}`
      : (cpython.reason ?? "not found").split(":")[0],
    use: "Python programs with threads, --python cpython",
    mend: "apt-get install python3",
  });
  if (cpython.works) {
    findings.push({
      name: "CPython layers",
      ok: missing.length === 0,
      detail: missing.length === 0 ? held.join(", ") : `missing: ${missing.join(", ")}`,
      use: "holding CPython back by the system, not by Python alone",
      mend: NAMESPACES,
    });
  }
  return findings;
}
