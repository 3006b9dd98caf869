type Step = (number: number) => number;

function add(number: number): number {
  return number + 3;
}

function double(number: number): number {
  return number * 2;
}

function flip(number: number): number {
  return 1 - number;
}

function both(first: Step, second: Step): Step {
  const joined = (number: number): number => {
    return second(first(number));
  };

  return joined;
}

function chain(start: number, names: string[]): number {
  const table: Record<string, Step> = { add: add, double: double, flip: flip };
  let whole: Step | null = null;
  for (const name of names) {
    if (whole === null) {
      whole = table[name];
    } else {
      whole = both(whole, table[name]);
    }
  }
  if (whole === null) {
    return start;
  }
  return whole(start);
}
