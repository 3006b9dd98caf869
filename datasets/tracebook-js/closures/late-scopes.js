var outer = "outer";

function parameter(n, read = () => n) {
  var n;
  const first = n;
  n = "body";
  return [first, read(), n];
}

function block(n) {
  const readers = [() => outer];
  {
    let outer = "block" + n;
    readers.push(() => outer);
    outer += "!";
  }
  for (let outer = 0, read = () => outer; outer < n; outer++) readers.push(read, () => outer);
  return readers.map(read => read());
}

function scopes(kind, n) {
  switch (kind) {
    case "parameter":
      return parameter(n);
    case "block":
      return block(n);
    case "switch":
      let seen = typeof kind;
      return [seen, (() => (seen += n))(), seen];
    case "named": {
      const walk = function self(k) {
        return k > 0 ? self(k - 1).concat(typeof walk) : [self.name, typeof read];
      };
      return walk(n);
    }
    default:
      seen = kind;
      return seen;
  }
}
