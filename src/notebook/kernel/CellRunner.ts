import { Cells } from "./Cells.js";
import { describeDiagnostics, describeThrown, type ErrorContent } from "./describeError.js";
import { editCell } from "./editCell.js";
import type { SourceMaps } from "./SourceMaps.js";
import { stackTraceOf } from "./stackTrace.js";
import type { Converted, Converter, Executor, Handler, Tslab } from "./Tslab.js";

/** How a cell ended: its error, or the value of its last expression. */
export type CellResult =
  | { readonly kind: "error"; readonly error: ErrorContent }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "nothing" };

/** What means V8's own way of writing stacks: Node's, where it has one, or nothing. */
const WITHOUT_CELLS: readonly unknown[] = [undefined, Error.prepareStackTrace];

/** First argument tslab prints diagnostics of module cells with. */
const DIAGNOSTIC_FORMAT = "%s%d:%d - %s";

/**
 * Makes SIGINT reach its listeners again where a cell has added one, as many packages do. V8 watches for SIGINT while a
 * cell runs and afterwards gives the signal back to the system, whose way is to end the process; Node only takes it
 * anew when nobody listened before.
 *
 * @param before the listeners before the cell.
 */
function keepInterrupt(before: readonly unknown[]): void {
  const now = process.rawListeners("SIGINT");
  if (now.every(listener => before.includes(listener))) return;
  process.removeAllListeners("SIGINT");
  for (const listener of now) process.on("SIGINT", listener as () => void);
}

/** Runs cells through tslab's compiler and executor, with what they get wrong mended. */
export class CellRunner {
  readonly handler: Handler;
  readonly #executor: Executor;
  readonly #tslab: Tslab;
  readonly #isJS: boolean;
  readonly #cells: Cells;
  readonly #stackTrace: ReturnType<typeof stackTraceOf>;
  #count = 0;
  #result: CellResult = { kind: "nothing" };
  /**
   * Declarations of all cells so far, as the compiler wants them. tslab has its own and forgets those of a cell that
   * throws; what such a cell declared stays, as everywhere in Jupyter (`undefined` where it did not get that far).
   */
  #declared = "";
  /** The same with the cell that runs. */
  #declares: string | undefined;

  constructor(tslab: Tslab, folder: string, maps: SourceMaps, isJS: boolean) {
    this.#tslab = tslab;
    this.#isJS = isJS;
    this.#cells = new Cells(folder, maps);
    this.#stackTrace = stackTraceOf(this.#cells);
    const compiler = tslab.createConverter({ isJS, isBrowser: false });
    const mended: Converter = {
      convert: (_previous, source) => this.#convert(compiler, source),
      inspect: (_previous, source, position) => compiler.inspect(this.#declared, source, position),
      complete: (_previous, source, position) => compiler.complete(this.#declared, source, position),
      addModule: (name, source, meta) => compiler.addModule(name, source, meta),
      close: () => compiler.close(),
    };
    let browser: ReturnType<Tslab["createConverter"]> | undefined;
    this.#executor = tslab.createExecutor(
      folder,
      {
        node: mended,
        get browser() {
          browser ??= tslab.createConverter({ isJS, isBrowser: true });
          return browser;
        },
        close: () => {
          compiler.close();
          browser?.close();
        },
      },
      {
        log: value => {
          this.#result = { kind: "value", value };
        },
        error: (...values) => this.#failed(values),
      },
    );
    this.handler = tslab.createHandler(this.#executor, isJS);
  }

  /** Runs one cell. `count` is its execution count. */
  async run(count: number, source: string): Promise<CellResult> {
    this.#count = count;
    this.#result = { kind: "nothing" };
    this.#declares = undefined;
    // In each cell anew: packages that replace it for a while put V8's own way back, which knows nothing of cells.
    if (WITHOUT_CELLS.includes(Error.prepareStackTrace)) Error.prepareStackTrace = this.#stackTrace;
    const listeners = process.rawListeners("SIGINT");
    const running = this.#executor.execute(source);
    keepInterrupt(listeners);
    const ok = await running;
    this.#declared = this.#declares ?? this.#declared;
    // Set meanwhile, through the console and the converter given to the executor.
    const result = this.#result as CellResult;
    if (ok || result.kind === "error") return result;
    return {
      kind: "error",
      error: { ename: "Error", evalue: "the cell failed without a reason", traceback: [] },
    };
  }

  /** Stops the running cell where it awaits; V8 stops one that does not. */
  interrupt(): void {
    this.#executor.interrupt();
  }

  close(): void {
    this.#executor.close();
  }

  #convert(compiler: Converter, source: string): Converted {
    const edited = editCell(this.#tslab.ts, source, this.#isJS);
    const converted = compiler.convert(this.#declared, edited.text);
    const { diagnostics, output } = converted;
    if (diagnostics.length > 0) {
      this.#result = { kind: "error", error: describeDiagnostics(diagnostics, this.#count, source, edited) };
    }
    if (diagnostics.length === 0) this.#declares = converted.declOutput ?? "";
    if (!output) return converted;
    const isAsync = converted.hasToplevelAwait || edited.awaits;
    const script = this.#cells.add(this.#count, { source, edited, output, isAsync }, this.#isJS);
    return {
      ...converted,
      hasToplevelAwait: isAsync,
      output: `${output}\n//# sourceURL=${script}`,
    };
  }

  /** tslab's console of errors: diagnostics, which are described already, or the one value that was thrown. */
  #failed(values: readonly unknown[]): void {
    if (values[0] === DIAGNOSTIC_FORMAT && values.length === 5) {
      // Those of a cell that is a module of its own: tslab registers it all the same.
      if (this.#result.kind !== "error") console.error(...values);
      return;
    }
    this.#result = { kind: "error", error: describeThrown(values[0]) };
  }
}
