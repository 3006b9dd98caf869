type Action = { type: "add"; word: string } | { type: "clear" };
type Step<S> = (state: S, action: Action) => S;

interface History<S> {
  apply(action: Action): void;
  back(): boolean;
  again(): boolean;
  readonly state: S;
}

function withHistory<S>(step: Step<S>, start: S): History<S> {
  const past: S[] = [];
  let future: S[] = [];
  let state = start;
  const move = (from: S[], to: S[]): boolean => {
    if (from.length === 0) return false;
    to.push(state);
    state = from.pop()!;
    return true;
  };
  return {
    apply(action) {
      past.push(state);
      state = step(state, action);
      future = [];
    },
    back: () => move(past, future),
    again: () => move(future, past),
    get state() {
      return state;
    },
  };
}

function write(lines: readonly string[]): [text: string, refused: number] {
  const draft = withHistory<readonly string[]>(
    (words, action) => (action.type === "add" ? [...words, action.word] : []),
    [],
  );
  let refused = 0;
  for (const line of lines) {
    const [verb, word = ""] = line.split(":");
    if (verb === "add") draft.apply({ type: "add", word });
    else if (verb === "clear") draft.apply({ type: "clear" });
    else if (verb === "back" || verb === "again") refused += draft[verb]() ? 0 : 1;
    else throw new TypeError(`cannot ${verb}`);
  }
  return [draft.state.join("-"), refused];
}
