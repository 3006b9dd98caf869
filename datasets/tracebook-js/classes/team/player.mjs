import { Coach } from "./coach.mjs";

export const RULES = { match: 3, best: 5 };

export class Player {
  form = 0;
  constructor(name, coach) {
    if (!(coach instanceof Coach)) throw new TypeError("a player needs a coach");
    this.name = name;
  }
}
