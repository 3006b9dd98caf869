import type { CodeUnit } from "./codeRows.js";
import type { LensModel } from "./LensModel.js";

/** The painted units of a model with their place in the text. */
export function lensUnits(model: Pick<LensModel, "units">): CodeUnit[] {
  let at = 0;
  return model.units.map(([length, token, more, node, special]) => {
    const start = at;
    at += length;
    const unit = { start, end: at, token, lastToken: token + more, node, trivia: false };
    return special === undefined ? unit : { ...unit, special };
  });
}
