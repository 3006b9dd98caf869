import { colourProperties } from "../core/paint.js";
import { FAMILY } from "../core/textWidth.js";

/** Style of the live lens and attention views, under a class of its own beside that of the logits; selectors are doubled because notebooks style tables and buttons too. */
export const LENS_STYLE: string = `${colourProperties(".tblens")}
.tblens.tblens{--heat:0,114,178;box-sizing:border-box;max-width:100%;padding:12px;border:1px solid var(--tb-line);border-radius:8px;background:var(--tb-paper);color:var(--tb-ink);font:13px/1.45 ${FAMILY.sans};text-align:left}
@media (prefers-color-scheme:dark){.tblens.tblens{--heat:86,180,233}}
.tblens.tblens *{box-sizing:border-box}
.tblens.tblens h3,.tblens.tblens h4,.tblens.tblens p{margin:0 0 6px;color:inherit}
.tblens.tblens h3{font-size:16px}.tblens.tblens h4{font-size:13px;margin-top:8px;overflow-wrap:anywhere}
.tblens.tblens .muted{color:var(--tb-muted);font-size:12px}
.tblens.tblens .bar{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center;margin:8px 0}
.tblens.tblens label{display:inline-flex;align-items:center;gap:6px;margin:0;font-weight:normal;max-width:100%;flex-wrap:wrap}
.tblens.tblens button,.tblens.tblens select{min-height:32px;padding:2px 9px;border:1px solid var(--tb-grey);border-radius:5px;background:var(--tb-panel);color:var(--tb-ink);font:inherit;max-width:100%;min-width:0}
.tblens.tblens button{cursor:pointer}
.tblens.tblens :focus-visible{outline:3px solid var(--tb-orange);outline-offset:1px}
.tblens.tblens input[type=range]{width:150px;accent-color:var(--tb-blue);margin:0}
.tblens.tblens .cols{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:14px;align-items:start}
@media (max-width:720px){.tblens.tblens .cols{grid-template-columns:minmax(0,1fr)}}
.tblens.tblens .pane{max-height:420px;overflow:auto;border:1px solid var(--tb-line);border-radius:5px;position:relative}
.tblens.tblens .pane>h4,.tblens.tblens .pane>p{padding:0 6px}
.tblens.tblens .src{margin:0;padding:4px 0;background:none;color:inherit;border:0;font:12px/19px ${FAMILY.mono};white-space:pre;width:max-content;min-width:100%;tab-size:2;unicode-bidi:isolate;direction:ltr;counter-reset:n}
.tblens.tblens .ln{display:block;padding-left:44px;position:relative;counter-increment:n;min-height:19px}
.tblens.tblens .ln::before{content:counter(n);position:absolute;left:0;width:34px;text-align:right;color:var(--tb-muted);font-size:11px}
.tblens.tblens .u{cursor:pointer;padding:1px 0;border-radius:2px}
.tblens.tblens .u:hover{box-shadow:inset 0 0 0 1px var(--tb-ink)}
.tblens.tblens .eol{color:var(--tb-muted);opacity:.65}
.tblens.tblens .sp{border:1px solid var(--tb-line);border-radius:4px;padding:0 2px;font-size:11px}
.tblens.tblens .never{box-shadow:inset 0 -2px var(--tb-vermillion)}
.tblens.tblens .none{text-decoration:underline dotted var(--tb-grey)}
.tblens.tblens .sel{box-shadow:inset 0 0 0 2px var(--tb-vermillion)}
.tblens.tblens .qry{box-shadow:inset 0 0 0 2px var(--tb-ink);border-radius:2px}
.tblens.tblens table{border-collapse:collapse;border:0;margin:0;width:100%;font-size:12px;background:none;color:inherit}
.tblens.tblens tr,.tblens.tblens tr:nth-child(odd){background:none}
.tblens.tblens td,.tblens.tblens th{border:0;padding:1px 6px;text-align:left;vertical-align:top;color:inherit;font-weight:normal;white-space:nowrap}
.tblens.tblens th{color:var(--tb-muted)}
.tblens.tblens .num{text-align:right;font-variant-numeric:tabular-nums}
.tblens.tblens .words{font-family:${FAMILY.mono};white-space:normal;overflow-wrap:anywhere;unicode-bidi:isolate;direction:ltr}
.tblens.tblens .w{background:var(--tb-panel);border-radius:3px;padding:0 2px}
.tblens.tblens tr.now{background:var(--tb-panel);font-weight:bold}.tblens.tblens tr.now td{font-weight:bold}
.tblens.tblens tr[data-r],.tblens.tblens tr[data-h]{cursor:pointer}
.tblens.tblens .right{color:var(--tb-green);font-weight:bold}
.tblens.tblens .map{display:flex;margin-top:10px}
.tblens.tblens .map .scroll{overflow-x:auto;flex:1 1 auto;min-width:0}
.tblens.tblens canvas{display:block}
.tblens.tblens .map .scroll canvas{cursor:crosshair}
.tblens.tblens .grad{width:120px;height:12px;border:1px solid var(--tb-line);background:linear-gradient(to right,rgba(var(--heat),0),rgba(var(--heat),var(--most,.6)))}`;
