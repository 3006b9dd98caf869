import { runInThisContext } from "node:vm";
import { packageFile } from "../core/packageFile.js";
import { FONT_FILES } from "../core/rasterize.js";
import type { ScoreChartData, ScoreChartOptions } from "./ScoreChartData.js";
import { SCORE_CONFIG, scoreInput } from "./scoreConfig.js";
import { scoreTable } from "./scoreTable.js";

/** The little of a canvas context that is used here; the DOM types are not loaded. */
interface CanvasRenderingContext {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
}

/**
 * The interactive chart as it looks in a page, drawn on the server: Chart.js on `@napi-rs/canvas`, with the
 * same configuration code the page runs.
 * @returns PNG bytes of `width` × `scale` pixels.
 */
export async function scoreCanvas(
  data: ScoreChartData,
  options: ScoreChartOptions & { readonly scale?: number; readonly dark?: boolean } = {},
): Promise<Uint8Array> {
  const width = options.width ?? 800;
  const scale = options.scale ?? 2;
  const dark = options.dark ?? false;
  const { createCanvas, GlobalFonts } = await import("@napi-rs/canvas");
  const { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Title, Tooltip } =
    await import("chart.js");
  Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Title, Tooltip);
  for (const file of FONT_FILES) GlobalFonts.registerFromPath(packageFile(file));
  const input = scoreInput(scoreTable(data), options.title ?? `Right answers on ${data.source}`, "");
  const config = runInThisContext(`(${SCORE_CONFIG})`)(input, dark);
  const canvas = createCanvas(width, input.height);
  config.options.responsive = false;
  config.options.devicePixelRatio = scale;
  const ground = {
    id: "tracebookGround",
    beforeDraw({ ctx, width, height }: { ctx: CanvasRenderingContext; width: number; height: number }): void {
      ctx.fillStyle = input.ground[0]![dark ? 1 : 0]!;
      ctx.fillRect(0, 0, width, height);
    },
  };
  config.plugins.push(ground);
  const chart = new Chart(canvas as never, config);
  const png = canvas.toBuffer("image/png");
  chart.destroy();
  return png;
}
