/**
 * The functions instrumented code calls. The instrumenter writes calls to them by the names below behind a
 * prefix that does not occur in the source (`$$` unless taken); the recorder in the child implements them.
 * They arrive as parameters of the module function, never as globals.
 *
 * `F` is the frame id of the running activation (a lexical constant `$$f<depth>` of each function), `s` a
 * site id, `w` a write id, `d` a read id. Every hook that takes a value returns it unless stated otherwise.
 * A hook called after the run was stopped by a limit throws the stop signal again, so that no `catch` or
 * `finally` of the program can go on.
 *
 * Shape of an instrumented function (no line moves; everything is inserted on existing lines):
 * ```
 * function f(a) {const $$f1=$$e(3,$$f0);try{$$s($$f1,7,a); …body… $$rn($$f1,9)}catch($$x){throw $$t($$f1,3,$$x)}finally{$$q($$f1)}}
 * ```
 * Generator and async functions use `eg`, `tg`, `qg`, `kg`, `yg` in place of `e`, `t`, `q`, `k`, `y`: those
 * know that the frame may be suspended and write RESUME_THROW or RESUME_RETURN first when it was.
 */
export interface Hooks {
  // --- activations
  /** Enter: a new frame. Rows CALL (value: the frame on top of the stack) and SCOPE (value: `parent`). Throws the realm's RangeError beyond the depth limit. */
  e(fn: number, parent: number): number;
  /** Enter a generator or async function. */
  eg(fn: number, parent: number): number;
  /** Leave by exception: row THROW; returns what to rethrow. */
  t(F: number, fn: number, error: unknown): unknown;
  tg(F: number, fn: number, error: unknown): unknown;
  /** Leave (in `finally`): pops the frame. No row. */
  q(F: number): void;
  qg(F: number): void;
  /** `return v`: row RETURN (it also ends the occurrence of statement `s`: no END follows). A `finally` may override it: the last RETURN or THROW of a frame counts. */
  r<T>(F: number, s: number, v: T): T;
  /** Fall off the end: row RETURN undefined. */
  rn(F: number, s: number): void;

  // --- statements and heads
  /** Row BEGIN; one step of the budget; every 256 steps the clock and memory are looked at. */
  b(F: number, s: number): void;
  /** Row END. */
  n(F: number, s: number): void;
  /** Row END; returns v (switch discriminant). */
  nv<T>(F: number, s: number, v: T): T;
  /** Row BRANCH 1/0 by truth of v (`?:`). */
  i<T>(F: number, s: number, v: T): T;
  /** Rows BRANCH 1/0 and END: test of `if`, `while`, `do`, `for`. */
  h<T>(F: number, s: number, v: T): T;
  /** Left side of `&&`: BRANCH 1 when the right side will run. */
  la<T>(F: number, s: number, v: T): T;
  /** Left side of `||`. */
  lo<T>(F: number, s: number, v: T): T;
  /** Left side of `??`. */
  ln<T>(F: number, s: number, v: T): T;
  /** Object of `?.`: BRANCH 1 when the chain goes on, 0 when it stops at null or undefined. */
  o<T>(F: number, s: number, v: T): T;
  /** Start of the consequent of case `index`: BRANCH index. */
  sc(F: number, s: number, index: number): void;
  /** Start of a catch clause: row CATCH. */
  k(F: number, s: number, error: unknown): void;
  kg(F: number, s: number, error: unknown): void;
  /** Start of a `finally` block: rows BEGIN and END. */
  y(F: number, s: number): void;
  yg(F: number, s: number): void;

  // --- variables
  /** Row SET. */
  s<T>(F: number, w: number, v: T): T;
  /** `x++` and `x--` as postfix: SET `now`, returns `old`. */
  p<T>(F: number, w: number, old: T, now: T): T;
  /** Returns its first argument (the others were evaluated for their hooks). No row. */
  z<T>(v: T, ...rest: unknown[]): T;

  // --- properties
  /** `o[k] = v` in strict code: the write itself, then KEY and PUT if `o` is tracked. */
  ps<T>(F: number, w: number, o: unknown, k: unknown, v: T): T;
  /** The same in sloppy code (a failing write is silent). */
  pl<T>(F: number, w: number, o: unknown, k: unknown, v: T): T;
  /** Reference `{ get v, set v }` to `o[k]` for compound assignment, `++` and destructuring targets; object and key are evaluated once. */
  rs(F: number, w: number, o: unknown, k: unknown): { v: unknown };
  rl(F: number, w: number, o: unknown, k: unknown): { v: unknown };
  /** `delete o[k]`. */
  ds(F: number, w: number, o: unknown, k: unknown): boolean;
  dl(F: number, w: number, o: unknown, k: unknown): boolean;
  /** `o.#name = v`: `set(o, v)` does the write; KEY is the string `#name`. */
  pv<T>(F: number, w: number, name: string, o: unknown, v: T, set: (o: unknown, v: T) => void): T;
  /** Reference to a private field. */
  rp(
    F: number,
    w: number,
    name: string,
    o: unknown,
    get: (o: unknown) => unknown,
    set: (o: unknown, v: unknown) => void,
  ): { v: unknown };
  /** A write the hook could not do itself (`super.x = v`): reads own data property `k` of `o` back and logs PUT; returns `result`. */
  py<T>(F: number, w: number, o: unknown, k: unknown, result: T): T;
  /** Field definition `x = v` / `#x = v` of `self`, just before the engine defines it. Private names have `#`. An anonymous function or class takes its name from `name` when that is given. */
  fd<T>(F: number, w: number, self: unknown, k: unknown, v: T, name?: string): T;

  // --- loops
  /**
   * Iterable of `for…of` wrapped: each advance BEGIN, BRANCH 1/0; END too when exhausted (else the body start
   * calls `n` after binding). The BEGIN of the FIRST advance is not written here: the instrumented code calls
   * `b(F, s)` before the iterable is evaluated. The same holds for `fi` and `ia`. `text` names the iterable in
   * the TypeError when it is none.
   */
  it(F: number, s: number, iterable: unknown, text?: string): Iterable<unknown>;
  /** Object of `for…in` as an iterable of its keys, wrapped like `it`. */
  fi(F: number, s: number, object: unknown): Iterable<unknown>;
  /** Iterable of `for await`: each advance BEGIN (not the first) and AWAIT. Tick counts are those of the original. */
  ia(F: number, s: number, iterable: unknown): unknown;
  /** Start of a `for await` body: RESUME, BRANCH 1. */
  ar(F: number, s: number): void;
  /** After a `for await` loop: RESUME, BRANCH 0, END if the head is still pending. */
  ae(F: number, s: number): void;

  // --- suspension
  /** Row AWAIT; suspends. `u(F, s, await a(F, s, x))`. */
  a<T>(F: number, s: number, v: T): T;
  /** Row YIELD; suspends. */
  yl<T>(F: number, s: number, v: T): T;
  /** `yield*`: row YIELD of the iterable; the frame counts as delegating until `u`. */
  yd<T>(F: number, s: number, v: T): T;
  /** Row RESUME. */
  u<T>(F: number, s: number, v: T): T;

  // --- reads (only with record.reads)
  /** Row READ. */
  g<T>(F: number, d: number, v: T): T;
  /** Rows KEY and GET; returns `o[k]`. */
  gm(F: number, d: number, o: unknown, k: unknown): unknown;

  // --- audit (only with record.audit)
  /** Row CHECK of variable `x` read by `get`, UNINITIALIZED when it throws. */
  au(F: number, x: number, get: () => unknown): void;

  // --- modules
  /** Hands over the call: run as a job of its own after the module is done. */
  c(call: () => unknown): void;
  /** Namespace object of an imported module, by the specifier in the source. */
  im(specifier: string): Record<string, unknown>;
  /** Names an ES module exports, as getters; called before anything else of the module runs. */
  ex(getters: Record<string, () => unknown>): void;
  /** `export * from`. */
  ea(specifier: string): void;
}

/** Names of the hooks, in the order in which they are passed. */
export const HOOKS: readonly (keyof Hooks)[] = [
  "e",
  "eg",
  "t",
  "tg",
  "q",
  "qg",
  "r",
  "rn",
  "b",
  "n",
  "nv",
  "i",
  "h",
  "la",
  "lo",
  "ln",
  "o",
  "sc",
  "k",
  "kg",
  "y",
  "yg",
  "s",
  "p",
  "z",
  "ps",
  "pl",
  "rs",
  "rl",
  "ds",
  "dl",
  "pv",
  "rp",
  "py",
  "fd",
  "it",
  "fi",
  "ia",
  "ar",
  "ae",
  "a",
  "yl",
  "yd",
  "u",
  "g",
  "gm",
  "au",
  "c",
  "im",
  "ex",
  "ea",
];
