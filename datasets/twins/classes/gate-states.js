class Gate {
  state;
  coins;

  constructor() {
    this.state = "shut";
    this.coins = 0;
  }

  event(name) {
    if (name === "coin" && this.state !== "broken") {
      this.coins += 1;
      this.state = "open";
    }
    if (name === "push" && this.state === "open") {
      this.state = "shut";
      return "through";
    }
    if (name === "kick" && this.state === "shut") {
      this.state = "broken";
    }
    return this.state;
  }
}

function operate(names) {
  const gate = new Gate();
  const seen = [];
  for (const name of names) {
    seen.push(gate.event(name));
  }
  return { seen: seen, coins: gate.coins, state: gate.state };
}
