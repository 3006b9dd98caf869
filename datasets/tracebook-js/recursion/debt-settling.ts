type Balance = Readonly<Record<string, number>>;

function settle(balance: Balance, transfers: string[] = []): string[] {
  const names = Object.keys(balance).filter(name => balance[name] !== 0);
  if (names.length === 0) return transfers;
  names.sort((a, b) => balance[a] - balance[b] || (a < b ? -1 : 1));
  const debtor = names[0];
  const creditor = names[names.length - 1];
  if (balance[debtor] > 0 || balance[creditor] < 0) {
    throw new Error(`books do not balance: ${names.join(", ")}`);
  }
  const amount = Math.min(-balance[debtor], balance[creditor]);
  transfers.push(`${debtor} pays ${creditor} ${amount}`);
  const after = { [debtor]: balance[debtor] + amount, [creditor]: balance[creditor] - amount };
  return settle({ ...balance, ...after }, transfers);
}
