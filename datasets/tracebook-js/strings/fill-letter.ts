type Filter = (text: string) => string;
type Values = { readonly [name: string]: string | number };

const filters = {
  upper: text => text.toUpperCase(),
  title: text => text.replace(/^./, first => first.toUpperCase()),
  quote: text => `"${text}"`,
} as const satisfies Record<string, Filter>;

function isFilter(name: string): name is keyof typeof filters {
  return Object.hasOwn(filters, name);
}

function fill(letter: string, values: Values): string {
  return letter.replace(/\{(\w+)(\?)?((?:\|\w+)*)\}/g, (_, name: string, maybe: string, pipes: string) => {
    let text = values[name]?.toString();
    if (text === undefined) {
      if (maybe) return "";
      throw new ReferenceError(`nothing for ${name}`);
    }
    for (const pipe of pipes.split("|").filter(Boolean)) {
      if (!isFilter(pipe)) throw new TypeError(`no filter ${pipe}`);
      text = filters[pipe](text);
    }
    return text;
  });
}
