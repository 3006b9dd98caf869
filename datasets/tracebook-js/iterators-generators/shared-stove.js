function* dish(name, steps) {
  let warmth = 0;
  for (const step of steps) {
    const [verb, other] = step.split(" ");
    if (verb === "boil") {
      warmth += yield { type: "heat", name };
    } else if (verb === "call") {
      yield { type: "start", name: other };
    } else if (verb === "burn") {
      throw new Error(`${name} burnt`);
    } else {
      yield { type: "wait" };
    }
  }
  return `${name} ${warmth}`;
}

function cook(menu, turns) {
  const ready = Object.entries(menu).map(([name, steps]) => ({ run: dish(name, steps), answer: undefined }));
  const served = [];
  let clock = 0;
  while (ready.length > 0 && clock < turns) {
    const task = ready.shift();
    const { value, done } = task.run.next(task.answer);
    clock++;
    if (done) {
      served.push(`${value} @${clock}`);
      continue;
    }
    task.answer = undefined;
    switch (value.type) {
      case "start":
        ready.unshift({ run: dish(value.name, ["wait"]), answer: undefined });
        break;
      case "heat":
        task.answer = ready.length + 1;
    }
    ready.push(task);
  }
  return { served, left: ready.length, clock };
}
