import { SourceError } from "../../program/SourceError.js";

/** The TypeScript compiler's module. */
export type TypeScript = typeof import("typescript");

let loading: Promise<TypeScript> | undefined;

/**
 * The compiler, which only this part needs and only then loads.
 *
 * @throws SourceError saying what to install when it is not there.
 */
export function loadTypeScript(): Promise<TypeScript> {
  loading ??= import("typescript").then(
    module => ("default" in module ? (module.default as unknown as TypeScript) : module),
    (error: unknown) => {
      loading = undefined;
      throw new SourceError(
        `CRUXEval-X in TypeScript is checked by its compiler: npm install typescript (${(error as Error).message})`,
        "typescript",
      );
    },
  );
  return loading;
}
