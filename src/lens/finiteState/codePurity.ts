/** How a component's codes divide a list of inputs. */
export interface CodePurity {
  readonly inputs: number;
  /** Codes that fired for any of them. */
  readonly fired: number;
  /** Codes that fired for one of them only. */
  readonly pure: number;
  /** Inputs for which a pure code fired. */
  readonly named: number;
}

/**
 * Inputs by the code that fires for them, ascending by code. With k > 1 an input is under each of its k codes, as in the
 * published analysis.
 *
 * @param codes [inputs, k].
 */
export function inputsByCode(codes: ArrayLike<number>, k: number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < codes.length; i++) {
    const group = groups.get(codes[i]);
    if (group === undefined) groups.set(codes[i], [Math.floor(i / k)]);
    else group.push(Math.floor(i / k));
  }
  return new Map([...groups].sort(([a], [b]) => a - b));
}

/** Purity of codes: of those that fired, how many fired for one input only. */
export function codePurity(codes: ArrayLike<number>, k: number): CodePurity {
  const groups = inputsByCode(codes, k);
  const pure = [...groups.values()].filter(({ length }) => length === 1);
  return {
    inputs: codes.length / k,
    fired: groups.size,
    pure: pure.length,
    named: new Set(pure.flat()).size,
  };
}
