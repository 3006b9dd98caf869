class Wagon {
  load: number;
  behind: Wagon | null;

  constructor(load: number, behind: Wagon | null) {
    this.load = load;
    this.behind = behind;
  }
}

function couple(loads: number[]): Wagon | null {
  let first: Wagon | null = null;
  for (const load of loads) {
    first = new Wagon(load, first);
  }
  return first;
}

function drop(wagon: Wagon | null, load: number): Wagon | null {
  if (wagon === null) {
    return null;
  }
  if (wagon.load === load) {
    return wagon.behind;
  }
  wagon.behind = drop(wagon.behind, load);
  return wagon;
}

function shunt(loads: number[], dropped: number[]): number[] {
  let first = couple(loads);
  for (const load of dropped) {
    first = drop(first, load);
  }
  const left: number[] = [];
  while (first !== null) {
    left.push(first.load);
    first = first.behind;
  }
  return left;
}
