import { colourProperties } from "../../core/paint.js";
import { FAMILY } from "../../core/textWidth.js";
import { SHADES, shadeOpacity } from "../../logitLens/drawCode.js";

const SHADE_RULES: string = Array.from(
  { length: SHADES },
  (_, i) => `.tbfs .h${i + 1}{background:rgba(var(--heat),${shadeOpacity(i + 1)})}`,
).join("");

/** Style of features on source, still and live. Class names are doubled where notebooks style the same elements. */
export const ON_SOURCE_STYLE: string = `${colourProperties(".tbfs")}
.tbfs.tbfs{--heat:0,114,178;box-sizing:border-box;max-width:100%;padding:12px;border:1px solid var(--tb-line);border-radius:8px;background:var(--tb-paper);color:var(--tb-ink);font:13px/1.45 ${FAMILY.sans};text-align:left}
@media (prefers-color-scheme:dark){.tbfs.tbfs{--heat:86,180,233}}
.tbfs.tbfs>*,.tbfs.tbfs .live *{box-sizing:border-box}
.tbfs.tbfs>:is(h3,p),.tbfs.tbfs .live :is(h4,p){margin:0 0 6px;color:inherit}
.tbfs.tbfs>h3{font-size:16px}.tbfs.tbfs .live h4{font-size:13px;margin-top:8px}
.tbfs .muted{color:var(--tb-muted);font-size:12px}
.tbfs .tools{display:flex;flex-wrap:wrap;gap:6px;align-items:center;margin:8px 0}
.tbfs .tools label{display:inline-flex;flex-wrap:wrap;gap:6px;align-items:center;max-width:100%}
.tbfs.tbfs .live :is(button,select){min-height:32px;padding:2px 9px;border:1px solid var(--tb-grey);border-radius:5px;background:var(--tb-panel);color:var(--tb-ink);font:inherit;max-width:100%;min-width:0}
.tbfs.tbfs .live button{cursor:pointer}.tbfs.tbfs .live button:disabled{opacity:.5;cursor:default}
.tbfs.tbfs .live :focus-visible{outline:3px solid var(--tb-orange);outline-offset:1px}
.tbfs .live input[type=range]{flex:1 1 160px;min-width:120px;accent-color:var(--tb-blue);margin:0}
.tbfs .at{min-width:8em;font-variant-numeric:tabular-nums}
.tbfs.tbfs .live .what{min-height:1.5em;font-weight:bold;overflow-wrap:anywhere}
.tbfs .cols{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:14px;align-items:start}
@media (max-width:760px){.tbfs .cols{grid-template-columns:minmax(0,1fr)}}
.tbfs .pane{max-height:400px;overflow:auto;border:1px solid var(--tb-line);border-radius:5px;position:relative;margin-bottom:8px}
.tbfs.tbfs .live .code{margin:0;padding:4px 0;border:0;font:12px/19px ${FAMILY.mono};white-space:pre;tab-size:4;background:none;color:inherit;unicode-bidi:isolate;direction:ltr;width:max-content;min-width:100%;overflow:visible}
.tbfs .live .code>span{display:block;padding:0 8px 0 18px;position:relative}
.tbfs .live .code .n{color:var(--tb-muted);font-weight:normal;user-select:none;margin-right:8px}
.tbfs .live .code i{font-style:normal;padding:1px 0;box-shadow:inset 1px 0 var(--tb-paper)}
.tbfs .live .code .now{box-shadow:inset 0 0 0 2px var(--tb-vermillion)}
.tbfs .live .code .now::before{content:"\\25b6";position:absolute;left:4px;color:var(--tb-vermillion);font-size:10px}
.tbfs .live .steps>span{cursor:pointer}.tbfs .live .steps>span:hover{background:var(--tb-panel)}
.tbfs .legend{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:center;font-size:12px;margin:6px 0}
.tbfs .legend b{display:inline-block;width:26px;height:15px;border:1px solid var(--tb-line);vertical-align:middle;margin-right:4px}
.tbfs.tbfs .live table{border-collapse:collapse;border:0;margin:2px 0;font-size:12px;background:none;color:inherit;width:100%}
.tbfs.tbfs .live tr,.tbfs.tbfs .live tr:nth-child(odd){background:none}
.tbfs.tbfs .live :is(td,th){border:0;padding:1px 6px;text-align:left;vertical-align:top;color:inherit;font-weight:normal;white-space:nowrap}
.tbfs.tbfs .live th{color:var(--tb-muted)}
.tbfs.tbfs .live .num{text-align:right;font-variant-numeric:tabular-nums}
.tbfs.tbfs .live tr[data-f]{cursor:pointer}.tbfs.tbfs .live tr.on{background:var(--tb-panel);box-shadow:inset 3px 0 var(--tb-orange)}
.tbfs .live .weight{width:38%;min-width:50px}.tbfs .live .weight b{display:block;height:10px;min-width:1px;margin-top:4px;background:rgb(var(--heat))}
.tbfs .live .note{white-space:normal;overflow-wrap:anywhere}
.tbfs.tbfs .live .heat{width:auto}.tbfs.tbfs .live .heat td{border:1px solid var(--tb-line);text-align:right;min-width:34px}
.tbfs .live .time{display:flex;gap:1px;overflow-x:auto}
.tbfs .live .time span{flex:1 1 0;min-width:8px;max-width:34px;font-size:9.5px;text-align:center;color:var(--tb-muted);white-space:nowrap;overflow:hidden}
.tbfs.tbfs .live .time button{display:block;width:100%;min-height:0;height:60px;padding:0;border:0;border-bottom:1px solid var(--tb-muted);border-radius:0;background:linear-gradient(rgb(var(--heat)),rgb(var(--heat))) no-repeat bottom/100% calc(var(--v)*100%)}
.tbfs.tbfs .live .time button.now{box-shadow:inset 0 0 0 2px var(--tb-vermillion)}
.tbfs .scroll{overflow-x:auto}
.tbfs .live .pane>:is(h4,table){margin:4px 6px 0;width:calc(100% - 12px)}
${SHADE_RULES}`;
