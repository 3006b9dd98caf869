import { Player, RULES } from "./player.mjs";

export let trained = 0;

export class Coach {
  constructor(name) {
    this.name = name;
  }
  train(player, week) {
    if (!(player instanceof Player)) throw new TypeError("only players train");
    player.form += week % 2 ? 2 : 1;
    if (player.form > RULES.best) player.form = RULES.best;
    trained++;
  }
  pick(players) {
    return players.reduce((best, each) => (each.form > best.form ? each : best));
  }
  report() {
    return `${this.name}:${trained}`;
  }
}
