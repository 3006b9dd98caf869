/** Code of the realm as text: a function of the host and the sloppy functions. Put in by scripts/build-sandbox.mjs. */
declare const __REALM_TEXT__: string;

/** `(host, sloppy) => realm`, to be evaluated in a fresh context. */
export const REALM_TEXT: string = __REALM_TEXT__;

/** What strict code cannot hold. */
export const SLOPPY_TEXT =
  "({ __proto__: null, set(o, k, v) { o[k] = v; }, remove(o, k) { return delete o[k]; } })";
