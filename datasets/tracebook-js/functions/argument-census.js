function pour(cup, amount = arguments.length, ...rest) {
  cup = "x" + cup;
  return `${arguments[0]}>${cup}:${amount}+${rest.length}`;
}

function tally() {
  let sum = 0;
  for (let i = arguments.length - 1; i >= 0; i--) sum = sum * 2 + (arguments[i] | 0);
  arguments.length = 1;
  return sum + "/" + Array.prototype.join.call(arguments, "+");
}

function probe(how, list) {
  switch (how) {
    case "spread":
      return [pour(...list), tally(...list)];
    case "apply":
      return [pour.apply(null, list), tally.apply(void 0, list)];
    case "bind": {
      const bound = pour.bind(null, ...list);
      return [bound.length, bound.name, bound("more"), bound(undefined)];
    }
  }
  return [pour.length, tally.length, probe.length, typeof pour.prototype];
}
