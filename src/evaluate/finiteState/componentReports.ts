import { type CodeCounts, codeCounts, deadShare } from "../../lens/finiteState/codeCounts.js";
import { codePurity } from "../../lens/finiteState/codePurity.js";
import type { CodeComponent, DigitModel } from "../../lens/finiteState/DigitModel.js";
import type { FiniteStateMachine } from "../../lens/finiteState/FiniteStateMachine.js";
import { labelCodes, mostFrequentCodes } from "../../lens/finiteState/labelCodes.js";
import { lastTokens } from "../../lens/finiteState/lastTokens.js";
import { stateLabels } from "../../lens/finiteState/stateLabels.js";
import { validPrefixes } from "../../lens/finiteState/validPrefixes.js";
import { bestNeurons } from "./bestNeurons.js";
import { codePrecisions, labelPrecision, meanF1 } from "./codePrecisions.js";
import type { CodeComponentReport, NeuronComparison } from "./FiniteStateReport.js";

/** Texts that were run, with the codes of every component, [texts, tokens, k] each. */
export interface ReadTexts {
  readonly texts: readonly Uint8Array[];
  readonly codes: readonly Int32Array[];
}

/** What else the components are compared with. */
export interface ComponentOptions {
  /** The model without codebooks, for its neurons. */
  readonly base?: DigitModel;
  /** Texts neurons are compared on: the first of the second half. Default all of it. */
  readonly neuronTexts?: number;
  readonly progress?: (what: string) => void;
}

/**
 * What each component's codes stand for: codes are chosen on the first half of the texts and measured on the second one. The
 * component that tells states best on the first half stands beside neurons.
 */
export async function componentReports(
  model: DigitModel,
  machine: FiniteStateMachine,
  read: ReadTexts,
  options: ComponentOptions = {},
): Promise<{ readonly components: CodeComponentReport[]; readonly neurons?: NeuronComparison }> {
  const every = [...model.components.keys()];
  const inputs = [];
  for (const digits of [2, 3] as const)
    inputs.push({ digits, last: await lastTokens(model, validPrefixes(machine, digits), every) });
  const labels = stateLabels(machine, read.texts);
  const components: CodeComponentReport[] = [];
  let best: { readonly place: number; readonly f1: number } | undefined;
  for (const [place, component] of model.components.entries()) {
    const { name, codes, k } = component;
    const [first, second] = halves(read, place, component, labels, machine.states);
    components.push({
      name,
      codes,
      k,
      dead: deadShare({ fired: first.fired.map((count, code) => count + second.fired[code]), codes }),
      purity: inputs.map(({ digits, last }) => ({
        digits,
        ...codePurity(
          last.codes[place].flatMap(ids => [...ids]),
          k,
        ),
      })),
      ...codePrecisions(first, second),
    });
    const f1 = meanF1(first);
    if (best === undefined || f1 > best.f1) best = { place, f1 };
  }
  if (best === undefined) return { components };
  const neurons = await compareNeurons(model, machine, read, best.place, options);
  return { components, ...(neurons === undefined ? {} : { neurons }) };
}

/** Counts of a component's codes on the first and on the second half of the texts. */
function halves(
  { texts, codes }: ReadTexts,
  place: number,
  { codes: count, k }: CodeComponent,
  labels: Int32Array,
  states: number,
): [CodeCounts, CodeCounts] {
  const middle = Math.floor(texts.length / 2) * (texts[0]?.length ?? 0);
  const part = (from: number, to?: number): CodeCounts =>
    codeCounts(
      codes[place].subarray(from * k, to === undefined ? to : to * k),
      k,
      labels.subarray(from, to),
      {
        codes: count,
        labels: states,
      },
    );
  return [part(0, middle), part(middle)];
}

async function compareNeurons(
  model: DigitModel,
  machine: FiniteStateMachine,
  { texts, codes }: ReadTexts,
  place: number,
  { base, neuronTexts = texts.length, progress }: ComponentOptions,
): Promise<NeuronComparison | undefined> {
  const middle = Math.floor(texts.length / 2);
  const length = texts[0]?.length ?? 0;
  const { codes: count, k, name } = model.components[place];
  const size = { codes: count, labels: machine.states };
  const chosenOn = texts.slice(0, middle);
  const measuredOn = texts.slice(middle, middle + neuronTexts);
  const from = middle * length * k;
  const chosen = mostFrequentCodes(
    codeCounts(codes[place].subarray(0, from), k, stateLabels(machine, chosenOn), size),
  );
  const labels = stateLabels(machine, measuredOn);
  const ids = codes[place].subarray(from, from + labels.length * k);
  const counts = codeCounts(ids, k, labels, size);
  const found = labelCodes(chosen, counts);
  progress?.(`neurons beside the codes of ${name}`);
  const own = await bestNeurons(model, measuredOn, labels, found);
  if (own === undefined) return undefined;
  const other = base === undefined ? undefined : await bestNeurons(base, measuredOn, labels, found);
  const single = labelPrecision(found);
  return {
    component: name,
    texts: measuredOn.length,
    ...(single.precision === undefined ? {} : { code: single.precision }),
    ...(single.recall === undefined ? {} : { recall: single.recall }),
    own,
    ...(other === undefined ? {} : { base: other }),
  };
}
