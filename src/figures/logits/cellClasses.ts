import { cellLooks } from "./cellLook.js";
import type { LogitsModel } from "./LogitsModel.js";
import type { LogitsSettings } from "./settleLogits.js";
import { shadeClasses } from "./shades.js";
import { weakest } from "./weak.js";

/** All classes of every cell as the page shows them at first; the script gives the same at any level (a test holds it to that). */
export function cellClasses(
  model: LogitsModel,
  { granularity, statistic, weakShare }: Pick<LogitsSettings, "granularity" | "statistic" | "weakShare">,
): string[] {
  const shades = shadeClasses(model, granularity, statistic);
  const weak = weakest(model, granularity, statistic, weakShare).cells;
  return cellLooks(model).map((look, c) =>
    [look, shades[c], weak[c] === 1 ? "q" : ""].filter(name => name !== "").join(" "),
  );
}
