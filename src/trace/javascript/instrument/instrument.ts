import type { Program } from "../../../program/Program.js";
import { tree } from "../../../program/tree.js";
import type { RecordOptions } from "../../format/TraceHeader.js";
import { Emitter, type FunctionContext, type Request } from "./Emitter.js";
import { renderArgument } from "./expressions.js";
import { enter, leave } from "./functions.js";
import { modulePrologue, moduleShape } from "./modules.js";
import { hoistedNames, lexicalNames } from "./Scope.js";
import { renderStatements } from "./statements.js";
import { hasOwnAwait, hasUseStrict, type Syntax } from "./syntax.js";
import type { TableBuilder } from "./TableBuilder.js";

/** One file, instrumented. */
export interface Instrumented {
  /** Body of the module function, see {@link JobModule.code}. */
  readonly code: string;
  /** It awaits at top level. */
  readonly async: boolean;
  readonly prefix: string;
  /** Modules it names, in source order. */
  readonly requests: readonly Request[];
}

/** The call expression to put into the main module. */
export interface CallSource {
  readonly program: Program;
  /** Its index among the programs of the trace. */
  readonly index: number;
}

/**
 * Puts probes into a program: statement begin and end, branches, calls, returns, throws, writes, await and
 * yield ({@link Hooks} says what each writes). The text keeps its lines; only `with`, direct `eval`,
 * `import()` and `import.meta` are refused.
 *
 * @param index of the program among those of the trace.
 * @throws SourceError at the place of a construct that cannot be traced.
 */
export function instrument(
  program: Program,
  index: number,
  tables: TableBuilder,
  record: RecordOptions,
  call?: CallSource,
): Instrumented {
  const { ast, idOf, text } = tree(program);
  const root = ast as unknown as Syntax;
  const list: Syntax[] = root.body;
  const prefix = freePrefix(text + (call?.program.source ?? ""));
  const e = new Emitter(index, program.file, text, idOf as (node: Syntax) => number, prefix, tables, record);
  const async = program.sourceType === "module" && list.some(hasOwnAwait);
  const strict = program.sourceType === "module" || hasUseStrict(list);

  const id = e.addFunction("module", "<module>", root, async, false);
  e.fn = moduleContext(id, async, strict);
  e.scope = { names: new Map(), outer: undefined, functionId: id };
  const shape = moduleShape(e, list);
  e.declare(e.scope, hoistedNames(root, strict));
  e.declare(e.scope, lexicalNames(list));

  const directives = list.filter(s => s.directive !== undefined);
  const start: number = directives.at(-1)?.end ?? hashbangEnd(text);
  const end = e.addSite("function", root);
  const body = renderStatements(e, list.slice(directives.length), start, text.length);
  const thunk = call ? renderCall(e, call) : undefined;
  const code = [
    program.sourceType === "module" ? '"use strict";' : "",
    directives.length > 0 ? `${text.slice(hashbangEnd(text), start)};` : "",
    program.sourceType === "module" ? modulePrologue(e, shape, enter(e, []), async) : enter(e, []),
    thunk ? `${e.hook("c", `${prefix}call`)};` : "",
    body,
    `\n;${e.hook("rn", e.frame, end)};${thunk ?? ""}`,
    leave(e),
  ].join("");
  return { code, async, prefix, requests: e.requests };
}

/** `function $$call(){…}`: hoisted in the body of the module, so that the call sees what the module declares. */
function renderCall(main: Emitter, { program, index }: CallSource): string {
  const { ast, idOf, text } = tree(program);
  const root = ast as unknown as Syntax;
  const expression: Syntax = root.body[0].expression;
  const e = new Emitter(
    index,
    program.file,
    text,
    idOf as (node: Syntax) => number,
    main.prefix,
    main.tables,
    main.record,
  );
  e.fn = main.fn;
  e.scope = main.scope;
  const async = hasOwnAwait(root);
  const id = e.addFunction("call", "<call>", root, async, false);
  e.fn = { ...main.fn, id, kind: "call", depth: 1, async, thisOwner: undefined, thisVariable: -1 };
  const site = e.addSite("statement", root.body[0]);
  const value = e.under(site, () => renderArgument(e, expression));
  // What the call requires is the main module's to resolve.
  main.requests.push(...e.requests);
  return `${async ? "async " : ""}function ${e.prefix}call(){${enter(e, [])}${e.hook("b", e.frame, site)};return ${e.hook("r", e.frame, site, value)};${leave(e)}}`;
}

function moduleContext(id: number, async: boolean, strict: boolean): FunctionContext {
  return {
    id,
    kind: "module",
    depth: 0,
    async,
    generator: false,
    strict,
    thisOwner: undefined,
    thisVariable: -1,
    derived: false,
  };
}

/** `$$` unless the text has it; hook names and frame constants must not meet names of the program. */
function freePrefix(text: string): string {
  let prefix = "$$";
  for (let i = 0; text.includes(prefix); i++) prefix = `$_${i}$`;
  return prefix;
}

/** The hashbang line is no JavaScript inside a function; its line end stays. */
function hashbangEnd(text: string): number {
  return text.startsWith("#!") ? /^.*/.exec(text)![0].length : 0;
}
