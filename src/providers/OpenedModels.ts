/**
 * Models that hold memory, by what they were opened with: weights are large, and a command opens its model more than once.
 * The same key gives the same model until it is closed.
 */
export class OpenedModels<Model> {
  readonly #opened = new Map<string, Promise<Model>>();

  /**
   * @param make opens the model; it must call what it is given when the model is closed. A failure is forgotten.
   */
  open(key: string, make: (closed: () => void) => Promise<Model>): Promise<Model> {
    const there = this.#opened.get(key);
    if (there !== undefined) return there;
    // A second close of the same model must not forget the one that was opened since.
    const forget = (): void => {
      if (this.#opened.get(key) === opening) this.#opened.delete(key);
    };
    const opening = make(forget);
    this.#opened.set(key, opening);
    opening.catch(forget);
    return opening;
  }
}
