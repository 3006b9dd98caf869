import type { CodeCounts } from "./codeCounts.js";

/** A code as a classifier of a label; counts are of tokens. */
export interface LabelCode {
  readonly label: number;
  /** −1 where the label was never seen. */
  readonly code: number;
  /** Tokens with the label at which the code fires. */
  readonly hits: number;
  /** Tokens at which the code fires: precision is hits / fired. */
  readonly fired: number;
  /** Tokens with the label: recall is hits / labelled. */
  readonly labelled: number;
}

/** The code that fires most often at a label's tokens, for each label; of equal ones the least id. */
export function mostFrequentCodes({ labels, codes, together }: CodeCounts): Int32Array {
  return Int32Array.from({ length: labels }, (_, label) => {
    const row = together.subarray(label * codes, (label + 1) * codes);
    let best = -1;
    for (let code = 0; code < codes; code++) if (row[code] > (best < 0 ? 0 : row[best])) best = code;
    return best;
  });
}

/** How well a code tells each label, on tokens other than those it was chosen on. */
export function labelCodes(chosen: Int32Array, counts: CodeCounts): LabelCode[] {
  return Array.from(chosen, (code, label) => ({
    label,
    code,
    hits: code < 0 ? 0 : counts.together[label * counts.codes + code],
    fired: code < 0 ? 0 : counts.fired[code],
    labelled: counts.labelled[label],
  }));
}

/**
 * The label that each code stands for: the one at which it fired most often, where that was at more than half of the tokens at
 * which it fired; else −1. [codes].
 */
export function labelsOfCodes({ labels, codes, together, fired }: CodeCounts): Int32Array {
  return Int32Array.from({ length: codes }, (_, code) => {
    for (let label = 0; label < labels; label++)
      if (2 * together[label * codes + code] > fired[code]) return label;
    return -1;
  });
}

/** How well all codes that stand for a label tell it together. `code` is −1. */
export function labelUnions(meanings: Int32Array, counts: CodeCounts): LabelCode[] {
  return Array.from({ length: counts.labels }, (_, label) => {
    let hits = 0;
    let fired = 0;
    for (const [code, meaning] of meanings.entries()) {
      if (meaning !== label) continue;
      hits += counts.together[label * counts.codes + code];
      fired += counts.fired[code];
    }
    return { label, code: -1, hits, fired, labelled: counts.labelled[label] };
  });
}
