class Money {
  static readonly zero: Money = new Money(0n, "eur");
  readonly cents: bigint;
  readonly unit: string;

  private constructor(cents: bigint, unit: string) {
    this.cents = cents;
    this.unit = unit;
  }

  static parse(text: string, unit: string): Money {
    const [whole, part = ""] = text.split(".");
    if (!/^\d+$/.test(whole)) throw new SyntaxError(`bad amount "${text}"`);
    return new Money(BigInt(whole) * 100n + BigInt(part.padEnd(2, "0").slice(0, 2)), unit);
  }

  plus(other: Money): Money {
    return new Money(this.cents + other.cents, other.unit);
  }

  [Symbol.toPrimitive](hint: string): string | number {
    const text = `${this.cents / 100n}.${String(this.cents % 100n).padStart(2, "0")}`;
    return hint === "number" ? Number(text) : `${text} ${this.unit}`;
  }
}

function total(amounts: string[], unit: string): [string, number, string, bigint] {
  const sum = amounts.map(text => Money.parse(text, unit)).reduce((a, b) => a.plus(b), Money.zero);
  return [`${sum}`, +sum, sum + "!", sum.cents];
}
