/** A model of the published table, figures as shares of 1 and nats. */
export interface PublishedFiniteState {
  readonly model: string;
  readonly loss: number;
  readonly accuracy: number;
  /** Legal transitions among those of 100 texts written at temperature 1. */
  readonly transitions: number;
}

/** Table 1 of Tamkin et al., "Codebook Features" (arXiv 2310.17230). */
export const PUBLISHED_FINITE_STATE: readonly PublishedFiniteState[] = [
  { model: "no codebook", loss: 1.179, accuracy: 0.4636, transitions: 0.9677 },
  { model: "attention, k=1, 2,000 codes", loss: 1.18, accuracy: 0.4633, transitions: 0.9639 },
  { model: "attention + MLP, k=1, 10,000 codes", loss: 1.269, accuracy: 0.4527, transitions: 0.6365 },
  { model: "attention + MLP, k=1, 20,000 codes", loss: 1.254, accuracy: 0.4556, transitions: 0.6381 },
  { model: "attention + MLP, k=4, 20,000 codes", loss: 1.192, accuracy: 0.462, transitions: 0.8069 },
  { model: "attention + MLP, k=16, 20,000 codes", loss: 1.183, accuracy: 0.4632, transitions: 0.9153 },
  { model: "attention + MLP, k=128, 20,000 codes", loss: 1.178, accuracy: 0.4638, transitions: 0.9582 },
];

/**
 * What else is known of the published model with k = 1 and 10,000 codes, from its card and its analysis notebook: the two
 * other definitions of transition accuracy, the share of codes of each layer that never fired, and the precision of codes that
 * tell a state beside the best neuron at the same recall.
 */
export const PUBLISHED_ANALYSED = {
  model: "attention + MLP, k=1, 10,000 codes",
  cardTransitions: 0.563,
  firstTransitions: 0.88,
  rankedTransitions: 0.975,
  dead: [0.997, 0.954, 0.935, 0.982],
  codePrecision: 0.971,
  neuronPrecision: 0.705,
} as const;
