const PARTNERS = { ")": "(", "]": "[" };

function check(text) {
  const waiting = [];
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (!(sign in PARTNERS)) {
      waiting.push(sign);
      deepest = Math.max(deepest, waiting.length);
      continue;
    }
    if (waiting.length === 0 || waiting.pop() !== PARTNERS[sign]) {
      throw new RangeError(`unexpected ${sign} at ${i}`);
    }
  }
  if (waiting.length > 0) {
    throw new RangeError(`${waiting.length} still open`);
  }
  return deepest;
}
