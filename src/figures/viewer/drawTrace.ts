import { type Child, element, type Markup } from "../core/element.js";
import { type Colour, paint } from "../core/paint.js";
import type { Drawing } from "../core/svgDocument.js";
import { FAMILY, fitText, wrapText } from "../core/textWidth.js";
import { visibleText } from "../core/visibleText.js";
import { type Block, drawSource } from "./drawSource.js";
import { drawCalls, drawLanes } from "./drawTasks.js";
import { frameName, modelState } from "./modelState.js";
import { summaryLines } from "./summaryLines.js";
import type { ViewerSettings } from "./TraceViewerOptions.js";
import type { ViewerModel } from "./ViewerModel.js";

const MARGIN = 16;
/** Lines of output and variables in the picture; the page has them all. */
const TEXT_ROWS = 12;

function textLine(
  x: number,
  y: number,
  text: string,
  size: number,
  colour: Colour,
  bold = false,
  mono = false,
): Markup {
  return element(
    "text",
    {
      x,
      y,
      "font-size": size,
      "font-weight": bold ? "bold" : undefined,
      "font-family": mono ? FAMILY.mono : undefined,
      "xml:space": "preserve",
      ...paint({ fill: colour }),
    },
    text,
  );
}

/** A heading over lines of fixed-width text. */
function textBlock(x: number, width: number, title: string, lines: readonly string[]): Block {
  return {
    height: 20 + lines.length * 14 + 8,
    content: [
      textLine(x, 12, title, 12, "ink", true),
      lines.map((line, i) =>
        textLine(x, 29 + i * 14, fitText(visibleText(line), width, 10, "mono"), 10, "ink", false, true),
      ),
    ],
  };
}

/** Variables of modules at the end, one line each. */
function finalLines(model: ViewerModel): string[] {
  const state = modelState(model, model.steps.length - 1);
  const lines: string[] = [];
  for (const [frame, variables] of state.variables) {
    if (model.functions[model.frames[frame][0]][3] !== 1 && !state.stack.includes(frame)) continue;
    for (const [name, text] of variables) {
      if (text.startsWith("ƒ ")) continue;
      lines.push(
        state.stack.length > 0 ? `${frameName(model, frame)}: ${name} = ${text}` : `${name} = ${text}`,
      );
    }
  }
  return lines;
}

function limited(lines: readonly string[], what: string, fromEnd: boolean): string[] {
  if (lines.length <= TEXT_ROWS) return [...lines];
  const note = `… ${lines.length - TEXT_ROWS} more ${what}`;
  return fromEnd ? [note, ...lines.slice(-TEXT_ROWS)] : [...lines.slice(0, TEXT_ROWS), note];
}

/** Output as lines, errors marked. */
export function outputLines(model: ViewerModel): string[] {
  const text = model.output.map(([stream, part]) =>
    stream === 2 ? part.replace(/^/gm, "stderr: ").replace(/stderr: $/, "") : part,
  );
  const lines = text.join("").replace(/\n$/, "").split("\n");
  if (model.outputCut > 0) lines.push(`… ${model.outputCut} more characters are left out`);
  return model.output.length === 0 && model.outputCut === 0 ? [] : lines;
}

/** The still picture of a trace: source with counts and values, tasks or calls over steps, end and output. */
export function drawTrace(model: ViewerModel, title: string, settings: ViewerSettings): Drawing {
  const { width, maxLines } = settings;
  const inner = width - 2 * MARGIN;
  const content: Child[] = [];
  let y = MARGIN + 2;
  for (const line of wrapText(visibleText(title), inner, 15, "bold")) {
    y += 15;
    content.push(textLine(MARGIN, y, line, 15, "ink", true));
    y += 4;
  }
  for (const line of summaryLines(model).flatMap(text => wrapText(visibleText(text), inner, 10.5))) {
    y += 15;
    content.push(textLine(MARGIN, y, line, 10.5, "muted"));
  }
  y += 12;
  const put = (block: Block, x = MARGIN): void => {
    content.push(element("g", { transform: `translate(${x},${Math.round(y)})` }, block.content));
  };
  model.files.forEach(file => {
    if (file.name === "<call>" && model.files.length > 1) return;
    if (model.files.filter(other => other.name !== "<call>").length > 1) {
      y += 16;
      content.push(textLine(MARGIN, y - 3, file.name, 11, "ink", true));
    }
    const block = drawSource(file, 0, inner, maxLines);
    put(block);
    y += block.height + 8;
  });
  if (model.lanes.length > 0 || model.frames.length > 1) {
    const block = model.lanes.length > 0 ? drawLanes(model, 0, inner) : drawCalls(model, 0, inner);
    put(block);
    y += block.height + 10;
  }
  const half = (inner - 24) / 2;
  const ends = finalLines(model);
  const last =
    model.steps.length < model.totalSteps
      ? `Variables after step ${model.steps.length}`
      : "Variables at the end";
  const left = textBlock(0, half, last, ends.length > 0 ? limited(ends, "variables", false) : ["(none)"]);
  const printed = outputLines(model);
  const right = textBlock(
    0,
    half,
    "Output",
    printed.length > 0 ? limited(printed, "lines before", true) : ["(none)"],
  );
  put(left);
  put(right, MARGIN + half + 24);
  y += Math.max(left.height, right.height);
  return { width, height: Math.round(y), content };
}
