import { createRequire } from "node:module";
import { join } from "node:path";
import type { MimeBundle } from "../../program/showable.js";

/** Where a display goes: with an id it can be replaced later. */
export interface Placement {
  readonly displayId?: string;
  /** Replace what was shown under the id instead of showing something new. */
  readonly update?: boolean;
}

/** What shows bundles in this process. */
export interface NotebookHost {
  /** `tracebook` is our own kernel, which asks the last expression of a cell for its bundle itself. */
  readonly name: "tracebook" | "tslab" | "deno";
  display(bundle: MimeBundle, placement: Placement): void;
}

/** What our kernel puts under `Symbol.for("tracebook.kernel")` of the global object. */
interface KernelHook {
  display(bundle: MimeBundle, placement: Placement): void;
}

/** The part of `tslab/dist/jupyter.js` that is used. */
interface TslabJupyter {
  readonly lastWriteDisplayData?: ((content: object, update: boolean) => void) | null;
}

/** The part of Deno's global object that is used. */
interface DenoJupyter {
  /** Gives a promise in some versions and nothing in others. */
  broadcast(type: string, content: object): Promise<void> | undefined;
}

const KERNEL: symbol = Symbol.for("tracebook.kernel");

/** The notebook this process runs in; undefined in scripts, terminals and REPLs. */
export function notebookHost(): NotebookHost | undefined {
  const { [KERNEL]: kernel, Deno } = globalThis as {
    [KERNEL]?: KernelHook;
    Deno?: { jupyter?: DenoJupyter };
  };
  if (typeof kernel?.display === "function") {
    return { name: "tracebook", display: (bundle, placement) => kernel.display(bundle, placement) };
  }
  const write = tslab()?.lastWriteDisplayData;
  if (write) {
    return {
      name: "tslab",
      display: (bundle, placement) => write(content(bundle, placement), placement.update ?? false),
    };
  }
  const jupyter = Deno?.jupyter;
  if (typeof jupyter?.broadcast !== "function") return undefined;
  return {
    name: "deno",
    display: (bundle, placement) => {
      const type = placement.update ? "update_display_data" : "display_data";
      jupyter.broadcast(type, content(bundle, placement))?.catch((error: unknown) => console.error(error));
    },
  };
}

/** Content of Jupyter's `display_data`. */
function content(data: MimeBundle, { displayId }: Placement): object {
  return { data, metadata: {}, transient: displayId === undefined ? {} : { display_id: displayId } };
}

/**
 * The running tslab, found among the modules of the process: a library that requires tslab itself would not see a
 * global one. Of two copies (a global one that handed over to a local one) only the running one can display.
 */
function tslab(): TslabJupyter | undefined {
  const { cache } = createRequire(join(process.cwd(), "cell.js"));
  for (const [path, module] of Object.entries(cache)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path)) continue;
    const found = module?.exports as TslabJupyter | undefined;
    if (found?.lastWriteDisplayData) return found;
  }
  return undefined;
}
