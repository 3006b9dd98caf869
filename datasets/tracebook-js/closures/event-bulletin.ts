type Listener = (value: number) => void;

function board() {
  const listeners: Record<string, Listener[]> = {};
  const on = (name: string, f: Listener): (() => void) => {
    (listeners[name] ??= []).push(f);
    return () => {
      listeners[name] = listeners[name].filter(each => each !== f);
    };
  };
  const once = (name: string, f: Listener): void => {
    const off = on(name, value => {
      off();
      f(value);
    });
  };
  const emit = (name: string, value: number): number => {
    const list = listeners[name] ?? [];
    for (const f of list) f(value);
    return list.length;
  };
  return { on, once, emit };
}

function bulletin(events: string[]): number[] {
  const { on, once, emit } = board();
  on("rain", n => console.log("umbrella", n));
  once("rain", n => console.log("first rain", n));
  once("sun", () => on("rain", n => console.log("rainbow", n)));
  return events.map((name, i) => emit(name, i));
}
