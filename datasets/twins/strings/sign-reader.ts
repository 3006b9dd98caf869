function kind(sign: string): string {
  if ("0123456789".includes(sign)) {
    return "number";
  }
  if ("ab".includes(sign)) {
    return "name";
  }
  return "gap";
}

function read(text: string): string[] {
  const found: string[] = [];
  let state = "gap";
  let word = "";
  for (const sign of text + " ") {
    let now = kind(sign);
    if (state === "name" && now === "number") {
      now = "name";
    }
    if (now !== state) {
      if (state !== "gap") {
        found.push(state + " " + word);
      }
      word = "";
      state = now;
    }
    word += sign;
  }
  return found;
}
