function makeSheet(cells) {
  const values = new Map();
  const open = [];
  let worked = 0;

  function operand(text) {
    if (/^[A-Z]\d$/.test(text)) return value(text);
    const number = Number(text);
    if (Number.isNaN(number)) throw new SyntaxError(`cannot read ${text}`);
    return number;
  }

  function formula(text) {
    const [left, ...rest] = text.split(/([-+*])/);
    let result = operand(left);
    for (let i = 0; i < rest.length; i += 2) {
      const right = operand(rest[i + 1]);
      if (rest[i] === "+") result += right;
      else result = rest[i] === "-" ? result - right : result * right;
    }
    return result;
  }

  function value(name) {
    if (values.has(name)) return values.get(name);
    if (open.includes(name)) throw new RangeError(`${[...open, name].join(">")}`);
    open.push(name);
    worked++;
    const text = cells[name] ?? "0";
    const result = text[0] === "=" ? formula(text.slice(1)) : /^\d+$/.test(text) ? +text : text.length;
    open.pop();
    values.set(name, result);
    return result;
  }

  return { value, worked: () => worked };
}

function sheet(cells, name) {
  const { value, worked } = makeSheet(cells);
  const first = value(name);
  const again = value(name);
  return { first, steady: first === again, worked: worked() };
}
