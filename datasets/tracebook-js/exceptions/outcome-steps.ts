type Outcome<T, F extends string> = { ok: true; value: T } | { ok: false; fault: F; from: string };
type Fault = "syntax" | "range";

const fine = <T>(value: T): Outcome<T, never> => ({ ok: true, value });
const fault = <F extends Fault>(kind: F, from: string): Outcome<never, F> => ({
  ok: false,
  fault: kind,
  from,
});

function then<T, U, F extends string, G extends string>(
  outcome: Outcome<T, F>,
  next: (value: T) => Outcome<U, G>,
): Outcome<U, F | G> {
  return outcome.ok ? next(outcome.value) : outcome;
}

function unwrap<T, F extends string>(outcome: Outcome<T, F>, instead: Partial<Record<F, T>>): T {
  if (outcome.ok) return outcome.value;
  const value = instead[outcome.fault];
  if (value === undefined) throw new Error(`${outcome.fault} in ${outcome.from}`);
  return value;
}

function number(text: string, unit: RegExp): Outcome<number, "syntax"> {
  const match = unit.exec(text);
  return match ? fine(Number(match[1])) : fault("syntax", text);
}

function within(low: number, value: number, high: number): Outcome<number, "range"> {
  if (value < low || value > high) return fault("range", String(value));
  return fine(value);
}

function brew(amount: string, heat: string): { cups: number; degrees: number } {
  const water = then(number(amount, /^(\d+) ml$/), ml => within(50, ml, 900));
  const degrees = then(number(heat, /^(\d+)$/), value => within(60, value, 100));
  const cups = unwrap(
    then(water, ml => fine(Math.ceil(ml / 120))),
    { range: 1 },
  );
  return { cups, degrees: unwrap(degrees, { syntax: 80 }) };
}
