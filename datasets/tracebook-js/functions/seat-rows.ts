type Seat = "free" | "sold" | "aisle";
type Place = { row: number; from: number };

const LETTERS: Readonly<Partial<Record<string, Seat>>> = { f: "free", x: "sold", "|": "aisle" };

function draw(rows: readonly string[]): Seat[][] {
  return rows.map(row =>
    Array.from(row, letter => {
      const seat = LETTERS[letter];
      if (seat === undefined) throw new TypeError(`no seat like ${letter}`);
      return seat;
    }),
  );
}

function seats(rows: readonly string[], party: number): Place | "sold out" {
  const plan = draw(rows);
  for (let gap = party; gap <= party + 1; gap++) {
    for (const [row, line] of plan.entries()) {
      let free = 0;
      for (let at = 0; at <= line.length; at++) {
        if (line[at] === "free") {
          free++;
          continue;
        }
        if (free === gap) return { row, from: at - free };
        free = 0;
      }
    }
  }
  return "sold out";
}
