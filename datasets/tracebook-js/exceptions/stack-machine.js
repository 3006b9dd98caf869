class Fault extends Error {
  constructor(message, at) {
    super(`${message} at ${at}`);
    this.at = at;
  }
}

function step(word, stack, at) {
  const pop = () => {
    if (stack.length === 0) throw new Fault("nothing on the stack", at);
    return stack.pop();
  };
  switch (word) {
    case "add":
      stack.push(pop() + pop());
      return;
    case "div": {
      const by = pop();
      if (by === 0) throw new Fault("division by nothing", at);
      stack.push(pop() / by);
      return;
    }
    case "fail":
      throw new Fault("failed", at);
    default:
      if (!/^\d+$/.test(word)) throw new SyntaxError(`unknown word ${word}`);
      stack.push(Number(word));
  }
}

function run(text) {
  const words = text.split(" ");
  const stack = [];
  const guards = [];
  const caught = [];
  for (let at = 0; at < words.length; at++) {
    if (words[at] === "try") {
      guards.push(stack.length);
    } else if (words[at] === "end") {
      guards.pop();
    } else {
      try {
        step(words[at], stack, at);
      } catch (fault) {
        if (!(fault instanceof Fault) || guards.length === 0) throw fault;
        caught.push(fault.message);
        stack.length = guards.pop();
        let open = 1;
        while (open > 0) open += { try: 1, end: -1 }[words[++at]] ?? 0;
      }
    }
  }
  return { stack, caught };
}
