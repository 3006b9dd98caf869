type Length =
  | { kind: "metric"; metres: number }
  | { kind: "feet"; feet: number; inches: number }
  | { kind: "steps"; steps: number; stride?: number };

function inches(length: Length): number {
  switch (length.kind) {
    case "metric":
      return Math.round(length.metres * 40);
    case "feet":
      return length.feet * 12 + length.inches;
    case "steps":
      return length.steps * (length.stride ?? 30);
    default: {
      const odd: never = length;
      throw new TypeError(`no such kind: ${(odd as Length).kind}`);
    }
  }
}

function compare(...lengths: readonly Length[]): string {
  let text = "";
  let before = NaN;
  for (const length of lengths) {
    const now = inches(length);
    if (before === now) text += "=";
    else if (before === before) text += now > before ? "<" : ">";
    text += length.kind[0];
    before = now;
  }
  return text || "nothing";
}
