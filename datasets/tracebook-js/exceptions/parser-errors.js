function evaluate(text) {
  let at = 0;
  const fail = what => {
    throw Object.assign(new SyntaxError(`${what} at ${at}`), { at });
  };
  const peek = () => text[at];
  function atom() {
    if (peek() === "(") {
      at++;
      const value = sum();
      if (text[at++] !== ")") (at--, fail("expected )"));
      return value;
    }
    const start = at;
    while (peek() >= "0" && peek() <= "9") at++;
    if (start === at) fail("expected a number");
    return Number(text.slice(start, at));
  }
  function product() {
    let value = atom();
    while (peek() === "*" || peek() === "/") value = text[at++] === "*" ? value * atom() : value / atom();
    return value;
  }
  function sum() {
    let value = product();
    for (; peek() === "+" || peek() === "-"; ) value += text[at++] === "+" ? product() : -product();
    return value;
  }
  const value = sum();
  if (at < text.length) fail(`unexpected ${peek()}`);
  return value;
}
