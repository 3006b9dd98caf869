import { ask } from "../../evaluate/ask.js";
import type { ReportData } from "../../evaluate/ReportData.js";
import type { Row } from "../../evaluate/Row.js";
import { scoreRun } from "../../evaluate/scoreRun.js";
import type { Program } from "../../program/Program.js";
import { SourceError } from "../../program/SourceError.js";
import { showable } from "../../program/showable.js";
import { parseAnswer } from "../../questions/answer/parseAnswer.js";
import type { Question } from "../../questions/Question.js";
import type { QuestionSet } from "../../questions/QuestionSet.js";
import { checkAnswer } from "../../questions/score/runCalls.js";
import { score } from "../../questions/score/score.js";
import { AnswerDesk } from "./AnswerDesk.js";
import type { SittingReply } from "./SittingOptions.js";

/** A question of a sitting. */
export interface SittingItem {
  readonly question: Question;
  readonly program: Program;
}

/** What a sitting is made of. */
export interface SittingParts {
  /** Model string of the person. */
  readonly model: string;
  readonly out: string;
  readonly set: QuestionSet;
  /** The questions asked, in order. */
  readonly items: readonly SittingItem[];
  /** Rows of the folder so far. */
  readonly rows: readonly Row[];
  readonly limit: number | undefined;
  readonly seed: number;
  readonly reveal: boolean;
}

/**
 * A person being asked. As a cell's last expression it shows the question whose turn it is; `answer` takes answers.
 * Behind it runs `ask` with the person as its model, so prompts, reading, scoring and the run folder are those of any
 * run; each answer is on disk when its cell has run.
 */
export class Sitting {
  readonly model: string;
  /** Folder of the run. */
  readonly out: string;
  /** The questions, in the order in which they are asked: the first has number 1. */
  readonly questions: readonly Question[];
  /** Whether verdict and truth are shown after each answer. */
  readonly reveal: boolean;
  readonly #parts: SittingParts;
  readonly #desk: AnswerDesk;
  readonly #stop: AbortController = new AbortController();
  /** Completions that count, by question id. */
  readonly #given: Map<string, string>;
  #running: Promise<unknown> = Promise.resolve();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: SittingParts) {
    this.#parts = parts;
    this.model = parts.model;
    this.out = parts.out;
    this.questions = parts.items.map(({ question }) => question);
    this.reveal = parts.reveal;
    this.#desk = new AnswerDesk(parts.model);
    const ids = new Set(this.questions.map(({ id }) => id));
    const kept = parts.rows.filter(({ question, verdict }) => ids.has(question) && verdict !== "error");
    this.#given = new Map(kept.map(({ question, completion }) => [question, completion]));
  }

  /** How many questions have an answer. */
  get answered(): number {
    return this.#given.size;
  }

  /** 1-based number of the question whose turn it is; undefined when all are answered. */
  get current(): number | undefined {
    const index = this.questions.findIndex(({ id }) => !this.#given.has(id));
    return index < 0 ? undefined : index + 1;
  }

  /** A question with its program. `number` is 1-based and within range. */
  item(number: number): SittingItem {
    return this.#parts.items[number - 1];
  }

  /**
   * Starts the run, or goes on with it.
   *
   * @throws SourceError for a folder that holds a run of other questions or another model.
   */
  async start(): Promise<void> {
    const { set, out, limit, seed } = this.#parts;
    const { signal } = this.#stop;
    this.#running = ask(set, this.#desk.model, { out, limit, seed, concurrency: 1, signal });
    this.#running.catch(() => {});
    await this.#turn();
  }

  /**
   * Answers a question. The number binds the answer to the question that was shown: running the cell again shows the
   * same reply and adds nothing, and so does another text, as the first answer counts.
   *
   * @param number 1-based number of the question; its turn must have come.
   * @param text the answer, as a model would write it: with or without `Answer:` before it. A number is taken as its text.
   * @throws SourceError for a number that is not there or whose turn has not come, or a sitting that was stopped.
   */
  async answer(number: number, text: string | number): Promise<SittingReply> {
    const before = this.#last;
    let over = (): void => {};
    this.#last = new Promise<void>(resolve => {
      over = resolve;
    });
    await before;
    try {
      // Awaited and not handed on: only so the stack of an error leads back to the cell.
      return await this.#take(number, text);
    } finally {
      over();
    }
  }

  /** Scores of the answers so far beside every baseline on the same questions. */
  scores(): Promise<ReportData> {
    return scoreRun(this.out);
  }

  /** Ends the sitting and closes its folder; `askPerson` with the same folder goes on with it. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error("the sitting was stopped"));
    await this.#running.catch(() => {});
  }

  /** Waits until the next prompt is there or the run is over; a run that failed throws. */
  async #turn(): Promise<void> {
    await Promise.race([this.#desk.waits(), this.#running]);
  }

  async #take(number: number, text: string | number): Promise<SittingReply> {
    const total = this.questions.length;
    if (!(Number.isInteger(number) && number >= 1 && number <= total)) {
      throw new SourceError(`question number must be within 1..${total}, not ${String(number)}`, "answer");
    }
    if (typeof text !== "string" && typeof text !== "number") {
      throw new SourceError(`an answer is a text, not ${text === null ? "null" : typeof text}`, "answer");
    }
    const { question, program } = this.#parts.items[number - 1];
    const { current } = this;
    if (!this.#given.has(question.id)) {
      if (number !== current) {
        throw new SourceError(
          `the turn of question ${number} has not come: question ${current} is next`,
          "answer",
        );
      }
      if (this.#stop.signal.aborted) {
        throw new SourceError(
          "this sitting was stopped: askPerson with the same folder goes on with it",
          "answer",
        );
      }
      this.#desk.give(String(text));
      await this.#turn();
      this.#given.set(question.id, String(text));
    }
    return this.#reply(number, question, program, String(text));
  }

  /** The same for the same question and text, whenever it is asked for: outputs of cells stay as they are. */
  async #reply(number: number, question: Question, program: Program, text: string): Promise<SittingReply> {
    const completion = this.#given.get(question.id) ?? "";
    const answer = await checkAnswer(parseAnswer(completion, question, program), question, program);
    const total = this.questions.length;
    const reply: SittingReply = {
      number,
      total,
      question,
      answer,
      ...(this.reveal ? { verdict: score(answer, question) } : {}),
      counts: completion === text,
      ...(number < total ? { next: number + 1 } : {}),
    };
    return showable("sitting reply", reply, { sitting: this, text });
  }
}
