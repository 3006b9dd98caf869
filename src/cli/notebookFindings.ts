import { findTslab } from "../notebook/client/findTslab.js";
import { KERNEL_NAMES } from "../notebook/install/kernelSpec.js";
import { kernelStatus } from "../notebook/install/kernelStatus.js";
import { SourceError } from "../program/SourceError.js";

/** One line about what notebooks need. */
export interface NotebookFinding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly use: string;
  readonly mend: string;
}

/** Looks for tslab, for a Python with Jupyter, and for our kernels where its Jupyter looks. */
export async function notebookFindings(signal: AbortSignal): Promise<readonly NotebookFinding[]> {
  const { kernels, python, rejected } = await kernelStatus({ signal });
  const tried = rejected.map(({ python: path, reason }) => `${path} ${reason}`).join(", ");
  return [
    tslabFinding(),
    {
      name: "Python with Jupyter",
      ok: python !== undefined,
      detail: python === undefined ? tried || "no Python found" : `${python.version}, ${python.python}`,
      use: "opening notebooks in Jupyter (running them from the command line needs none)",
      mend: "pip install jupyterlab, or apt-get install jupyter-notebook",
    },
    ...KERNEL_NAMES.map(name => {
      const found = kernels.find(kernel => kernel.name === name && kernel.visible);
      const faults = found?.faults.join("; ");
      return {
        name: `kernel ${name}`,
        ok: found !== undefined && faults === "",
        detail: found === undefined ? "not installed where Jupyter looks" : faults || found.folder,
        use: "opening notebooks in Jupyter",
        mend: "tracebook kernel install",
      };
    }),
  ];
}

function tslabFinding(): NotebookFinding {
  const name = "tslab";
  const use = "the kernels, and running notebooks";
  const mend = "npm install tslab  (in a folder without typescript), or npm install -g tslab";
  try {
    return { name, use, mend, ok: true, detail: findTslab(process.cwd()) };
  } catch (error) {
    if (error instanceof SourceError)
      return {
        name,
        use,
        mend: "unset TRACEBOOK_TSLAB, or name a folder that has tslab",
        ok: false,
        detail: error.message,
      };
    return { name, use, mend, ok: false, detail: "not found from this folder upwards, nor globally" };
  }
}
