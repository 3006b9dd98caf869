import { createRequire } from "node:module";

/** `require` of this package, in CommonJS (the bundle) and ES modules alike. */
const packageRequire = createRequire(typeof __filename === "string" ? __filename : import.meta.url);

/** Loads a dependency when it is first needed, so that `import "tracebook"` does not pay for it. */
export function load<T>(name: string): T {
  return packageRequire(name) as T;
}

/** Path of a file of a dependency, such as `web-tree-sitter/web-tree-sitter.wasm`. */
export function locate(name: string): string {
  return packageRequire.resolve(name);
}

/** Forgets a dependency, so that the next {@link load} makes a new instance of it. */
export function unload(name: string): void {
  delete packageRequire.cache[packageRequire.resolve(name)];
}
