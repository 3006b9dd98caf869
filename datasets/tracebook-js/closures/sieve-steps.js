const STOP = Symbol("stop");

const steps = {
  odd: next => (list, n) => (n % 2 ? next(list, n) : list),
  double: next => (list, n) => next(list, n * 2),
  pairs: next => (list, n) => {
    const once = next(list, n);
    return once[STOP] ? once : next(once, -n);
  },
  two: next => {
    let left = 2;
    return (list, n) => {
      const result = next(list, n);
      if (--left === 0) result[STOP] = true;
      return result;
    };
  },
  fresh: next => {
    let last;
    return (list, n) => {
      if (n === last) return list;
      last = n;
      return next(list, n);
    };
  },
};

function run(numbers, ...names) {
  const whole = names.reduceRight(
    (next, name) => {
      if (!(name in steps)) throw new ReferenceError(`no step ${name}`);
      return steps[name](next);
    },
    (list, n) => [...list, n],
  );
  let list = [];
  let looked = 0;
  for (const n of numbers) {
    looked++;
    list = whole(list, n);
    if (list[STOP]) break;
  }
  return [[...list], looked];
}
