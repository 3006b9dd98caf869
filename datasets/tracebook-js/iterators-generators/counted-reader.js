class Words {
  #text;
  static opened = 0;

  constructor(text) {
    this.#text = text;
  }

  *[Symbol.iterator]() {
    Words.opened++;
    let word = "";
    for (const ch of this.#text + " ") {
      if (ch !== " ") word += ch;
      else if (word) {
        yield word;
        word = "";
      }
    }
  }

  get [Symbol.toStringTag]() {
    return "Words";
  }
}

function read(text, skip = 0) {
  const words = new Words(text);
  const [first, ...others] = words;
  const counts = {};
  for (const word of words) counts[word] = (counts[word] | 0) + 1;
  return [first ?? null, others.slice(skip), counts, Words.opened, Object.prototype.toString.call(words)];
}
