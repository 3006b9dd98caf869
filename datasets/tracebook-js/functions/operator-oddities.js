function oddities(input) {
  let steps = 0;
  const tick = value => (steps++, value);
  const either = input || tick("fallback");
  const exists = input ?? tick("missing");
  const both = input && tick("present");
  const kinds = [typeof input, typeof void input, typeof typeof input];
  const math = [+input, -input, ~~input, input ** 2, input % 3];
  const equal = [input == 0, input == null, input === null, !input, !!input];
  const comma = (tick(1), tick(2), steps);
  return { either, exists, both, kinds, math, equal, comma, steps };
}
