import { PALETTE, SERIES } from "../core/paint.js";
import { FAMILY } from "../core/textWidth.js";
import { count, interval, percent, sample, seriesName } from "./percent.js";
import type { ScoreTable } from "./scoreTable.js";

/** What the chart script gets: numbers and finished texts. */
export interface ScoreChartInput {
  readonly title: string;
  readonly description: string;
  readonly groups: readonly string[];
  readonly family: string;
  /** Colours for light and dark ground. */
  readonly ground: readonly (readonly [string, string])[];
  readonly series: readonly {
    readonly name: string;
    readonly hollow: boolean;
    readonly colour: readonly [string, string];
    readonly bars: readonly ({
      readonly mean: number;
      readonly low?: number;
      readonly high?: number;
      readonly label: string;
      readonly note: string;
    } | null)[];
  }[];
  /** Height in pixels that gives every bar room. */
  readonly height: number;
}

/** Items behind all marks of a series. */
export function items(table: ScoreTable, series: number): number {
  return table.cells.reduce((sum, cells) => sum + (cells[series]?.n ?? 0), 0);
}

/** Turns a table into what {@link SCORE_CONFIG} draws. */
export function scoreInput(table: ScoreTable, title: string, description: string): ScoreChartInput {
  const rows = table.cells.flat().filter(bar => bar !== undefined).length;
  return {
    title,
    description,
    groups: table.groups,
    family: FAMILY.sans,
    ground: [PALETTE.paper, PALETTE.ink, PALETTE.muted, PALETTE.line],
    series: table.series.map((series, i) => ({
      name: `${seriesName(series.name, series.role)} (${count(items(table, i))} items)`,
      hollow: series.role === "baseline",
      colour: PALETTE[SERIES[i % SERIES.length]!],
      bars: table.cells.map(cells => {
        const bar = cells[i];
        if (bar?.mean === undefined) return null;
        return {
          mean: bar.mean * 100,
          low: bar.low === undefined ? undefined : bar.low * 100,
          high: bar.high === undefined ? undefined : bar.high * 100,
          label: percent(bar.mean),
          note: `${percent(bar.mean)} ${interval(bar)}, ${sample(bar)}, ${bar.method}`,
        };
      }),
    })),
    height: 120 + rows * 17 + table.groups.length * 14,
  };
}

/**
 * Function expression `(input, dark) => Chart.js configuration`, run as it stands both in pages and on the
 * server, so that both draw the same chart. Whiskers and values are drawn by a small plugin.
 */
export const SCORE_CONFIG: string = `function(input,dark){
var side=dark?1:0,ground=input.ground.map(function(pair){return pair[side]}),ink=ground[1],muted=ground[2],line=ground[3];
var whiskers={id:"tracebookWhiskers",afterDatasetsDraw:function(chart){
var g=chart.ctx,x=chart.scales.x;g.save();g.font="11px "+input.family;g.textBaseline="middle";
input.series.forEach(function(series,i){if(!chart.isDatasetVisible(i))return;
chart.getDatasetMeta(i).data.forEach(function(bar,j){var cell=series.bars[j];if(!cell)return;var end=x.getPixelForValue(cell.mean);
if(cell.low!==undefined){var a=x.getPixelForValue(cell.low),b=x.getPixelForValue(cell.high);end=Math.max(end,b);
g.beginPath();g.moveTo(a,bar.y);g.lineTo(b,bar.y);g.moveTo(a,bar.y-3);g.lineTo(a,bar.y+3);g.moveTo(b,bar.y-3);g.lineTo(b,bar.y+3);
g.lineWidth=4;g.strokeStyle=ground[0];g.stroke();g.lineWidth=1.5;g.strokeStyle=ink;g.stroke()}
g.fillStyle=ink;g.fillText(cell.label,end+6,bar.y)})});g.restore()}};
return {type:"bar",plugins:[whiskers],
data:{labels:input.groups,datasets:input.series.map(function(series){return {label:series.name,
data:series.bars.map(function(bar){return bar?bar.mean:null}),
backgroundColor:series.hollow?ground[0]:series.colour[side],borderColor:series.colour[side],borderWidth:1.5,borderSkipped:false,categoryPercentage:0.86,barPercentage:0.84}})},
options:{indexAxis:"y",animation:false,maintainAspectRatio:false,layout:{padding:{right:62,left:4}},
font:{family:input.family},color:ink,
interaction:{mode:"nearest",axis:"y",intersect:false},
scales:{x:{min:0,max:100,title:{display:true,text:"right answers, %; whiskers: 95 % interval",color:muted,font:{family:input.family,size:11}},ticks:{color:muted,stepSize:20,font:{family:input.family,size:11}},grid:{color:line}},
y:{ticks:{color:ink,font:{family:input.family,size:12,weight:"bold"}},grid:{display:false}}},
plugins:{title:{display:!!input.title,text:input.title,color:ink,align:"start",font:{family:input.family,size:15,weight:"bold"}},
legend:{align:"start",labels:{color:ink,boxWidth:14,boxHeight:10,font:{family:input.family,size:11}}},
tooltip:{callbacks:{label:function(item){var cell=input.series[item.datasetIndex].bars[item.dataIndex];return item.dataset.label+": "+(cell?cell.note:"no items")}}}}}}}`;

/** The enhancer: puts a live chart in place of the picture, on a ground of its own, and follows light and dark. */
export const SCORE_ENHANCER: string = `function(root,input){
var Chart=globalThis.tracebookChart;if(!Chart)return;
var config=${SCORE_CONFIG};
var image=root.querySelector("img"),box=document.createElement("div"),canvas=document.createElement("canvas");
box.style.cssText="position:relative;box-sizing:border-box;width:100%;max-width:900px;padding:8px;border-radius:6px;height:"+(input.height+16)+"px";
canvas.setAttribute("role","img");canvas.setAttribute("aria-label",input.description);
box.appendChild(canvas);image.parentNode.insertBefore(box,image);
var query=globalThis.matchMedia?matchMedia("(prefers-color-scheme: dark)"):{matches:false},chart;
function draw(){if(chart)chart.destroy();box.style.background=input.ground[0][query.matches?1:0];chart=new Chart(canvas,config(input,query.matches))}
try{draw()}catch(error){box.remove();throw error}
image.style.display="none";
if(query.addEventListener)query.addEventListener("change",draw)}`;
