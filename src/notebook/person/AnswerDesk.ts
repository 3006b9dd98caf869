import { type LanguageModel, type Request, TEXT_ONLY } from "../../providers/Model.js";

interface Asked {
  readonly request: Request;
  readonly give: (text: string) => void;
}

/**
 * A model whose completions come from somewhere else, one at a time: `ask` hands a prompt in and waits, an answer cell
 * hands the text in.
 */
export class AnswerDesk {
  readonly model: LanguageModel;
  #asked: Asked | undefined;
  #noticed: () => void = () => {};

  constructor(name: string) {
    this.model = {
      kind: "language model",
      name,
      can: TEXT_ONLY,
      generate: (request, { signal } = {}) =>
        new Promise((resolve, reject) => {
          const abort = (): void => {
            this.#asked = undefined;
            reject(signal?.reason);
          };
          if (signal?.aborted) return abort();
          signal?.addEventListener("abort", abort, { once: true });
          const give = (text: string): void => {
            signal?.removeEventListener("abort", abort);
            this.#asked = undefined;
            resolve({ text });
          };
          this.#asked = { request, give };
          this.#noticed();
        }),
    };
  }

  /** Settles when a prompt waits for its answer. */
  waits(): Promise<void> {
    if (this.#asked !== undefined) return Promise.resolve();
    return new Promise(resolve => {
      this.#noticed = resolve;
    });
  }

  /** The prompt that waits. */
  get prompt(): string | undefined {
    return this.#asked?.request.prompt;
  }

  /** Answers the prompt that waits. */
  give(text: string): void {
    this.#asked?.give(text);
  }
}
