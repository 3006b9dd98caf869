const menu = require("./menu.cjs");

exports.stats = { fired: 0 };

exports.prepare = async dish => {
  const minutes = menu[dish];
  if (minutes === undefined) throw new Error(`no ${dish} today`);
  await new Promise(resolve => setTimeout(resolve, minutes));
  exports.stats.fired++;
  return `${dish} after ${minutes}`;
};
