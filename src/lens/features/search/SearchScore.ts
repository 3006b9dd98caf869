/** How well firing says that a label holds. Shares 0..1; undefined where nothing is counted. */
export interface SearchScore {
  /** Of the tokens it fires on, those that hold. */
  readonly precision: number | undefined;
  /** Of the tokens that hold, those it fires on. */
  readonly recall: number | undefined;
  /** Harmonic mean of both; 0 where it never fires rightly. */
  readonly f1: number;
  /** Precision over the share of tokens that hold. */
  readonly lift: number | undefined;
  /** Area under the ROC curve of its value. */
  readonly auroc: number | undefined;
  /** Tokens it fires on, and those of them that hold. */
  readonly firings: number;
  readonly hits: number;
}

/** The score of counts. */
export function scoreOf(
  counts: { readonly firings: number; readonly hits: number },
  population: { readonly tokens: number; readonly positives: number },
  auroc?: number,
): SearchScore {
  const { firings, hits } = counts;
  const { tokens, positives } = population;
  const precision = firings === 0 ? undefined : hits / firings;
  return {
    precision,
    recall: positives === 0 ? undefined : hits / positives,
    f1: f1Of(firings, hits, positives),
    lift: precision === undefined || positives === 0 ? undefined : precision / (positives / tokens),
    auroc,
    firings,
    hits,
  };
}

/** 2·hits / (firings + positives): the harmonic mean of precision and recall. */
export function f1Of(firings: number, hits: number, positives: number): number {
  return firings + positives === 0 ? 0 : (2 * hits) / (firings + positives);
}
