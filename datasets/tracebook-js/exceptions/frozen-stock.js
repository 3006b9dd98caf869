const stock = Object.freeze({ apples: 3, crates: [1, 2] });

function sloppy() {
  stock.apples = 10;
  stock.pears = 1;
  return delete stock.apples;
}

function strict() {
  "use strict";
  stock.crates.push(3);
  stock.apples++;
}

function getter() {
  "use strict";
  const view = {
    get count() {
      return stock.apples;
    },
  };
  view.count = 5;
}

function change(kind) {
  let result;
  try {
    if (kind === "sloppy") result = sloppy();
    else if (kind === "strict") result = strict();
    else if (kind === "getter") result = getter();
    else {
      const fixed = kind;
      result = (() => (fixed = "moved"))();
    }
  } catch ({ constructor: { name }, message }) {
    result = `${name}: ${message}`;
  }
  return { result, apples: stock.apples, crates: stock.crates.length, keys: Object.keys(stock) };
}
