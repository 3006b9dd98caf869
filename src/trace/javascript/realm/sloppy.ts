/** Functions of sloppy code, which a strict module cannot hold: the child compiles {@link SLOPPY_TEXT} beside it. */
declare const tracebookSloppy: {
  readonly set: (o: unknown, k: PropertyKey, v: unknown) => void;
  readonly remove: (o: unknown, k: PropertyKey) => boolean;
};

/** `o[k] = v` in sloppy code. */
export const sloppySet: (o: unknown, k: PropertyKey, v: unknown) => void = tracebookSloppy.set;
/** `delete o[k]` in sloppy code. */
export const sloppyDelete: (o: unknown, k: PropertyKey) => boolean = tracebookSloppy.remove;
