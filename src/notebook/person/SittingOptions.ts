import type { Answer, Question, Task, Verdict } from "../../questions/Question.js";

/** How a person is asked, see `askPerson`. */
export interface AskPersonOptions {
  /** Folder of the run; gone on with when it holds one of the same questions. Default `tracebook-run-<data set>-<person>`. */
  readonly out?: string;
  /** Who answers, where there are several: letters, digits, `.`, `_` and `-`. */
  readonly name?: string;
  /** Ask only these tasks. Default all. */
  readonly tasks?: readonly Task[];
  /** Ask only so many questions, chosen by hash. Default all. */
  readonly limit?: number;
  /** Seed of the limit's choice. Default 1. */
  readonly seed?: number;
  /** Show verdict and truth after each answer. Default true; false only says that the answer was recorded. */
  readonly reveal?: boolean;
}

/** What an answer cell gives: what became of the answer, and the next question. */
export interface SittingReply {
  /** 1-based number of the question. */
  readonly number: number;
  readonly total: number;
  readonly question: Question;
  /** The answer that counts, as it was read. */
  readonly answer: Answer;
  /** Absent where nothing is to be revealed. */
  readonly verdict?: Verdict;
  /** The text of this call is the answer that counts: false when another one was recorded before. */
  readonly counts: boolean;
  /** Number of the question that comes behind this one; absent behind the last. */
  readonly next?: number;
}
