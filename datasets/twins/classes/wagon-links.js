class Wagon {
  load;
  behind;

  constructor(load, behind) {
    this.load = load;
    this.behind = behind;
  }
}

function couple(loads) {
  let first = null;
  for (const load of loads) {
    first = new Wagon(load, first);
  }
  return first;
}

function drop(wagon, load) {
  if (wagon === null) {
    return null;
  }
  if (wagon.load === load) {
    return wagon.behind;
  }
  wagon.behind = drop(wagon.behind, load);
  return wagon;
}

function shunt(loads, dropped) {
  let first = couple(loads);
  for (const load of dropped) {
    first = drop(first, load);
  }
  const left = [];
  while (first !== null) {
    left.push(first.load);
    first = first.behind;
  }
  return left;
}
