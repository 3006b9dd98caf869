type Check = (value: unknown, path: string) => Generator<string, void>;

const text: Check = function* (value, path) {
  if (typeof value !== "string") yield `${path} missing`;
  else if (value === "") yield `${path} empty`;
};

const between = (low: number, high: number): Check =>
  function* (value, path) {
    if (typeof value !== "number") yield `${path} missing`;
    else if (value < low || value > high) yield `${path} not in ${low}-${high}`;
  };

const list = (each: Check): Check =>
  function* (value, path) {
    if (!Array.isArray(value) || value.length === 0) return yield `${path} empty`;
    for (const [i, item] of value.entries()) yield* each(item, `${path}[${i}]`);
  };

const record = (checks: Readonly<Record<string, Check>>): Check =>
  function* (value, path) {
    for (const [key, check] of Object.entries(checks)) {
      const inner = path === "" ? key : `${path}.${key}`;
      yield* check((value as Record<string, unknown>)[key], inner);
    }
  };

const trip = record({ from: text, days: between(1, 30), guests: list(record({ age: between(0, 120) })) });

function report(form: unknown, strict = false): string {
  const problems = [...trip(form, "")];
  if (problems.length === 0) return "fine";
  if (!strict) return problems.join("; ");
  const [first, ...others] = problems;
  throw others.length > 0
    ? new AggregateError(problems, `${problems.length} problems`)
    : new TypeError(first);
}
