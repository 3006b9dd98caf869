const stages = {
  double: x => x * 2,
  negate: x => -x,
  half(x) {
    return x / 2;
  },
  clamp: function (x) {
    return Math.min(Math.max(x, -3), 3);
  },
};

const compose = (...fs) => x => fs.reduce((value, f) => f(value), x);

function logged(name) {
  const stage = stages[name];
  return value => {
    const out = stage(value);
    console.log(`${stage.name}(${value}) -> ${out}`);
    return out;
  };
}

function run(start, ...names) {
  const whole = compose(...names.map(logged));
  return whole(start);
}
