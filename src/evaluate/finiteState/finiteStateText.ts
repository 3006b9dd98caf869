import { PUBLISHED_ANALYSED, PUBLISHED_FINITE_STATE } from "../../lens/finiteState/publishedFiniteState.js";
import type { Accuracy } from "../ReportData.js";
import { interval, table } from "../textTable.js";
import type { CodePrecision, FiniteStateReport, MeanInterval } from "./FiniteStateReport.js";

const share = (value: number | undefined): string => (value === undefined ? "–" : (100 * value).toFixed(2));
const nats = (value: number): string => value.toFixed(4);
const between = ({ low, high }: MeanInterval, digits: number, factor = 1): string =>
  low === undefined || high === undefined
    ? "–"
    : `${(factor * low).toFixed(digits)} – ${(factor * high).toFixed(digits)}`;
const withInterval = (value: MeanInterval | undefined): string =>
  value === undefined ? "–" : `${share(value.mean)} (${between(value, 1, 100)})`;
const hits = (value: Accuracy): string =>
  `${share(value.mean)}${value.method === "none" ? "" : ` (${interval(value)})`}`;
const precision = ({ precision, recall, without }: CodePrecision): string[] => [
  withInterval(precision),
  share(recall?.mean),
  String(without),
];

/** A model's figures, as tables to be read; shares are percent, losses nats a token, intervals 95 %. */
export function finiteStateText(report: FiniteStateReport, model: string): string {
  const { floor } = report;
  const main = table([
    ["", "loss", "accuracy %", "transitions %", "first %", "by rank %"],
    [
      model,
      nats(report.loss.mean),
      share(report.accuracy.mean),
      share(report.transitions.mean),
      share(report.firstTransitions.mean),
      share(report.rankedTransitions.mean),
    ],
    [
      "  95 % interval",
      between(report.loss, 4),
      interval(report.accuracy),
      interval(report.transitions),
      interval(report.firstTransitions),
      "all there are",
    ],
    [
      "  n (clusters)",
      ...[
        report.accuracy,
        report.accuracy,
        report.transitions,
        report.firstTransitions,
        report.rankedTransitions,
      ].map(({ n, clusters }) => `${n} (${clusters})`),
    ],
    ["the best there can be", nats(floor.loss), share(floor.accuracy), "100.00", "100.00", "100.00"],
    ...PUBLISHED_FINITE_STATE.map(({ model: name, loss, accuracy, transitions }) => [
      `published: ${name}`,
      String(loss),
      share(accuracy),
      share(transitions),
      name === PUBLISHED_ANALYSED.model ? share(PUBLISHED_ANALYSED.firstTransitions) : "–",
      name === PUBLISHED_ANALYSED.model ? share(PUBLISHED_ANALYSED.rankedTransitions) : "–",
    ]),
  ]);
  const above = `above the machine's own loss on the same ${report.texts} texts: ${nats(report.excess.mean)} (${between(report.excess, 4)}) nats a token`;
  return [main, above, ...codeTables(report)].join("\n\n");
}

function codeTables({ components, neurons, interchange, steering }: FiniteStateReport): string[] {
  if (components.length === 0) return [];
  const codes = table([
    [
      "codes",
      "of",
      "dead %",
      "pure, 2 digits",
      "pure, 3 digits",
      "precision %",
      "recall %",
      "without",
      "together %",
      "recall %",
      "without",
    ],
    ...components.map(component => [
      component.name,
      String(component.codes),
      share(component.dead),
      ...component.purity.map(({ fired, pure }) => `${pure} of ${fired}, ${share(pure / fired)} %`),
      ...precision(component.single),
      ...precision(component.union),
    ]),
  ]);
  const compared =
    neurons === undefined
      ? []
      : [
          table([
            [`codes of ${neurons.component} beside neurons`, "precision %", "recall %"],
            ["code of each state", withInterval(neurons.code), share(neurons.recall?.mean)],
            ["best neuron of this model", withInterval(neurons.own), "as the code"],
            ...(neurons.base === undefined
              ? []
              : [["best neuron without codebooks", withInterval(neurons.base), "as the code"]]),
            ["published: code", share(PUBLISHED_ANALYSED.codePrecision), "–"],
            ["published: best neuron", share(PUBLISHED_ANALYSED.neuronPrecision), "as the code"],
          ]),
        ];
  const exchanged = table([
    ["codes set from another input", "digits", "pairs", "JSD", "unpatched", "ratio", "95 %"],
    ...interchange.map(({ name, digits, pairs, patched, unpatched, ratio }) => [
      name,
      String(digits),
      String(pairs),
      nats(patched),
      nats(unpatched),
      ratio.mean.toFixed(3),
      between(ratio, 3),
    ]),
  ]);
  const steered = table([
    [
      "codes set from another state",
      "n",
      "first digit %",
      "next state %",
      "with both set %",
      "legal for the one written %",
    ],
    ...steering.map(({ name, first, target, held, written }) => [
      name,
      String(target.n),
      hits(first),
      hits(target),
      hits(held),
      hits(written),
    ]),
  ]);
  return [codes, ...compared, exchanged, steered];
}
