/**
 * `true` when two types are identical: the same fields, optional ones included, with the same types. `readonly` is
 * ignored at every depth.
 */
export type Same<A, B> =
  (<T>() => T extends Frozen<A> ? 1 : 2) extends <T>() => T extends Frozen<B> ? 1 : 2 ? true : false;

/** Fails to compile unless its argument is `true`. */
export type Assert<T extends true> = T;

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
