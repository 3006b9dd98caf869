function remember(work: (number: number) => number): (number: number) => number {
  const known = new Map<number, number>();

  const asked = (number: number): number => {
    if (!known.has(number)) {
      known.set(number, work(number));
    }
    return known.get(number)!;
  };

  return asked;
}

function ask(numbers: number[]): [number, number[]] {
  const done: number[] = [];

  const square = (number: number): number => {
    done.push(number);
    return number * number;
  };

  const quick = remember(square);
  let total = 0;
  for (const number of numbers) {
    total += quick(number);
  }
  return [total, done];
}
