import { createRequire } from "node:module";

/** `require` of this package, in CommonJS (the bundle) and ES modules alike. */
const resolve = createRequire(typeof __filename === "string" ? __filename : import.meta.url);

/** Loads a dependency when it is first needed, so that `import "tracebook"` does not pay for it. */
export function load<T>(name: string): T {
  return resolve(name) as T;
}
