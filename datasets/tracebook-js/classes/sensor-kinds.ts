abstract class Sensor<Reading, Summary> {
  static made = 0;
  protected readonly kept: Reading[] = [];
  readonly id: string;

  constructor(name: string) {
    this.id = `${name}${++Sensor.made}`;
  }

  protected accepts(reading: Reading): boolean {
    return reading !== undefined;
  }

  protected abstract summary(): Summary;

  feed(readings: readonly Reading[]): this {
    for (const reading of readings) {
      if (!this.accepts(reading)) continue;
      this.kept.push(reading);
    }
    return this;
  }

  report(): [id: string, kept: number, summary: Summary | "silent"] {
    return [this.id, this.kept.length, this.kept.length === 0 ? "silent" : this.summary()];
  }
}

class Heat extends Sensor<number, number> {
  protected override accepts(reading: number): boolean {
    return super.accepts(reading) && reading < 60;
  }
  protected override summary(): number {
    return Math.max(...this.kept) - Math.min(...this.kept);
  }
}

class DoorSensor extends Sensor<"open" | "shut", string> {
  protected override accepts(reading: "open" | "shut"): boolean {
    return reading !== this.kept.at(-1);
  }
  protected override summary(): string {
    return this.kept.map(([first]) => first).join("");
  }
}

function measure(kind: string, readings: readonly never[]): unknown[] {
  const spare = new Heat("spare");
  if (kind === "heat") return new Heat("h").feed(readings).report();
  if (kind === "door") return new DoorSensor("d").feed(readings).report();
  throw new ReferenceError(`no sensor for ${kind}, only ${spare.id}`);
}
