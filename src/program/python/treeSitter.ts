import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import type * as TreeSitter from "web-tree-sitter";
import { locate } from "../load.js";

/** Grammars that are loaded. */
export type Grammar = "javascript" | "typescript" | "python";

/** tree-sitter with a grammar, ready to parse. */
export interface GrammarParser {
  readonly parser: TreeSitter.Parser;
  readonly language: TreeSitter.Language;
}

/** What {@link LOADER} leaves behind. */
interface Loaded extends GrammarParser {
  readonly error?: unknown;
}

/**
 * Runs inside of the context: makes the package's exports, starts it, and loads the grammar. `Parser.init` is
 * asynchronous in form only: it is handed an instance, so nothing but promises of the context is waited for. Classes
 * of WebAssembly are the context's own, for the package asks `instanceof`.
 */
const LOADER = (text: string): string => `(box, runtime, grammar, console) => {
const module = { exports: {} };
((module, exports) => {${text}
})(module, module.exports);
const { Parser, Language } = module.exports;
const instantiateWasm = (imports, done) => {
  const compiled = new WebAssembly.Module(runtime);
  done(new WebAssembly.Instance(compiled, imports), compiled);
};
Parser.init({ instantiateWasm }).then(() => {
  box.language = Language.loadSync(new WebAssembly.Module(grammar));
  box.parser = new Parser();
  box.parser.setLanguage(box.language);
}).catch(error => { box.error = error; });
}`;

const loaded = new Map<Grammar, GrammarParser>();

/**
 * The parser of a grammar, loaded when it is first asked for (about 30 ms), without waiting. The package offers asynchronous
 * loading only, while a program is parsed synchronously: its code runs in a context of its own whose promises are
 * settled before the script that starts them returns (`microtaskMode: "afterEvaluate"`).
 */
export function grammarParser(grammar: Grammar): GrammarParser {
  const known = loaded.get(grammar) ?? start(grammar);
  loaded.set(grammar, known);
  return known;
}

/** Drops a parser after a fault inside of WebAssembly, whose memory may then be in any state. */
export function dropParser(grammar: Grammar): void {
  loaded.delete(grammar);
}

/** {@link grammarParser} of Python. */
export function pythonParser(): GrammarParser {
  return grammarParser("python");
}

/** {@link dropParser} of Python. */
export function dropPythonParser(): void {
  dropParser("python");
}

function start(grammar: Grammar): GrammarParser {
  const box: Partial<Loaded> = {};
  const path = locate("web-tree-sitter");
  const host = {
    box,
    runtime: readFileSync(locate("web-tree-sitter/web-tree-sitter.wasm")),
    grammar: readFileSync(locate(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${grammar}.wasm`)),
    console,
  };
  const context = createContext(host, { name: "tree-sitter", microtaskMode: "afterEvaluate" });
  const script = `(${LOADER(readFileSync(path, "utf8"))})(box, runtime, grammar, console)`;
  runInContext(script, context, { filename: path });
  const { parser, language, error } = box;
  if (parser === undefined || language === undefined) {
    throw new Error(`tree-sitter did not start: ${String(error ?? "its start does not settle")}`);
  }
  return { parser, language };
}
