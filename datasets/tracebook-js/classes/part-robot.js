class Legs {
  #steps = 0;
  walk(count) {
    this.#steps += Number(count);
    return this.#steps;
  }
  get speed() {
    return this.#steps > 2 ? "slow" : "fast";
  }
}

class Arm {
  held = null;
  grab(thing) {
    if (this.held) throw new Error(`arm holds ${this.held}`);
    this.held = thing;
    return this;
  }
  drop() {
    const { held } = this;
    this.held = null;
    return held;
  }
}

function robot(...parts) {
  return new Proxy(Object.create(null), {
    get(own, name, receiver) {
      if (name in own) return own[name];
      const part = parts.find(each => name in each);
      if (part === undefined) return () => `cannot ${name}`;
      const found = part[name];
      if (typeof found !== "function") return () => found;
      return (own[name] = (...values) => {
        const result = found.apply(part, values);
        return result === part ? receiver : result;
      });
    },
    has: (_, name) => parts.some(part => name in part),
  });
}

function command(lines) {
  const it = robot(new Legs(), new Arm());
  const answers = lines.map(line => {
    const [verb, ...values] = line.split(" ");
    const answer = it[verb](...values);
    return answer === it ? "ready" : answer;
  });
  return { answers, known: Object.keys(it), can: "held" in it };
}
