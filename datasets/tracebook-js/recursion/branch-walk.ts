type Branch = { name: string; kids: Branch[] };

function read(text: string, at: { i: number }): Branch {
  let name = "";
  while (at.i < text.length && /\w/.test(text[at.i])) name += text[at.i++];
  if (name === "") throw new SyntaxError("name expected at " + at.i);
  const kids: Branch[] = [];
  if (text[at.i] === "(") {
    do {
      at.i++;
      kids.push(read(text, at));
    } while (text[at.i] === ",");
    at.i++;
  }
  return { name, kids };
}

function collect({ name, kids }: Branch, trail: string): string[] {
  const here = trail + name;
  return kids.length === 0 ? [here] : kids.flatMap(kid => collect(kid, here + ">"));
}

function leaves(text: string): string[] {
  return collect(read(text, { i: 0 }), "");
}
