import { createRequire } from "node:module";
import { join } from "node:path";

/** tslab's fork of TypeScript 5.0.4, seen through the types of the TypeScript we build with. */
export type TypeScript = typeof import("typescript");

/** A place in a text as tslab gives it: UTF-16 offset, 0-based line and character. */
export interface TslabPosition {
  readonly offset: number;
  readonly line: number;
  readonly character: number;
}

/** What tslab's compiler says about a cell. */
export interface TslabDiagnostic {
  readonly start: TslabPosition;
  readonly end: TslabPosition;
  readonly messageText: string;
  readonly code: number;
  /** Another file than the cell, relative to the notebook's folder. */
  readonly fileName?: string;
}

/** A cell as JavaScript. */
export interface Converted {
  output?: string;
  hasToplevelAwait?: boolean;
  /** Declarations of this cell and of those before it. */
  readonly declOutput?: string;
  readonly diagnostics: readonly TslabDiagnostic[];
}

/** tslab's compiler of cells. `previous` holds the declarations of the cells before. */
export interface Converter {
  convert(previous: string, source: string): Converted;
  inspect(previous: string, source: string, position: number): unknown;
  complete(previous: string, source: string, position: number): unknown;
  addModule(name: string, source: string, meta: unknown): readonly TslabDiagnostic[];
  close(): void;
}

/** Runs cells; errors come through the `error` of the console it was made with, the last expression through `log`. */
export interface Executor {
  execute(source: string): Promise<boolean>;
  interrupt(): void;
  close(): void;
}

/** What tslab's handler answers without running anything. */
export interface Handler {
  handleKernel(): Readonly<Record<string, unknown>>;
  handleIsComplete(request: { readonly code: string }): object;
  handleInspect(request: { readonly code: string; readonly cursor_pos: number }): object;
  handleComplete(request: { readonly code: string; readonly cursor_pos: number }): {
    readonly cursor_start: number;
    readonly cursor_end: number;
    readonly matches: readonly string[];
  };
}

/** Content of `display_data`. */
export interface DisplayContent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient?: { readonly display_id?: string };
}

/** The parts of tslab the kernel is built on. */
export interface Tslab {
  readonly folder: string;
  readonly version: string;
  readonly ts: TypeScript;
  createConverter(options: { readonly isJS: boolean; readonly isBrowser: boolean }): Converter;
  createExecutor(
    folder: string,
    converters: { readonly node: Converter; readonly browser: Converter; close(): void },
    console: { log(value: unknown): void; error(...values: unknown[]): void },
  ): Executor;
  createHandler(executor: Executor, isJS: boolean): Handler;
  /** Takes what tslab's own display functions are to call. */
  onDisplay(display: (content: DisplayContent, update: boolean) => void): void;
  /** ZeroMQ, as tslab has it. */
  zeromq(): unknown;
}

const TYPESCRIPT = "@tslab/typescript-for-tslab";

/**
 * Loads tslab from its folder. `adapt` gives functions that take the place of the compiler's own: TypeScript 5 exports
 * getters that cannot be replaced, so tslab is given an object that inherits from it.
 */
export function loadTslab(folder: string, adapt: (ts: TypeScript) => Partial<TypeScript>): Tslab {
  const require = createRequire(join(folder, "package.json"));
  const path = require.resolve(TYPESCRIPT);
  const ts = require(path) as TypeScript;
  // With __esModule tslab takes the object as it is instead of copying it.
  const adapted = Object.create(ts, { __esModule: { value: true } }) as TypeScript;
  for (const [name, value] of Object.entries(adapt(ts))) Object.defineProperty(adapted, name, { value });
  (require.cache[path] as NodeJS.Module).exports = adapted;
  const { createConverter } = require("./dist/converter.js");
  const { createExecutor } = require("./dist/executor.js");
  const jupyter = require("./dist/jupyter.js");
  return {
    folder,
    version: (require("./package.json") as { readonly version: string }).version,
    ts,
    createConverter,
    createExecutor,
    createHandler: (executor, isJS) => new jupyter.JupyterHandlerImpl(executor, isJS) as Handler,
    onDisplay: display => {
      jupyter.lastWriteDisplayData = display;
    },
    zeromq: () => require("zeromq") as unknown,
  };
}
