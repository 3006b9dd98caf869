import { PIECE, TextReader } from "../../lens/decode/TextReader.js";
import type { KeyValueCache, LocalModel } from "../../lens/session/LocalModel.js";

/**
 * Remembers the beginning of the prompt that was read last: questions about one program, and demonstrations before each
 * question, share theirs. Prompts are read in pieces that begin at fixed places, and only whole pieces are remembered, so
 * that an answer does not depend on what was asked before, to the bit.
 */
export class PromptMemory {
  readonly #model: LocalModel;
  #ids: Int32Array = new Int32Array(0);
  #cache: KeyValueCache | undefined;

  constructor(model: LocalModel) {
    this.#model = model;
  }

  /**
   * A reader that has read a beginning of a prompt, at most all but its last token.
   *
   * @returns with it how many of its tokens were remembered.
   */
  async begin(
    ids: Int32Array,
    signal?: AbortSignal,
  ): Promise<{ readonly reader: TextReader; readonly remembered: number }> {
    const most = Math.min(ids.length - 1, this.#ids.length);
    let same = 0;
    while (same < most && ids[same] === this.#ids[same]) same++;
    const remembered = Math.floor(same / PIECE) * PIECE;
    const reader = new TextReader(this.#model, remembered === 0 ? undefined : this.#cache?.fork(remembered));
    const whole = Math.floor((ids.length - 1) / PIECE) * PIECE;
    if (whole > remembered) {
      await reader.read(ids.subarray(remembered, whole), { signal });
      this.#ids = ids.slice(0, whole);
      this.#cache = reader.fork();
    }
    return { reader, remembered };
  }
}
