/** Filled in by scripts/build-sandbox.mjs. */
declare const __REALM__: string;
declare const __ASSERT__: string;
declare const __SLOPPY__: string;
export const REALM_TEXT: string = __REALM__;
export const ASSERT_TEXT: string = __ASSERT__;
export const SLOPPY_TEXT: string = __SLOPPY__;
