function pitch(kind) {
  switch (kind) {
    case "number":
      throw 42;
    case "nothing":
      throw undefined;
    case "object":
      throw { message: "plain", code: 7, retry: true };
    case "error":
      throw new URIError("bad address");
    case "string":
      throw "just " + typeof kind;
  }
  throw () => kind;
}

function toss(kind, rounds = 2) {
  const caught = [];
  while (rounds-- > 0) {
    try {
      pitch(kind);
    } catch (thing) {
      const { message = "no message", code = -1, retry } = Object(thing ?? {});
      caught.push(`${typeof thing} ${message} ${code}`);
      if (!retry) rounds = 0;
      if (typeof thing === "string") throw thing;
      if (thing instanceof Error) throw Object.assign(thing, { message: `${message}?` });
    }
  }
  return caught;
}
