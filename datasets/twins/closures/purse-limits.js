function purse(coins) {
  let refused = 0;

  const put = amount => {
    coins += amount;
    return coins;
  };

  const take = amount => {
    if (amount > coins) {
      refused += 1;
      return -refused;
    }
    coins -= amount;
    return coins;
  };

  return [put, take];
}

function spend(coins, events) {
  const [put, take] = purse(coins);
  const seen = [];
  for (const [kind, amount] of events) {
    if (kind === "in") {
      seen.push(put(amount));
    } else {
      seen.push(take(amount));
    }
  }
  return seen;
}
