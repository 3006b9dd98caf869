import type { Command } from "commander";
import { pythonAdvice } from "../notebook/install/findPython.js";
import { installKernel, uninstallKernel } from "../notebook/install/installKernel.js";
import type { KernelPlace } from "../notebook/install/kernelFolder.js";
import { KERNEL_NAMES } from "../notebook/install/kernelSpec.js";
import { kernelStatus } from "../notebook/install/kernelStatus.js";
import type { Session } from "./Session.js";

interface Options extends KernelPlace {
  readonly json?: boolean;
}

/** Adds `tracebook kernel install|uninstall|status`. */
export function addKernel(program: Command, session: Session): void {
  const kernel = program
    .command("kernel")
    .description("Install the Jupyter kernels: tracebook (TypeScript) and tracebook-js (JavaScript).");
  addPlace(kernel.command("install"))
    .description("Write the kernel specs and say whether Jupyter will find them.")
    .addHelpText(
      "after",
      `
The kernels run on tslab: the one in a notebook's own folders, else the one found now (npm install tslab).

Examples:
  tracebook kernel install
  tracebook kernel install --sys-prefix --python ~/venv/bin/python
  tracebook kernel install --prefix ./jupyter && JUPYTER_PATH=./jupyter/share/jupyter jupyter lab`,
    )
    .action((options: Options) => install(options, session));
  addPlace(kernel.command("uninstall"))
    .description("Remove the kernel specs from where install put them.")
    .addHelpText(
      "after",
      "\nExamples:\n  tracebook kernel uninstall\n  tracebook kernel uninstall --prefix ./jupyter",
    )
    .action((options: Options) => uninstall(options, session));
  addPlace(kernel.command("status"))
    .description(
      "List the installed kernels and what keeps them from starting; exit code 1 unless both would start.",
    )
    .addHelpText("after", "\nExamples:\n  tracebook kernel status\n  tracebook kernel status --json")
    .action((options: Options) => status(options, session));
}

function addPlace(command: Command): Command {
  return command
    .option("--prefix <dir>", "below DIR/share/jupyter instead of the user's folder")
    .option("--sys-prefix", "in the environment of the Python that has Jupyter")
    .option("--python <path>", "the Python that runs Jupyter (default: the first that has it)")
    .option("--json", "print the outcome as JSON");
}

async function install({ json, ...place }: Options, session: Session): Promise<void> {
  const done = await installKernel({ ...place, signal: session.signal });
  if (json) return session.print(JSON.stringify(done));
  const lines = [...done.folders.map(folder => `installed ${folder}`), `on tslab ${done.tslab}`];
  const { python } = done;
  if (python === undefined) lines.push(pythonAdvice(done.rejected));
  else if (done.visible) lines.push(`found by Jupyter of ${python.python} (Python ${python.version})`);
  else lines.push(`Jupyter of ${python.python} does not look there: set JUPYTER_PATH=${done.jupyterPath}`);
  return session.print(lines.join("\n"));
}

async function uninstall({ json, ...place }: Options, session: Session): Promise<void> {
  const removed = await uninstallKernel({ ...place, signal: session.signal });
  if (json) return session.print(JSON.stringify({ removed }));
  return session.print(
    removed.length === 0 ? "nothing to remove" : removed.map(path => `removed ${path}`).join("\n"),
  );
}

async function status({ json, ...place }: Options, session: Session): Promise<void> {
  const found = await kernelStatus({ ...place, signal: session.signal });
  const { kernels, python, rejected } = found;
  if (json) await session.print(JSON.stringify(found));
  else {
    const lines = kernels.flatMap(({ faults, folder, name, version, visible }) => [
      `${faults.length === 0 ? "ok " : "bad"}  ${name.padEnd(13)} ${version}  ${folder}${visible ? "" : "  (Jupyter does not look there)"}`,
      ...faults.map(fault => `     ${fault}: run \`tracebook kernel install\` again`),
    ]);
    if (python !== undefined) lines.push(`Jupyter: Python ${python.version}, ${python.python}`);
    else lines.push(pythonAdvice(rejected));
    await session.print(lines.join("\n"));
  }
  const missing = KERNEL_NAMES.filter(
    name => !kernels.some(kernel => kernel.name === name && kernel.faults.length === 0),
  );
  if (missing.length > 0)
    throw new Error(`not installed: ${missing.join(", ")}; run \`tracebook kernel install\``);
}
