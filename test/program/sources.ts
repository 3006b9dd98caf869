/** Programs that together use every construct, for tests of the node table. */

/** Both parsers read these. */
export const ES2017: Readonly<Record<string, string>> = {
  classes: `class A extends (class {}) { constructor(a = 1, ...b) { super(a); super.x; new.target }
    static async m() { await (1, 2) } *g() { yield; yield* a; yield (b) } get [x]() { return 1 } set y(v) {}
    static z() {} async ['q']() {} async() {} get() {} set() {} static() {} ; 'str'() {} 12() {} }`,
  patterns:
    "const { a, b: { c = 2 }, d = (3), [e]: f } = {}, [g, , h = 1, ...i] = [,, ...[1]]; var { x = 1 } = {};",
  assignmentPatterns: "[a, b] = [b, a]; ({ a, b: c } = {}); [a.b, c[0]] = []; ({ a = 1 } = {});",
  arrows: `let fn = async (x, { y }, [z] = [1]) => { await x }, f2 = async x => x, f3 = (x) => ({}),
    f4 = (a, b = (2)) => (a, b), f5 = async () => {}`,
  loops: `label: for (let i = 0, j; (i) < 10; i++) { if (i) continue label; else break label }
    for (const x of (y)) ; for (var k in (0, {})) { } do { ; } while (0) for (;;) break
    for (var v = 0; ; ) break
    while ((1)) { debugger }`,
  decisions: "switch (a) { case (1): case 2: x; break; default: } if (a) { } else if (b) ; a ? (b) : c",
  exceptions: "try { throw (1) } catch (e) { } finally { }",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: program text
  templates: "tag`a${1}b${(2)}`; (tag)`x`; a.b`c`; `${a}${`${b}`}` + ``; `\n${ /* c */ a }\n`",
  calls: `(function () { }).call(this); (() => { })(); !function () { }(); new (a.b()).c; new X;
    new (foo())(1, ...args); (a, b); (a.b).c; ((a)).b((1)); async(); of`,
  objects: `({ x, y: 2, z() { }, get q() { return 1 }, set q(v) { }, async w() { }, *v() { }, [k]: 1, 'a': 1, 2: 3,
    async: 1, get: 2, if: 3, true: 4 }).default.null`,
  operators: "a ** (b ** c); typeof (a); delete (a).b; void 0; +(-x); a++; --(b).c; a = b = c; a, b; !a",
  literals: `/re[/]g/gi.test(x); a / b / c; 0x1F; 0b1; 0o7; 1e3; .5; "\\u{1F600}"; '😀'; \`😀\${a}é\`; null; true; 'a\\
b'`,
  functions:
    "function* gg() { const x = yield y; yield* (z) } async function h2() { return await x } (function* () { })",
  strict: '"use strict"; let implement; function f() { "use strict"; return 1 }',
  insertion: "a\n++b\nreturn_\n;[1]\nlet c = 1 /* c */ /* d */\nvar d\n{ e } if (f) g; else h",
  emptyStatements: ";;; { } ({}) ; [] ; a",
  comments: "/* é */ a /* b */ . /* c */ b ( /* d */ ) // e\n/* end */ // trailing",
  onlyComment: "// nothing else",
  empty: "",
};

/** ES2017 modules. */
export const ES2017_MODULES: Readonly<Record<string, string>> = {
  imports: `import a, { b, c as d, default as e } from "x"; import * as f from 'y'; import 'z'; import {} from 'v'`,
  exports: `export { a, b as q, d as default }; export * from "w"; export const z1 = 1, z2 = 2; let a, b, d
    export function ff() { } export async function fg() { } export { x } from 'v'; export class C { }`,
  exportClass: "export default class { }",
  exportFunction: "export default function () { }",
  exportExpression: "export default (1, 2)",
};

/** Only acorn reads these. */
export const MODERN: Readonly<Record<string, string>> = {
  fields: `class A { x = 1; #p = (2); static s; static #q; ['c'] = 3; 'd'; static { this.s = 1; { } }
    m() { return #p in this && this.#p + this?.#p } static async *g() { yield* a } get #r() { return 1 } }`,
  optional: "a?.b?.[c]?.(d) ?? (a?.b).c; a ??= b; a ||= c; a &&= (d); a?.()",
  async:
    "async function* f() { for await (const x of y) { await x; yield await z } } async () => { for await (x of y); }",
  spread: "({ ...a, b }); const { c, ...d } = e; try { } catch { }; f(...(g))",
  numbers: "1_000n; 0xFFn; 1_0.5; /(?<y>[\\p{L}--[a-z]])/v; a ** b",
  taggedEscape: "tag`\\u{`",
  using: "{ using a = b; } async () => { await using c = d; for (using e of f); }",
  dynamicImport: "import('x'); import('y', { with: { type: 'json' } }).then(z)",
  hashbang: "#!/usr/bin/env node\nf()",
  htmlComments: "a <!-- b\n--> c\nd",
  newTarget: "function F() { return new.target } class B { static x = new.target }",
  labels: "a: b: { break a } with_: for (;;) { continue with_ }",
  sloppy: "with (a) { b } var let = 1; yield = 010; function g() { delete x; arguments.callee }",
};

/** Modules only acorn reads. */
export const MODERN_MODULES: Readonly<Record<string, string>> = {
  topLevelAwait: "const a = await b; for await (const c of d) ; await using e = f",
  meta: "import.meta.url; f(import.meta)",
  attributes:
    "import a from 'a' with { type: 'json', 'b': 'c' }; export * as ns from 'n'; export { a as 'x y' }",
  stringNames: "import { 'a b' as c, d } from 'e'; export * as 'f g' from 'h'",
};

/** TypeScript whose types can be blanked out. */
export const TYPESCRIPT: Readonly<Record<string, string>> = {
  annotations: "const a: Map<string, 'b c'> = new Map<string, any>(); let b: number, c!: string | undefined",
  functions: `function f<T extends object = {}>(this: Window, a?: number, ...r: T[]): asserts a is number { }
    function g(a: string): void; function g(a: any) { } const h = async <T,>(x: T): Promise<T> => x`,
  classes: `abstract class A<in out T> extends B<T> implements C, D { private readonly x?: number; declare z: string;
    abstract y(): void; static #p: number = 1; m(a?: number) { return a! } [k: string]: any; override n() { }
    constructor(); constructor(a?: any) { super() } get v(): number { return 1 } }`,
  declarations: `interface I<T> extends J { a: 1; b(): void /* é */ } type X = { a: 1 } // c
    declare const q: number; declare module 'm' { } declare global { } declare function df(): void
    namespace N { export type Y = 1 } export type { X }; import type Z from 'z'; import { type V, W } from 'v'`,
  expressions:
    "(a as any).b!.c; d satisfies E; f<number>(3); g<T>`x`; for (const h of i as any[]) { } j!; k as const",
  afterLineBreak:
    "const f = (a: number)\n  : Map<string, /*c*/ 'a b'> => a; const g = async <\nT>(x: T) => x",
  unicode: "let x: '😀é' = '😀é' /* é */; type É = { 'ü': 1 }\r\nlet y: É\u2028z as any",
  statementPosition: "if (x) type Y = 3;\nlet z: {a: 1};",
  insertedSemicolon: "let y = x as any\n(z)\nlet w = v satisfies U\n;[1].map(f)",
};
