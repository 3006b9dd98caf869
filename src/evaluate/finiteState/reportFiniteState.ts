import { componentSets } from "../../lens/finiteState/componentSets.js";
import type { DigitModel } from "../../lens/finiteState/DigitModel.js";
import { drawFiniteStateTexts } from "../../lens/finiteState/drawFiniteStateTexts.js";
import type { FiniteStateMachine } from "../../lens/finiteState/FiniteStateMachine.js";
import { finiteStateFloor } from "../../lens/finiteState/finiteStateFloor.js";
import { type DigitScore, scoreDigits } from "../../lens/finiteState/scoreDigits.js";
import {
  legalFirstTransitions,
  legalTransitions,
  rankedTransitions,
} from "../../lens/finiteState/transitions.js";
import { writeFiniteStateTexts } from "../../lens/finiteState/writeFiniteStateTexts.js";
import { componentReports, type ReadTexts } from "./componentReports.js";
import type { FiniteStateReport } from "./FiniteStateReport.js";
import { hitShare, wholeShare } from "./hitShare.js";
import { meanInterval } from "./meanInterval.js";
import { interchangeReports, steeringReports } from "./pairReports.js";

/** How much of the experiment is done; defaults are those of the published evaluation where it says. */
export interface FiniteStateExperimentOptions {
  /** Texts scored, and codes counted on. Default 2048. */
  readonly texts?: number;
  /** Texts the model writes. Default 100. */
  readonly written?: number;
  /** Tokens of a text. Default 128. */
  readonly tokens?: number;
  /** Texts neurons are compared on. Default 512. */
  readonly neuronTexts?: number;
  /** Inputs whose codes are set in others. Default: every state; 100 of the states with a digit. */
  readonly targets?: number;
  /** Others each of them is set in. Default: every other state; 60 of the states with a digit; 30 states for steering. */
  readonly others?: number;
  /** Default 0. Texts are drawn with it; training draws with other keys. */
  readonly seed?: number;
  /** The model without codebooks: its neurons are compared with codes, too. */
  readonly base?: DigitModel;
  /** Told what is being done. */
  readonly progress?: (what: string) => void;
}

/** Texts run at a time, for progress. */
const CHUNK = 256;

/** The finite-state experiment of Tamkin et al. ("Codebook Features", section 4) on one model, with intervals. */
export async function reportFiniteState(
  model: DigitModel,
  machine: FiniteStateMachine,
  options: FiniteStateExperimentOptions = {},
): Promise<FiniteStateReport> {
  const {
    texts: count = 2048,
    written = 100,
    tokens = 128,
    seed = 0,
    targets,
    others,
    base,
    progress,
  } = options;
  const { neuronTexts = 512 } = options;
  const texts = drawFiniteStateTexts(machine, { count, seed, tokens });
  const { read, scores } = await scoreAll(model, machine, texts, progress);
  progress?.(`${written} texts written`);
  const own = await writeFiniteStateTexts(model, { count: written, seed, tokens });
  const ranked = await rankedTransitions(model, machine);
  const { components, neurons } = await componentReports(model, machine, read, {
    base,
    neuronTexts,
    progress,
  });
  const sets = componentSets(model.components);
  const interchange = [];
  for (const digits of [2, 3] as const) {
    progress?.(`interchange of codes, ${digits} digits`);
    const pairs =
      digits === 2 ? { targets, others, seed } : { targets: targets ?? 100, others: others ?? 60, seed };
    interchange.push(...(await interchangeReports(model, machine, digits, sets, pairs)));
  }
  progress?.("steering");
  const steering =
    sets.length === 0
      ? []
      : await steeringReports(model, machine, sets, { targets, others: others ?? 30, seed });
  return {
    floor: finiteStateFloor(machine, tokens),
    texts: count,
    loss: meanInterval(scores.map(score => score.loss / score.tokens)),
    excess: meanInterval(scores.map(score => (score.loss - score.floor) / score.tokens)),
    accuracy: hitShare(scores.map(score => ({ hits: score.right, tries: score.tokens }))),
    transitions: hitShare(legalTransitions(machine, own)),
    firstTransitions: hitShare(legalFirstTransitions(machine, own)),
    rankedTransitions: wholeShare(ranked),
    components,
    ...(neurons === undefined ? {} : { neurons }),
    interchange,
    steering,
  };
}

async function scoreAll(
  model: DigitModel,
  machine: FiniteStateMachine,
  texts: readonly Uint8Array[],
  progress: ((what: string) => void) | undefined,
): Promise<{ readonly read: ReadTexts; readonly scores: readonly DigitScore[] }> {
  const every = [...model.components.keys()];
  const tokens = texts[0]?.length ?? 0;
  const codes = model.components.map(({ k }) => new Int32Array(texts.length * tokens * k));
  const scores: DigitScore[] = [];
  for (let from = 0; from < texts.length; from += CHUNK) {
    progress?.(`${from} of ${texts.length} texts scored`);
    const chunk = texts.slice(from, from + CHUNK);
    const run = await model.run(chunk, { codes: every });
    scores.push(...scoreDigits(machine, chunk, run.probabilities));
    for (const [place, ids] of run.codes.entries())
      codes[place].set(ids, from * tokens * model.components[place].k);
  }
  return { read: { texts, codes }, scores };
}
