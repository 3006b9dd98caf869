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

/** First argument tslab prints diagnostics of module cells with. */
const DIAGNOSTIC_FORMAT = "%s%d:%d - %s";

/** Runs cells through tslab's compiler and executor, with what they get wrong mended. */
export class CellRunner {
  readonly handler: Handler;
  readonly #executor: Executor;
  readonly #tslab: Tslab;
  readonly #isJS: boolean;
  readonly #cells: Cells;
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
    Error.prepareStackTrace = stackTraceOf(this.#cells);
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
    const ok = await this.#executor.execute(source);
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
    this.#cells.add(this.#count, { source, edited, output, isAsync }, this.#isJS);
    return {
      ...converted,
      hasToplevelAwait: isAsync,
      output: `${output}\n//# sourceURL=${Cells.scriptName(this.#count)}`,
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
