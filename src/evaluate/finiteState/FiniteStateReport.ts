import type { FiniteStateFloor } from "../../lens/finiteState/finiteStateFloor.js";
import type { Accuracy } from "../ReportData.js";

/** A mean of numbers that may be any, with a 95 % interval. */
export interface MeanInterval {
  /** Clusters: texts, states or inputs, one value each. */
  readonly clusters: number;
  readonly mean: number;
  /** Absent with fewer than two clusters. */
  readonly low?: number;
  readonly high?: number;
}

/** How well the codes of a component tell states, on texts other than those they were chosen on. */
export interface CodePrecision {
  /** Mean over states of hits / tokens at which the code fires. */
  readonly precision?: MeanInterval;
  /** Mean over states of hits / tokens at which the state ends. Both are absent where no state is left. */
  readonly recall?: MeanInterval;
  /** States left out because no code was chosen for them, or it did not fire again. */
  readonly without: number;
}

/** What a component's codes stand for. */
export interface CodeComponentReport {
  readonly name: string;
  readonly codes: number;
  readonly k: number;
  /** Share of codes that fired at no token of the texts, 0..1. */
  readonly dead: number;
  /** By digits of the input: codes that fired, and of these the pure ones. */
  readonly purity: readonly {
    readonly digits: 2 | 3;
    readonly inputs: number;
    readonly fired: number;
    readonly pure: number;
    readonly named: number;
  }[];
  /** The code that fires most often at a state's end, for each state. */
  readonly single: CodePrecision;
  /** All codes that fire at one state's end more often than not, taken together. */
  readonly union: CodePrecision;
}

/** The component whose codes tell states best (mean F1 on the texts codes are chosen on), beside neurons at its recall. */
export interface NeuronComparison {
  readonly component: string;
  /** Texts they are compared on. */
  readonly texts: number;
  /** Precision of the code of each state, and its recall, averaged over states. */
  readonly code?: MeanInterval;
  readonly recall?: MeanInterval;
  /** Precision of the best neuron of the same model, and of the model without codebooks where one is given. */
  readonly own?: MeanInterval;
  readonly base?: MeanInterval;
}

/** Code interchange of a set of components. */
export interface CodeInterchangeReport {
  readonly name: string;
  readonly digits: 2 | 3;
  readonly pairs: number;
  /** Mean Jensen–Shannon divergence, nats, with and without the codes set. */
  readonly patched: number;
  readonly unpatched: number;
  /** patched / unpatched; the interval resamples inputs whose codes were taken. */
  readonly ratio: MeanInterval;
}

/** State steering of a set of components; `none` is the model left alone. */
export interface StateSteeringReport {
  readonly name: string;
  /** First digits that begin a state that may follow the state whose codes were set. */
  readonly first: Accuracy;
  /** Next states that may follow the state whose codes were set. */
  readonly target: Accuracy;
  /** The same with codes set at the first digit, too. */
  readonly held: Accuracy;
  /** Next states that may follow the state that was written. */
  readonly written: Accuracy;
}

/** The finite-state experiment on one model. */
export interface FiniteStateReport {
  readonly floor: FiniteStateFloor;
  readonly texts: number;
  /** Cross-entropy, nats a token; clusters are texts. */
  readonly loss: MeanInterval;
  /** Cross-entropy above that of the machine itself on the same texts: an estimate of the divergence from it. */
  readonly excess: MeanInterval;
  readonly accuracy: Accuracy;
  /** Legal transitions: all and the first of written texts, and by rank (all there are: no interval). */
  readonly transitions: Accuracy;
  readonly firstTransitions: Accuracy;
  readonly rankedTransitions: Accuracy;
  readonly components: readonly CodeComponentReport[];
  readonly neurons?: NeuronComparison;
  readonly interchange: readonly CodeInterchangeReport[];
  readonly steering: readonly StateSteeringReport[];
}
