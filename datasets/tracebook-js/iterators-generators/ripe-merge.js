function* basket(name, weights) {
  let last = -Infinity;
  try {
    for (const weight of weights) {
      if (weight < last) throw new RangeError(`basket ${name} is not sorted`);
      last = weight;
      yield weight;
    }
    console.log(name, "is empty");
  } finally {
    console.log(name, "put back");
  }
}

function* lightest(baskets) {
  const heads = baskets.map(each => ({ each, step: each.next() })).filter(({ step }) => !step.done);
  try {
    while (heads.length > 0) {
      let least = 0;
      for (let i = 1; i < heads.length; i++) {
        if (heads[i].step.value < heads[least].step.value) least = i;
      }
      const { each, step } = heads[least];
      yield step.value;
      heads[least].step = each.next();
      if (heads[least].step.done) heads.splice(least, 1);
    }
  } finally {
    for (const { each } of heads) each.return();
  }
}

function merge(lists, most) {
  const merged = [];
  const baskets = lists.map((weights, i) => basket("ABC"[i], weights));
  for (const weight of lightest(baskets)) {
    merged.push(weight);
    if (merged.length >= most) break;
  }
  return merged;
}
