/** Most words of the transition table: 256 MiB. */
const MOST_WORDS = 1 << 26;

/**
 * Suffix automaton over stretches of one sequence of symbols `0 … symbols - 1`: finds the longest common block of
 * two stretches in time linear in both (Blumer et al. 1985). The tables are made once, for the longest stretch.
 */
export class SuffixAutomaton {
  private readonly next: Int32Array;
  private readonly link: Int32Array;
  private readonly length: Int32Array;
  /** Where the first occurrence of a state's strings ends: the place of their last symbol. */
  private readonly end: Int32Array;
  private states = 0;
  private last = 0;

  /** Whether the tables of a sequence of this length fit into the memory allowed. */
  static fits(length: number, symbols: number): boolean {
    return (2 * length + 1) * symbols <= MOST_WORDS;
  }

  constructor(
    length: number,
    private readonly symbols: number,
  ) {
    const states = 2 * length + 1;
    this.next = new Int32Array(states * symbols);
    this.link = new Int32Array(states);
    this.length = new Int32Array(states);
    this.end = new Int32Array(states);
  }

  /** Reads `b[from … to)`. A negative symbol stands in no block. */
  build(b: Int32Array, from: number, to: number): void {
    this.states = 0;
    this.state(0, -1);
    this.link[0] = -1;
    this.last = 0;
    for (let i = from; i < to; i++) {
      if (b[i] < 0) this.last = 0;
      else this.extend(b[i], i);
    }
  }

  /**
   * The longest block that `a[from … to)` has in common with what was read: of several the one that begins first
   * in `a`, then first in `b`. `size` 0 when there is none.
   */
  longest(a: Int32Array, from: number, to: number): { i: number; j: number; size: number } {
    const { next, link, length, end, symbols } = this;
    let state = 0;
    let matched = 0;
    let size = 0;
    let i = from;
    let j = 0;
    for (let at = from; at < to; at++) {
      const symbol = a[at];
      if (symbol < 0) {
        state = 0;
        matched = 0;
        continue;
      }
      while (state !== 0 && next[state * symbols + symbol] === 0) {
        state = link[state];
        matched = length[state];
      }
      const to = next[state * symbols + symbol];
      if (to === 0) continue;
      state = to;
      matched++;
      if (matched <= size) continue;
      size = matched;
      i = at - matched + 1;
      j = end[state] - matched + 1;
    }
    return { i, j, size };
  }

  /** A new state without transitions; no transition leads to state 0, so 0 says that there is none. */
  private state(length: number, end: number): number {
    const made = this.states++;
    this.next.fill(0, made * this.symbols, (made + 1) * this.symbols);
    this.length[made] = length;
    this.end[made] = end;
    return made;
  }

  private extend(symbol: number, at: number): void {
    const { next, link, length, symbols, last } = this;
    const known = next[last * symbols + symbol];
    // Behind a gap the string may have been read before.
    if (known !== 0) {
      this.last = length[known] === length[last] + 1 ? known : this.split(last, symbol, known);
      return;
    }
    const made = this.state(length[last] + 1, at);
    let state = last;
    while (state !== -1 && next[state * symbols + symbol] === 0) {
      next[state * symbols + symbol] = made;
      state = link[state];
    }
    if (state === -1) link[made] = 0;
    else {
      const to = next[state * symbols + symbol];
      link[made] = length[to] === length[state] + 1 ? to : this.split(state, symbol, to);
    }
    this.last = made;
  }

  /** Sets apart the shorter strings of a state, which from now on end in more places than the longer ones. */
  private split(from: number, symbol: number, to: number): number {
    const { next, link, length, end, symbols } = this;
    const clone = this.state(length[from] + 1, end[to]);
    next.copyWithin(clone * symbols, to * symbols, (to + 1) * symbols);
    link[clone] = link[to];
    link[to] = clone;
    for (let state = from; state !== -1 && next[state * symbols + symbol] === to; state = link[state])
      next[state * symbols + symbol] = clone;
    return clone;
  }
}
