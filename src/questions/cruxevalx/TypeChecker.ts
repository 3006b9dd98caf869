import { dirname } from "node:path";
import type { CompilerHost, CompilerOptions, Program, SourceFile } from "typescript";
import { loadTypeScript, type TypeScript } from "./loadTypeScript.js";

/** A program that was checked: its JavaScript, or the first thing the compiler has against it. */
export type CheckedProgram =
  | { readonly javascript: string }
  | { readonly diagnostic: string; readonly line?: number };

const FILE = "/program.ts";

/**
 * Checks programs as `tsc --target esnext file.ts` does: not strict, the library of ECMAScript and the DOM, no
 * `@types`. The library is parsed once, and only the program's own diagnostics are asked for.
 */
export class TypeChecker {
  private readonly library = new Map<string, SourceFile | undefined>();
  private last: Program | undefined;

  private constructor(private readonly ts: TypeScript) {}

  /** @throws SourceError when the compiler is not installed. */
  static async open(): Promise<TypeChecker> {
    return new TypeChecker(await loadTypeScript());
  }

  check(source: string): CheckedProgram {
    const { ts } = this;
    const options: CompilerOptions = { target: ts.ScriptTarget.ESNext, types: [], noEmitOnError: false };
    const file = ts.createSourceFile(FILE, source, { languageVersion: ts.ScriptTarget.ESNext }, true);
    const program = ts.createProgram({
      rootNames: [FILE],
      options,
      host: this.host(file, options),
      ...(this.last === undefined ? {} : { oldProgram: this.last }),
    });
    this.last = program;
    const [found] = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...program.getSemanticDiagnostics(file),
    ];
    if (found !== undefined) {
      const text = `TS${found.code}: ${ts.flattenDiagnosticMessageText(found.messageText, " ")}`;
      if (found.start === undefined) return { diagnostic: text };
      return { diagnostic: text, line: file.getLineAndCharacterOfPosition(found.start).line + 1 };
    }
    let javascript = "";
    program.emit(file, (_, text) => {
      javascript = text;
    });
    return { javascript };
  }

  private host(file: SourceFile, options: CompilerOptions): CompilerHost {
    const { ts, library } = this;
    const folder = dirname(ts.getDefaultLibFilePath(options));
    const text = (name: string): string | undefined =>
      name.startsWith(`${folder}/`) ? ts.sys.readFile(name) : undefined;
    return {
      getSourceFile: name => {
        if (name === FILE) return file;
        if (!library.has(name)) {
          const source = text(name);
          const target = options.target ?? ts.ScriptTarget.ESNext;
          library.set(name, source === undefined ? undefined : ts.createSourceFile(name, source, target));
        }
        return library.get(name);
      },
      getDefaultLibFileName: given => `${folder}/${ts.getDefaultLibFileName(given)}`,
      getDefaultLibLocation: () => folder,
      writeFile: () => {},
      getCurrentDirectory: () => "/",
      getCanonicalFileName: name => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      // A program of one file: nothing else of this machine is there.
      fileExists: name => name === FILE || library.get(name) !== undefined,
      readFile: () => undefined,
      directoryExists: () => false,
      getDirectories: () => [],
    };
  }
}
