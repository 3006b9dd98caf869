const log = [];

const toy = {
  get colour() {
    log.push("colour");
    throw new Error("no colour");
  },
  toString() {
    log.push("text");
    throw new TypeError("no text");
  },
  *[Symbol.iterator]() {
    log.push("walk");
    yield 1;
    throw new RangeError("lost the way");
  },
};

const touch = (name, value) => {
  log.push(name);
  return value;
};

function play(kind) {
  let result = "untouched";
  try {
    if (kind === "getter") result = touch("first", 1) + toy.colour + touch("never", 2);
    if (kind === "text") result = `${touch("before", "a")}${toy}${touch("after", "b")}`;
    if (kind === "walk") for (const step of toy) result = step;
    if (kind === "assign") [result, { colour: result }] = [touch("value", 5), toy];
    if (kind === "arguments") touch(...toy, touch("late", 1));
  } catch ({ constructor, message }) {
    log.push(`${constructor.name}: ${message}`);
  }
  return { result, log };
}
