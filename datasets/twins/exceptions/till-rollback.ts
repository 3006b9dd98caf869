class Overdrawn extends Error {}

function pay(till: { coins: number }, amount: number): void {
  till.coins += amount;
  if (till.coins < 0) {
    throw new Overdrawn(`${till.coins} coins`);
  }
}

function book(amounts: number[]): number[] {
  const till = { coins: 0 };
  let booked = 0;
  for (const amount of amounts) {
    const saved = till.coins;
    try {
      pay(till, amount);
      booked += 1;
    } catch (fault) {
      console.log(`undo ${amount}: ${(fault as Overdrawn).message}`);
      till.coins = saved;
    }
  }
  return [till.coins, booked];
}
