class Gate {
  state: string;
  coins: number;

  constructor() {
    this.state = "shut";
    this.coins = 0;
  }

  event(name: string): string {
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

function operate(names: string[]): object {
  const gate = new Gate();
  const seen: string[] = [];
  for (const name of names) {
    seen.push(gate.event(name));
  }
  return { seen: seen, coins: gate.coins, state: gate.state };
}
