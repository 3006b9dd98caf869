import { colourProperties } from "../core/paint.js";
import { FAMILY } from "../core/textWidth.js";

/**
 * Style of the live viewer, put in by its script. Selectors are doubled (`.tbv.tbv`) because notebooks style
 * tables and buttons by class too.
 */
export const VIEWER_STYLE: string = `${colourProperties(".tbv")}
.tbv.tbv{--heat:0,114,178;box-sizing:border-box;max-width:100%;padding:12px;border:1px solid var(--tb-line);border-radius:8px;background:var(--tb-paper);color:var(--tb-ink);font:13px/1.45 ${FAMILY.sans};text-align:left}
@media (prefers-color-scheme:dark){.tbv.tbv{--heat:86,180,233}}
.tbv.tbv *{box-sizing:border-box}
.tbv.tbv h3,.tbv.tbv h4,.tbv.tbv p{margin:0 0 6px;color:inherit}
.tbv.tbv h3{font-size:16px}.tbv.tbv h4{font-size:13px;margin-top:10px}
.tbv.tbv .muted{color:var(--tb-muted);font-size:12px}
.tbv.tbv .bar{display:flex;flex-wrap:wrap;gap:6px;align-items:center;margin:8px 0}
.tbv.tbv button{min-width:34px;min-height:32px;padding:2px 9px;border:1px solid var(--tb-grey);border-radius:5px;background:var(--tb-panel);color:var(--tb-ink);font:inherit;cursor:pointer}
.tbv.tbv button:disabled{opacity:.5;cursor:default}
.tbv.tbv :focus-visible{outline:3px solid var(--tb-orange);outline-offset:1px}
.tbv.tbv input[type=range]{flex:1 1 160px;min-width:120px;accent-color:var(--tb-blue);margin:0}
.tbv.tbv .at{min-width:9em;font-variant-numeric:tabular-nums}
.tbv.tbv .what{min-height:1.5em;font-weight:bold;overflow-wrap:anywhere}
.tbv.tbv .cols{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:14px}
@media (max-width:720px){.tbv.tbv .cols{grid-template-columns:minmax(0,1fr)}}
.tbv.tbv .pane{max-height:460px;overflow:auto;border:1px solid var(--tb-line);border-radius:5px;position:relative}
.tbv.tbv table{border-collapse:collapse;border:0;margin:0;width:100%;font-size:12px;background:none;color:inherit;table-layout:auto}
.tbv.tbv tr,.tbv.tbv tr:nth-child(odd),.tbv.tbv tr:hover{background:none}
.tbv.tbv td,.tbv.tbv th,.tbv.tbv caption{border:0;padding:1px 6px;text-align:left;vertical-align:top;max-width:none;white-space:normal;color:inherit}
.tbv.tbv .src{font-family:${FAMILY.mono};line-height:18px;width:max-content;min-width:100%}
.tbv.tbv .src td{white-space:pre;padding:0 6px}
.tbv.tbv .src .count{text-align:right;font-variant-numeric:tabular-nums}
.tbv.tbv .src .never{color:var(--tb-vermillion);font-weight:bold}
.tbv.tbv .src .num{text-align:right;color:var(--tb-muted);cursor:pointer;user-select:none}
.tbv.tbv .src .arrow{width:18px;padding:0 0 0 4px;color:var(--tb-vermillion)}
.tbv.tbv .src .code{unicode-bidi:isolate;direction:ltr;width:100%;tab-size:2}
.tbv.tbv .src .heat{background:rgba(var(--heat),var(--a))}.tbv.tbv .src .heat .count{background:rgba(var(--heat),var(--b))}
.tbv.tbv .src .t0{color:var(--tb-keyword);font-weight:bold}.tbv.tbv .src .t1{color:var(--tb-string)}.tbv.tbv .src .t2{color:var(--tb-comment);font-style:italic}
.tbv.tbv .src .now{box-shadow:inset 0 0 0 2px var(--tb-vermillion)}
.tbv.tbv .src .on{background:rgba(var(--heat),.35);border-radius:2px}
.tbv.tbv .src .here{text-decoration:underline;text-decoration-color:var(--tb-vermillion);text-decoration-thickness:2px;text-underline-offset:3px;text-decoration-skip-ink:none}
.tbv.tbv .hint{min-height:1.5em;overflow-wrap:anywhere}
.tbv.tbv caption{caption-side:top;font-weight:bold;padding:6px 6px 2px;color:var(--tb-ink)}
.tbv.tbv .vars td,.tbv.tbv .vars th{font-family:${FAMILY.mono};font-weight:normal;padding:2px 6px;border-top:1px solid var(--tb-line)}
.tbv.tbv .vars th{white-space:nowrap;width:1%}
.tbv.tbv .vars td.value{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;direction:ltr}
.tbv.tbv .vars td.flag{width:5.6em;font-family:inherit;font-size:11px;white-space:nowrap}
.tbv.tbv .vars .changed th,.tbv.tbv .vars .changed td{font-weight:bold;background:var(--tb-panel)}
.tbv.tbv .vars .changed td.flag{color:var(--tb-vermillion)}
.tbv.tbv pre{margin:0;padding:6px;max-height:150px;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;font:12px/1.4 ${FAMILY.mono};background:none;color:inherit;unicode-bidi:isolate;direction:ltr}
.tbv.tbv .err{color:var(--tb-vermillion)}
.tbv.tbv svg{display:block;width:100%;height:auto;cursor:pointer}
.tbv.tbv svg text{font:10px ${FAMILY.sans};fill:var(--tb-ink)}
.tbv.tbv .sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`;
