import { answerText } from "../../questions/answer/answerText.js";
import { type Baseline, TEXT_ONLY } from "../Model.js";

/** Writes the true answer: 100 % unless prompt, parser and scorer disagree. */
export function oracle(): Baseline {
  return {
    kind: "baseline",
    name: "baseline:oracle",
    can: TEXT_ONLY,
    about: "writes the true answer; anything below 100 % is a fault of the chain from prompt to score",
    answer: ({ question }) => `Answer: ${answerText(question.truth)}`,
  };
}
