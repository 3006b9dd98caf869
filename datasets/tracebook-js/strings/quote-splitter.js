function fields(line) {
  const found = [];
  let field = "";
  let state = "start";
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (state === "quoted") {
      if (sign !== "'") field += sign;
      else if (line[at + 1] === "'") field += line[at++];
      else state = "closed";
    } else if (sign === ",") {
      found.push(field);
      field = "";
      state = "start";
    } else if (sign === "'") {
      if (state !== "start") throw new SyntaxError(`quote inside a field at ${at}`);
      state = "quoted";
    } else {
      if (state === "closed") throw new SyntaxError(`${sign} after a quote at ${at}`);
      field += sign;
      state = "plain";
    }
  }
  if (state === "quoted") throw new SyntaxError("quote left open");
  found.push(field);
  return found;
}
