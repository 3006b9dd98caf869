function even(path, place, log) {
  if (place === path.length) {
    return "even";
  }
  log.push("e" + String(path[place]));
  if (path[place] % 2 === 0) {
    return even(path, place + 1, log);
  }
  return odd(path, place + 1, log);
}

function odd(path, place, log) {
  if (place === path.length) {
    return "odd";
  }
  log.push("o" + String(path[place]));
  if (path[place] % 3 === 0) {
    return even(path, place + 1, log);
  }
  return odd(path, place + 1, log);
}

function walk(path) {
  const log = [];
  const end = even(path, 0, log);
  return [end, log.join(" ")];
}
