import { colourProperties } from "../core/paint.js";
import { FAMILY } from "../core/textWidth.js";
import { SHADES, shadeOpacity } from "../logitLens/drawCode.js";

const SHADE_RULES: string = Array.from(
  { length: SHADES },
  (_, i) => `.tbf .h${i + 1}{background:rgba(var(--heat),${shadeOpacity(i + 1)})}`,
).join("");

/** Style of feature and code pages. Class names are doubled where notebooks style the same elements. */
export const PAGE_STYLE: string = `${colourProperties(".tbf")}
.tbf.tbf{--heat:0,114,178;box-sizing:border-box;max-width:100%;padding:12px;border:1px solid var(--tb-line);border-radius:8px;background:var(--tb-paper);color:var(--tb-ink);font:13px/1.45 ${FAMILY.sans};text-align:left}
@media (prefers-color-scheme:dark){.tbf.tbf{--heat:86,180,233}}
.tbf.tbf *{box-sizing:border-box}
.tbf.tbf :is(h3,h4,p){margin:0 0 6px;color:inherit}
.tbf.tbf h3{font-size:16px}.tbf.tbf h4{font-size:13px;margin-top:12px}
.tbf .muted{color:var(--tb-muted);font-size:12px}
.tbf .facts{display:flex;flex-wrap:wrap;gap:4px 18px}
.tbf .facts span{overflow-wrap:anywhere;max-width:100%}.tbf .facts b{color:var(--tb-muted);font-weight:normal}
.tbf .tools{display:flex;flex-wrap:wrap;gap:6px 14px;align-items:center;margin:8px 0}
.tbf .tools[hidden]{display:none}
.tbf .tools label{display:flex;flex-wrap:wrap;gap:2px 6px;align-items:center;max-width:100%}
.tbf.tbf :is(button,input[type=search]){min-height:28px;padding:2px 8px;border:1px solid var(--tb-grey);border-radius:5px;background:var(--tb-panel);color:var(--tb-ink);font:inherit;max-width:100%}
.tbf.tbf button{cursor:pointer}.tbf input[type=range]{accent-color:var(--tb-blue);margin:0;width:150px}
.tbf.tbf :focus-visible{outline:3px solid var(--tb-orange);outline-offset:1px}
.tbf .at{font-variant-numeric:tabular-nums;min-height:1.5em}
.tbf .kept{position:sticky;top:0;z-index:1;background:var(--tb-paper)}
.tbf .legend{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:center;font-size:12px;margin:6px 0}
.tbf .legend b{display:inline-block;width:26px;height:15px;border:1px solid var(--tb-line);vertical-align:middle;margin-right:4px}
.tbf.tbf .legend :is(mark,u){padding:0 3px;margin-right:6px;background:none;color:inherit}
.tbf .charts{display:flex;flex-wrap:wrap;gap:8px 24px}
.tbf .pair{display:flex;flex-wrap:wrap;gap:6px 32px;margin-bottom:8px}
.tbf .pair table{flex:1 1 280px;max-width:460px}
.tbf.tbf table{border-collapse:collapse;border:0;margin:2px 0;font-size:12px;background:none;color:inherit}
.tbf.tbf tr,.tbf.tbf tr:nth-child(odd){background:none}
.tbf.tbf :is(td,th){border:0;border-top:1px solid var(--tb-line);padding:2px 10px 2px 0;text-align:left;vertical-align:top;color:inherit;font-weight:normal;max-width:none;white-space:normal}
.tbf.tbf th{color:var(--tb-muted);border-top:0}
.tbf.tbf :is(td,th)[align=right]{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.tbf.tbf caption{caption-side:top;text-align:left;font-weight:bold;padding:2px 0;color:inherit}
.tbf.tbf td.weight{width:50%;min-width:60px;padding-top:5px}
.tbf td.weight b{display:block;height:11px;min-width:1px;background:rgb(var(--heat))}
.tbf td.weight b.down{background:var(--tb-vermillion)}
.tbf.tbf code{font-family:${FAMILY.mono};background:var(--tb-panel);color:inherit;padding:0 3px;border-radius:3px;unicode-bidi:isolate;direction:ltr;white-space:pre-wrap;overflow-wrap:anywhere}
.tbf summary{cursor:pointer;padding:3px 0}
.tbf .ex{margin:6px 0 10px;content-visibility:auto;contain-intrinsic-size:auto 260px}.tbf .ex[hidden]{display:none}
.tbf.tbf .cap{margin:0 0 2px;font-size:12px;overflow-wrap:anywhere}
.tbf.tbf .cap u{text-decoration:none;border-bottom:2px solid var(--tb-vermillion)}
.tbf.tbf .code{margin:0;padding:4px 8px;border:1px solid var(--tb-line);border-radius:5px;font:13px/19px ${FAMILY.mono};white-space:pre;overflow-x:auto;tab-size:4;background:none;color:inherit;unicode-bidi:isolate;direction:ltr}
.tbf .code .n{color:var(--tb-muted);font-weight:normal;user-select:none;margin-right:8px}
.tbf.tbf .code :is(i,mark){font-style:normal;color:inherit;padding:1px 0;box-shadow:inset 1px 0 var(--tb-paper)}
.tbf.tbf :is(.code,.legend) mark{font-weight:bold;text-decoration:underline 2px;text-underline-offset:3px;text-decoration-skip-ink:none}
.tbf.tbf :is(.code,.legend) u{text-decoration:none;outline:2px solid var(--tb-vermillion);outline-offset:1px;border-radius:1px}
.tbf.tbf .code .off{background:none}
.tbf.tbf .code :is(i,mark):hover{box-shadow:inset 0 0 0 1px var(--tb-ink)}
.tbf .code .now{outline:2px solid var(--tb-ink);outline-offset:1px;scroll-margin:40px 8px}
.tbf.tbf.tbf.tbf th button{font:inherit;font-weight:bold;color:inherit;background:none;border:0;padding:0;min-height:0;text-align:inherit}
${SHADE_RULES}`;
