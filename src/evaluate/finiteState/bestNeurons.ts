import type { DigitModel } from "../../lens/finiteState/DigitModel.js";
import type { LabelCode } from "../../lens/finiteState/labelCodes.js";
import { type MatchedNeuron, matchedNeurons } from "../../lens/finiteState/matchedNeurons.js";
import type { MeanInterval } from "./FiniteStateReport.js";
import { meanShare } from "./meanInterval.js";

/**
 * Precision of the best neuron of all layers for each label at the recall of its code, averaged over the labels that have
 * one. The neuron is the best on the very texts it is measured on.
 */
export async function bestNeurons(
  model: DigitModel,
  texts: readonly Uint8Array[],
  labels: Int32Array,
  codes: readonly LabelCode[],
): Promise<MeanInterval | undefined> {
  if (model.neurons.length === 0) return undefined;
  const wanted = codes.map(({ hits }) => hits);
  let best: readonly MatchedNeuron[] = [];
  for (const [layer, neurons] of model.neurons.entries()) {
    const values = await model.readNeurons(layer, texts);
    const found = matchedNeurons(values, neurons, labels, wanted);
    best = found.map((one, label) => {
      const other = best[label];
      return other === undefined || one.hits * other.fired > other.hits * one.fired ? one : other;
    });
  }
  return meanShare(best.filter(({ fired }) => fired > 0).map(({ hits, fired }) => hits / fired));
}
