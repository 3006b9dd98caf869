type Style = "camel" | "snake" | "kebab" | "title";
type Capital = `${Uppercase<string>}${string}`;

const capital = (word: string): Capital => (word.charAt(0).toUpperCase() + word.slice(1)) as Capital;

const writers: Readonly<Record<Style, (words: readonly string[]) => string>> = {
  camel: ([first = "", ...rest]) => first + rest.map(capital).join(""),
  snake: words => words.join("_"),
  kebab: words => words.join("-"),
  title: words => words.map(capital).join(" "),
};

function split(name: string): string[] {
  const words: string[] = [];
  let word = "";
  for (let i = 0; i < name.length; i++) {
    const letter = name[i];
    const upper = letter >= "A" && letter <= "Z";
    const starts = upper && !/[A-Z]/.test(name[i - 1] ?? "") && word !== "";
    const ends = upper && /[a-z]/.test(name[i + 1] ?? "") && word !== "";
    if (letter === "_" || letter === "-" || starts || ends) {
      if (word === "") throw new SyntaxError(`empty word at ${i}`);
      words.push(word.toLowerCase());
      word = "";
    }
    if (/\w/.test(letter) && letter !== "_") word += letter;
  }
  return word === "" ? words : [...words, word.toLowerCase()];
}

function convert(name: string, style: Style): string {
  return writers[style](split(name));
}
