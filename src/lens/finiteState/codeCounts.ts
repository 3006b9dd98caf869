/** How often codes fire, over all tokens and at each label. */
export interface CodeCounts {
  readonly labels: number;
  readonly codes: number;
  /** Tokens at which each code fires, [codes]. */
  readonly fired: Uint32Array;
  /** Tokens with each label, [labels]. */
  readonly labelled: Uint32Array;
  /** Tokens with a label at which a code fires, [labels, codes]. */
  readonly together: Uint32Array;
}

/**
 * Counts codes by label.
 *
 * @param ids [tokens, k].
 * @param tokenLabels label of each token, 0 .. labels − 1, or −1.
 */
export function codeCounts(
  ids: Int32Array,
  k: number,
  tokenLabels: Int32Array,
  { codes, labels }: { readonly codes: number; readonly labels: number },
): CodeCounts {
  const fired = new Uint32Array(codes);
  const labelled = new Uint32Array(labels);
  const together = new Uint32Array(labels * codes);
  for (const [token, label] of tokenLabels.entries()) {
    if (label >= 0) labelled[label]++;
    for (let j = token * k; j < (token + 1) * k; j++) {
      fired[ids[j]]++;
      if (label >= 0) together[label * codes + ids[j]]++;
    }
  }
  return { codes, labels, fired, labelled, together };
}

/** Codes that never fired, as a share of all, 0..1. */
export function deadShare({ fired, codes }: Pick<CodeCounts, "fired" | "codes">): number {
  return fired.filter(count => count === 0).length / codes;
}
