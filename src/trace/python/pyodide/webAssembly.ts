/** A compiled module. */
export interface WasmModule {
  readonly compiled: unique symbol;
}

/** What a module asks for. */
export interface WasmImport {
  readonly module: string;
  readonly name: string;
  readonly kind: string;
}

/** The part of `WebAssembly` that is used here: the types of plain Node have it not. */
export interface WasmEngine {
  Module: { new (bytes: never): WasmModule; imports(module: WasmModule): readonly WasmImport[] };
  Memory: { prototype: { readonly buffer: ArrayBuffer; grow(pages: number): number } };
  compile(bytes: unknown): Promise<WasmModule>;
  instantiate(module: unknown, imports: unknown): Promise<unknown>;
}

/** The engine of this process. */
export const webAssembly: WasmEngine = (globalThis as unknown as { WebAssembly: WasmEngine }).WebAssembly;
