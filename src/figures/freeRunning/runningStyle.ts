import { colourProperties } from "../core/paint.js";
import { FAMILY } from "../core/textWidth.js";

/** Style of free-running traces. Class names are doubled where notebooks style the same elements. */
export const RUNNING_STYLE: string = `${colourProperties(".tbr")}
.tbr.tbr{box-sizing:border-box;max-width:100%;padding:12px;border:1px solid var(--tb-line);border-radius:8px;background:var(--tb-paper);color:var(--tb-ink);font:13px/1.45 ${FAMILY.sans};text-align:left}
.tbr.tbr *{box-sizing:border-box}
.tbr.tbr :is(h3,h4,p){margin:0 0 6px;color:inherit}
.tbr.tbr h3{font-size:16px}.tbr.tbr h4{font-size:13px}
.tbr .muted{color:var(--tb-muted);font-size:12px}
.tbr .cols{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:14px;margin-top:8px}
@media (max-width:760px){.tbr .cols{grid-template-columns:minmax(0,1fr)}}
.tbr .pane{overflow-x:auto;border:1px solid var(--tb-line);border-radius:5px;padding:4px 0}
.tbr.tbr .code{margin:0;padding:0;border:0;font:13px/20px ${FAMILY.mono};white-space:pre;tab-size:4;background:none;color:inherit;unicode-bidi:isolate;direction:ltr;width:max-content;min-width:100%;overflow:visible}
.tbr .code span{display:block;padding:0 8px}
.tbr .code .n{color:var(--tb-muted);font-weight:normal;user-select:none;margin-right:8px}
.tbr .code em{font:11px ${FAMILY.sans};color:var(--tb-muted)}
.tbr .code .on{background:var(--tb-panel);box-shadow:inset 3px 0 var(--tb-blue)}
.tbr .code .odd{background:var(--tb-panel);box-shadow:inset 3px 0 var(--tb-vermillion)}
.tbr.tbr table{border-collapse:collapse;border:0;margin:0;font:12px/20px ${FAMILY.mono};background:none;color:inherit;width:max-content;min-width:100%}
.tbr.tbr tr,.tbr.tbr tr:nth-child(odd){background:none}
.tbr.tbr :is(td,th){border:0;padding:0 7px;text-align:left;vertical-align:top;color:inherit;font-weight:normal;white-space:pre;max-width:none;unicode-bidi:isolate;direction:ltr}
.tbr.tbr th{color:var(--tb-muted);font-family:${FAMILY.sans}}
.tbr.tbr th.slot{font-family:${FAMILY.mono};color:var(--tb-ink);font-weight:bold}
.tbr.tbr .s{text-align:right;color:var(--tb-muted);font-variant-numeric:tabular-nums}
.tbr.tbr .own{border-left:2px solid var(--tb-line)}
.tbr.tbr tr.first{background:var(--tb-panel);box-shadow:inset 0 2px var(--tb-vermillion),inset 0 -2px var(--tb-vermillion)}
.tbr.tbr tr.first mark{background:none;color:var(--tb-vermillion);font-weight:bold;text-decoration:underline 2px;text-underline-offset:3px}
.tbr.tbr tr.first mark.right{color:var(--tb-green)}
.tbr.tbr tr.after td{color:var(--tb-muted);font-style:italic}
.tbr.tbr tr.says td{color:var(--tb-vermillion);font:bold 12px/18px ${FAMILY.sans};white-space:normal}
.tbr .says span{position:sticky;left:7px;display:inline-block;max-width:calc(100vw - 100px)}
.tbr.tbr tr.now td.s{box-shadow:inset 3px 0 var(--tb-blue)}.tbr.tbr tr[data-t]{cursor:default}
.tbr.tbr :focus-visible{outline:3px solid var(--tb-orange);outline-offset:-2px}`;
