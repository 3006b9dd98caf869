const { prepare, stats } = require("./stove.cjs");
const menu = require("./menu.cjs");

async function serve(dishes) {
  const plates = [];
  for (const dish of dishes) {
    try {
      plates.push(await prepare(dish));
    } catch (error) {
      plates.push(error.message);
    }
  }
  const same = require("./menu.cjs") === menu;
  return { plates, fired: stats.fired, known: Object.keys(menu).length, same };
}

module.exports = { serve };
