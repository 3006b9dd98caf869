import { colourProperties } from "../core/paint.js";
import { FAMILY } from "../core/textWidth.js";
import { DIFFERENT } from "./shades.js";
import { LINE } from "./sourceMarkup.js";
import { DARKEST, HEAT, OPAQUE } from "./statistics.js";

/** Thickness of the line below a shade, pixels: the same message for those who do not tell the shades. */
export function lineWidth(share: number): number {
  return share < 0.27 ? 0 : share < 0.54 ? 1 : share < 0.8 ? 2 : 3;
}

/** Grounds of cells, swatches and bars of one model, or of two. */
function shadeRules(two: boolean): string {
  const rules: string[] = [];
  const lined: string[][] = [[], [], [], [], [], [], []];
  const end = two ? 2 * DIFFERENT : DARKEST;
  for (let shade = two ? 0 : 1; shade <= end; shade++) {
    const share = two ? Math.abs(shade - DIFFERENT) / DIFFERENT : shade / DARKEST;
    if (share === 0) continue;
    const other = two && shade > DIFFERENT;
    const name = `.${two ? "d" : "h"}${shade.toString(16)}`;
    const opacity = two ? (OPAQUE * share).toFixed(2) : HEAT[shade];
    rules.push(`.tbl ${name}{background:rgba(var(--${other ? "other" : "heat"}),${opacity})}`);
    const width = lineWidth(share);
    if (width > 0) lined[width + (other ? 3 : 0)].push(name);
  }
  lined.forEach((names, i) => {
    if (names.length === 0) return;
    const look = i > 3 ? `${i - 3}px dashed rgb(var(--other))` : `${i}px solid rgb(var(--heat))`;
    rules.push(`.tbl :is(${names.join()}){border-bottom:${look}}`);
  });
  return rules.join("");
}

/**
 * Style of the view. Class names are doubled (`.tbl.tbl`) where notebooks style the same elements. Several views of a page
 * carry the same rules.
 */
export function logitsStyle(two: boolean): string {
  return `${colourProperties(".tbl")}
.tbl.tbl{--heat:0,114,178;--other:184,71,0;box-sizing:border-box;max-width:100%;padding:12px;border:1px solid var(--tb-line);border-radius:8px;background:var(--tb-paper);color:var(--tb-ink);font:13px/1.45 ${FAMILY.sans};text-align:left}
@media (prefers-color-scheme:dark){.tbl.tbl{--heat:86,180,233;--other:240,128,60}}
.tbl.tbl *{box-sizing:border-box}
.tbl.tbl h3,.tbl.tbl h4,.tbl.tbl p{margin:0 0 6px;color:inherit}
.tbl.tbl h3{font-size:16px}.tbl.tbl h4{font-size:13px}
.tbl .muted,.tbl .tree em{font-style:normal;color:var(--tb-muted);font-size:12px}
.tbl .bar{display:flex;flex-wrap:wrap;gap:6px 14px;align-items:center;margin:8px 0}
.tbl .bar label{display:flex;flex-wrap:wrap;gap:2px 6px;align-items:center;max-width:100%}.tbl select{max-width:100%;min-width:0}
.tbl.tbl input[type=search]{width:22em;max-width:100%}
.tbl.tbl button,.tbl.tbl select,.tbl.tbl input[type=search]{min-height:28px;padding:2px 8px;border:1px solid var(--tb-grey);border-radius:5px;background:var(--tb-panel);color:var(--tb-ink);font:inherit}
.tbl.tbl button{cursor:pointer}.tbl button[aria-pressed=true]{border-color:var(--tb-blue);box-shadow:inset 0 0 0 1px var(--tb-blue)}
.tbl.tbl :focus-visible{outline:3px solid var(--tb-orange);outline-offset:1px}
.tbl input[type=range]{accent-color:var(--tb-blue);margin:0;width:150px}
.tbl .at{font-variant-numeric:tabular-nums;min-width:6em}
.tbl .chips{display:flex;flex-wrap:wrap;gap:6px;margin:0 0 8px}
.tbl.tbl .chips a{padding:3px 9px;border:1px solid var(--tb-grey);border-radius:14px;background:var(--tb-panel);color:var(--tb-ink);text-decoration:none;max-width:100%;overflow-wrap:anywhere}
.tbl .chips a code{font-size:12px}
.tbl.tbl code{font-family:${FAMILY.mono};background:none;color:inherit;padding:0;unicode-bidi:isolate;direction:ltr;white-space:pre-wrap;overflow-wrap:anywhere}
.tbl .legend{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:center;font-size:12px;margin:6px 0}
.tbl .legend b{display:inline-block;width:34px;height:16px;border:1px solid var(--tb-line);font-weight:normal;vertical-align:middle;margin-right:4px}
.tbl .legend span{max-width:100%}
.tbl .cols{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:14px}
@media (max-width:760px){.tbl .cols{grid-template-columns:minmax(0,1fr)}}
.tbl .pane{max-height:620px;overflow:auto;border:1px solid var(--tb-line);border-radius:5px;position:relative}
.tbl .src{display:flex;width:max-content;min-width:100%}
.tbl .ice{position:relative;flex:none;margin:6px 0;border-right:1px solid var(--tb-line)}
.tbl .ice b{position:absolute;width:7px;left:calc(var(--d)*9px + 2px);top:calc(var(--r)*${LINE}px + 1px);height:calc(var(--n)*${LINE}px - 2px);box-shadow:inset 0 0 0 1px var(--tb-line);border:0;border-radius:2px}
.tbl:not(:has(.showice:checked)) .ice{display:none}
.tbl.tbl .code{flex:1;margin:0;padding:6px 10px 6px 0;border:0;font:13px/${LINE}px ${FAMILY.mono};white-space:pre;tab-size:4;background:none;color:inherit;unicode-bidi:isolate;direction:ltr;overflow:visible}
.tbl .gr{display:block;content-visibility:auto;width:max-content;min-width:100%}
.tbl.tbl .code a{color:inherit;text-decoration:none}
.tbl .code :is(i,a){font-style:normal;border-radius:2px;cursor:default;box-shadow:inset 1px 0 var(--tb-paper);padding:1px 0 0}
.tbl .code i.k{border-left:1px dotted var(--tb-ink);margin-left:-1px;border-radius:0 2px 2px 0;box-shadow:none}
.tbl .code [data-n]{display:inline-block;position:sticky;left:0;min-width:3.4em;padding:0 10px 0 4px;text-align:right;color:var(--tb-muted);background:var(--tb-paper);font-weight:normal;user-select:none;z-index:1}
.tbl .code [data-n]:before{content:attr(data-n)" "}
.tbl .code .t0{color:var(--tb-keyword);font-weight:bold}.tbl .code .t1{color:var(--tb-string)}.tbl .code .t2{font-style:italic}
.tbl .code .o,.tbl .code .p{opacity:.66}
.tbl .code .g{box-shadow:-3px 0 var(--tb-green)}
.tbl .u2,.tbl .code .u{background:repeating-linear-gradient(135deg,transparent 0 3px,var(--tb-line) 3px 5px)}
.tbl .code .e{text-decoration:underline wavy var(--tb-vermillion);text-underline-offset:3px;text-decoration-skip-ink:none}
.tbl .code .m{color:var(--tb-vermillion);display:inline-block;width:0;text-indent:-.32em;position:relative;top:5px;cursor:default;z-index:1}
.tbl .code :is(a,.w),.tbl .code:not(.L0) i{box-shadow:none}
.tbl:not(:has(.showws:checked)) .code :is(a,.w):not(.in){background:none;border-bottom:0}
.tbl:has(.showws:checked) .code :is(a,.w){outline:1px dotted var(--tb-line);outline-offset:-1px}
.tbl:has(.showws:checked) .code .n:before{content:"⏎";color:var(--tb-muted)}
.tbl .code.L0 .q{outline:1.5px solid var(--tb-vermillion);outline-offset:-1px}
.tbl .code:not(.L0) .q{box-shadow:0 -1.5px var(--tb-vermillion),0 1.5px var(--tb-vermillion)}
.tbl .code:not(.L0) i{border-radius:0}.tbl .code:not(.L0) i.k{border-left:0;margin:0}
.tbl .code :is(i,a):hover,.tbl .code .on{background-color:rgba(143,98,0,.28)}
.tbl .code .sel{background-image:linear-gradient(var(--tb-orange),var(--tb-orange));background-size:100% 2px;background-repeat:no-repeat}
.tbl .code :target{outline:3px solid var(--tb-orange)}
.tbl .fold summary{display:list-item;margin-left:3.4em;color:var(--tb-muted);font-family:${FAMILY.sans};cursor:pointer}
.tbl .tree{position:relative;max-height:430px;overflow:auto;border:1px solid var(--tb-line);border-radius:5px;padding:4px 6px;font-size:12px}
.tbl.tbl .tree ul{list-style:none;margin:0;padding:0}
.tbl .tree details>details,.tbl .tree details>div,.tbl.tbl .tree ul ul{margin-left:14px}
.tbl .tree summary{cursor:pointer}
.tbl .tree :is(summary,div){padding:1px 2px;border-radius:3px;overflow-wrap:anywhere}
.tbl .tree li>div{display:flex;gap:5px;align-items:baseline;cursor:pointer}
.tbl .tree li>div:hover,.tbl .tree .on{background:rgba(143,98,0,.2)}
.tbl .tree li[aria-selected=true]>div{box-shadow:inset 3px 0 var(--tb-orange)}
.tbl .tree .tw{width:1em;flex:none;color:var(--tb-muted)}
.tbl .spark,.tbl .tree s{display:inline-block;flex:none;width:44px;height:9px;border:1px solid var(--tb-line);vertical-align:baseline;margin-right:5px;background:linear-gradient(rgb(var(--heat)),rgb(var(--heat))) no-repeat 0/calc(var(--w)*1%) 100%}
.tbl.tbl .spark,.tbl .tree s{border-bottom:1px solid var(--tb-line)}
.tbl .insp{border:1px solid var(--tb-line);border-radius:5px;padding:8px;margin-bottom:10px;min-height:150px;max-height:420px;overflow:auto}
.tbl .insp .big{font-size:15px;font-weight:bold;overflow-wrap:anywhere}
.tbl.tbl table{border-collapse:collapse;border:0;margin:2px 0;font-size:12px;background:none;color:inherit}
.tbl.tbl tr,.tbl.tbl tr:nth-child(odd){background:none}
.tbl.tbl td,.tbl.tbl th{border:0;border-top:1px solid var(--tb-line);padding:2px 8px 2px 0;text-align:left;vertical-align:top;color:inherit;font-weight:normal;max-width:none;white-space:normal}
.tbl.tbl td.r,.tbl.tbl th.r{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.tbl.tbl tr.me td{font-weight:bold}
.tbl .strip i{font:12px/20px ${FAMILY.mono};font-style:normal;white-space:pre-wrap;border-radius:2px;box-shadow:inset 0 0 0 1px var(--tb-line);padding:0 2px;overflow-wrap:anywhere;unicode-bidi:isolate}
.tbl .crumbs button{min-height:0;padding:0 5px;font-size:12px;margin:0 2px 2px 0}
.tbl .hist{display:flex;align-items:flex-end;gap:2px;height:44px;margin:4px 0 0}.tbl .hist b{flex:1;background:rgb(var(--heat));min-height:1px}
.tbl .sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.tbl .scroll{overflow-x:auto}
@media (max-width:760px){.tbl .insp{min-height:0}.tbl .pane{max-height:420px}}
${shadeRules(two)}`;
}
