type Code = "closed" | "unknown" | "blank";

class Refusal<C extends Code = Code> extends Error {
  declare readonly code: C;
  constructor(code: C, message: string) {
    super(message);
    Object.defineProperty(this, "code", { value: code });
  }
  static is<C extends Code>(error: unknown, code: C): error is Refusal<C> {
    return error instanceof Refusal && error.code === code;
  }
}

const keys: Readonly<Record<string, readonly [from: number, to: number]>> = { ann: [8, 18], bo: [0, 24] };

function gate(name: string, hour: number): string {
  if (name === "") throw new Refusal("blank", "say a name");
  const hours = keys[name];
  if (hours === undefined) throw new Refusal("unknown", `who is ${name}`);
  if (hour > 24) throw new RangeError(`no hour ${hour}`);
  if (hour < hours[0] || hour >= hours[1]) throw new Refusal("closed", `come at ${hours[0]}`);
  return `welcome ${name}`;
}

function enter(name: string, hour: number, tries = 0): { answer: string; tries: number } {
  try {
    return { answer: gate(name, hour), tries };
  } catch (error) {
    if (Refusal.is(error, "unknown")) return enter("ann", hour + 7, tries + 1);
    if (Refusal.is(error, "closed")) return { answer: error.message, tries };
    throw error;
  } finally {
    console.log(`${name || "nobody"} at ${hour}`);
  }
}
