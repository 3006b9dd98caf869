/** Lets things happen one after another that cannot happen at the same time, in the order they were asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs when all that was begun before has ended, well or not. */
  take<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act, act);
    // Only that it is over: what came of it is not held.
    this.#last = turn.then(
      () => {},
      () => {},
    );
    return turn;
  }
}
