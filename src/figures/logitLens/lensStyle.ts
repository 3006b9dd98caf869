import { colourProperties } from "../core/paint.js";
import { FAMILY } from "../core/textWidth.js";

/** Style of the live lens and attention views; selectors are doubled because notebooks style tables and buttons too. */
export const LENS_STYLE: string = `${colourProperties(".tbl")}
.tbl.tbl{--heat:0,114,178;box-sizing:border-box;max-width:100%;padding:12px;border:1px solid var(--tb-line);border-radius:8px;background:var(--tb-paper);color:var(--tb-ink);font:13px/1.45 ${FAMILY.sans};text-align:left}
@media (prefers-color-scheme:dark){.tbl.tbl{--heat:86,180,233}}
.tbl.tbl *{box-sizing:border-box}
.tbl.tbl h3,.tbl.tbl h4,.tbl.tbl p{margin:0 0 6px;color:inherit}
.tbl.tbl h3{font-size:16px}.tbl.tbl h4{font-size:13px;margin-top:8px;overflow-wrap:anywhere}
.tbl.tbl .muted{color:var(--tb-muted);font-size:12px}
.tbl.tbl .bar{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center;margin:8px 0}
.tbl.tbl label{display:inline-flex;align-items:center;gap:6px;margin:0;font-weight:normal;max-width:100%;flex-wrap:wrap}
.tbl.tbl button,.tbl.tbl select{min-height:32px;padding:2px 9px;border:1px solid var(--tb-grey);border-radius:5px;background:var(--tb-panel);color:var(--tb-ink);font:inherit;max-width:100%;min-width:0}
.tbl.tbl button{cursor:pointer}
.tbl.tbl :focus-visible{outline:3px solid var(--tb-orange);outline-offset:1px}
.tbl.tbl input[type=range]{width:150px;accent-color:var(--tb-blue);margin:0}
.tbl.tbl .cols{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:14px;align-items:start}
@media (max-width:720px){.tbl.tbl .cols{grid-template-columns:minmax(0,1fr)}}
.tbl.tbl .pane{max-height:420px;overflow:auto;border:1px solid var(--tb-line);border-radius:5px;position:relative}
.tbl.tbl .pane>h4,.tbl.tbl .pane>p{padding:0 6px}
.tbl.tbl .src{margin:0;padding:4px 0;background:none;color:inherit;border:0;font:12px/19px ${FAMILY.mono};white-space:pre;width:max-content;min-width:100%;tab-size:2;unicode-bidi:isolate;direction:ltr;counter-reset:n}
.tbl.tbl .ln{display:block;padding-left:44px;position:relative;counter-increment:n;min-height:19px}
.tbl.tbl .ln::before{content:counter(n);position:absolute;left:0;width:34px;text-align:right;color:var(--tb-muted);font-size:11px}
.tbl.tbl .u{cursor:pointer;padding:1px 0;border-radius:2px}
.tbl.tbl .u:hover{box-shadow:inset 0 0 0 1px var(--tb-ink)}
.tbl.tbl .eol{color:var(--tb-muted);opacity:.65}
.tbl.tbl .sp{border:1px solid var(--tb-line);border-radius:4px;padding:0 2px;font-size:11px}
.tbl.tbl .never{box-shadow:inset 0 -2px var(--tb-vermillion)}
.tbl.tbl .none{text-decoration:underline dotted var(--tb-grey)}
.tbl.tbl .sel{box-shadow:inset 0 0 0 2px var(--tb-vermillion)}
.tbl.tbl .qry{box-shadow:inset 0 0 0 2px var(--tb-ink);border-radius:2px}
.tbl.tbl table{border-collapse:collapse;border:0;margin:0;width:100%;font-size:12px;background:none;color:inherit}
.tbl.tbl tr,.tbl.tbl tr:nth-child(odd){background:none}
.tbl.tbl td,.tbl.tbl th{border:0;padding:1px 6px;text-align:left;vertical-align:top;color:inherit;font-weight:normal;white-space:nowrap}
.tbl.tbl th{color:var(--tb-muted)}
.tbl.tbl .num{text-align:right;font-variant-numeric:tabular-nums}
.tbl.tbl .words{font-family:${FAMILY.mono};white-space:normal;overflow-wrap:anywhere;unicode-bidi:isolate;direction:ltr}
.tbl.tbl .w{background:var(--tb-panel);border-radius:3px;padding:0 2px}
.tbl.tbl tr.now{background:var(--tb-panel);font-weight:bold}.tbl.tbl tr.now td{font-weight:bold}
.tbl.tbl tr[data-r],.tbl.tbl tr[data-h]{cursor:pointer}
.tbl.tbl .right{color:var(--tb-green);font-weight:bold}
.tbl.tbl .map{display:flex;margin-top:10px}
.tbl.tbl .map .scroll{overflow-x:auto;flex:1 1 auto;min-width:0}
.tbl.tbl canvas{display:block}
.tbl.tbl .map .scroll canvas{cursor:crosshair}
.tbl.tbl .grad{width:120px;height:12px;border:1px solid var(--tb-line);background:linear-gradient(to right,rgba(var(--heat),0),rgba(var(--heat),var(--most,.6)))}`;
