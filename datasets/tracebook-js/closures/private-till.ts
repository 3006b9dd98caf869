type Till = { pay(n: number): number; refund(n: number): number; close(): string };

const makeTill = ((): (() => Till) => {
  let made = 0;
  return () => {
    const id = ++made;
    let cash = 0;
    let open = true;
    const guard = <T>(action: () => T): T => {
      if (!open) throw new Error(`till ${id} is closed`);
      return action();
    };
    return {
      pay: n => guard(() => (cash += n)),
      refund: n => guard(() => (cash >= n ? (cash -= n) : cash)),
      close: () => guard(() => ((open = false), `till ${id}: ${cash}`)),
    };
  };
})();

function session(lines: string[]): unknown[] {
  const till = makeTill();
  return lines.map(line => {
    const [verb, amount] = line.split(" ") as [keyof Till, string?];
    return till[verb](Number(amount ?? 0));
  });
}
