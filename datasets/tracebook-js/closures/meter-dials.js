const meter = (limit => {
  let total = 0;
  const dials = {};
  const make = name => {
    let own = 0;
    let turns = 0;
    return {
      turn(by) {
        if (own + by < 0) throw new RangeError(`${name} below nothing`);
        const room = Math.min(by, limit - total);
        own += room;
        total += room;
        turns++;
        if (room < by) console.log(`${name} stopped at ${own}`);
        return own;
      },
      read: () => `${name}:${own}/${turns}`,
    };
  };
  return {
    dial: name => (dials[name] ??= make(name)),
    read: () => [total, ...Object.values(dials).map(dial => dial.read())],
  };
})(10);

function turn(steps) {
  const results = [];
  for (const step of steps) {
    if (step === "?") {
      results.push(meter.read().length);
      continue;
    }
    const [, name, by] = /^(\w+?)([+-]\d+)$/.exec(step);
    results.push(meter.dial(name).turn(Number(by)));
  }
  return { results, total: meter.read() };
}
