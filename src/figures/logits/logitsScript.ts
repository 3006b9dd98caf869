import { INVISIBLE_SOURCE } from "../core/visibleText.js";
import { UNPACK_SCRIPT } from "./columns.js";
import { INSPECTOR_SCRIPT } from "./inspectorScript.js";
import { OUTLINE_SCRIPT } from "./outlineScript.js";
import { PAINT_SCRIPT } from "./paintScript.js";
import { STRIP_SCRIPT } from "./stripScript.js";

/**
 * The live view: function expression `(root, data, about) => void`. It keeps the code of the page and paints it anew;
 * the outline without scripts gives way to the live one. Listeners sit on the code as a whole, not on tokens.
 */
export const LOGITS_SCRIPT: string = `(root,data)=>{
var hidden=new RegExp(${JSON.stringify(INVISIBLE_SOURCE).replace(/</g, "\\u003c")},"g");
function clean(text){return text.replace(hidden,c=>c==="\\r"?"\\u240d":"\\u27e8U+"+c.charCodeAt(0).toString(16).toUpperCase().padStart(4,"0")+"\\u27e9")}
function make(tag,attributes,children){var node=document.createElement(tag);
for(var key in attributes||{})if(attributes[key]!==undefined)node.setAttribute(key,clean(attributes[key]));
[].concat(children===undefined?[]:children).forEach(child=>{node.appendChild(typeof child==="string"?document.createTextNode(clean(child)):child)});return node}
function button(text,act){var b=make("button",{type:"button"},text);b.addEventListener("click",act);return b}
${UNPACK_SCRIPT}
${PAINT_SCRIPT}
var level=data.level,share=data.share,pinned=false,selected=null;
${INSPECTOR_SCRIPT}
var said=make("div",{class:"sr",role:"status","aria-live":"polite"}),pane=root.querySelector(".pane"),bar=root.querySelector(".bar");
function range(item){if(item.u!==undefined)return first[item.u]<0?[0,-1]:[first[item.u],last[item.u]];
var c=item.c;if(two)return[c,c];while(c>0&&A.first[c-1]===item.t)c--;var e=c;while(e+1<spots.length&&A.first[e+1]<=item.t)e++;
while(c<e&&(white[c]||newline[c]))c++;return[c,e]}
var marks={on:[],sel:[]};
function highlight(name,item){marks[name].forEach(e=>{e.classList.remove(name)});marks[name]=[];if(!item)return;
var r=range(item);for(var c=r[0];c<=r[1];c++)if(!newline[c]&&!(white[c]&&(c===r[0]||newline[c-1]))){spots[c].classList.add(name);marks[name].push(spots[c])}}
function unitOfItem(item){return item.u!==undefined?item.u:unitOf[item.c]}
function hover(item){highlight("on",item);outline.over(item?unitOfItem(item):-1);if(item&&!pinned)inspect(item)}
function choose(item,pin,quiet){selected=item;if(pin)pinned=true;highlight("on",null);highlight("sel",item);inspect(item);
var u=unitOfItem(item);if(u>=0)outline.mark(u);if(!quiet)said.textContent=clean(label(item));show(range(item)[0])}
function show(c){var e=spots[c];if(!e)return;for(var d=e.closest("details");d&&root.contains(d);d=d.parentNode.closest("details"))d.open=true;
var a=e.getBoundingClientRect(),b=pane.getBoundingClientRect();if(a.top<b.top+20||a.bottom>b.bottom-20)pane.scrollTop+=a.top-b.top-b.height/3;
if(a.left<b.left+60||a.left>b.right-40)pane.scrollLeft+=a.left-b.left-b.width/3}
function itemAt(c){return level===0||unitOf[c]<0?{t:A.first[c],c:c}:{u:unitAt(unitOf[c],level)}}
function spotOf(e){var i=e.target.closest?e.target.closest("i,a,.m,.ice b"):null;if(!i||!pane.contains(i))return null;
if(i.tagName==="B")return{u:+i.dataset.u};i.removeAttribute("title");var c=spots.indexOf(i);return c<0?null:itemAt(c)}
var over=null;
pane.addEventListener("mouseover",e=>{var item=spotOf(e);over=item?e:null;if(item)hover(item)});
pane.addEventListener("mouseleave",()=>{over=null;hover(null);if(selected)inspect(selected)});
pane.addEventListener("click",e=>{if(String(getSelection()).length>0)return;var item=spotOf(e);if(!item)return;
if(pinned&&selected&&selected.u===item.u&&selected.t===item.t){pinned=false;again();return}choose(item,true)});
${OUTLINE_SCRIPT}
function sibling(item,by){if(item.u===undefined){var c=item.c;do c+=by;while(spots[c]&&(newline[c]||white[c]||A.first[c]===item.t));return spots[c]?{t:A.first[c],c:c}:item}
var u=item.u,p=parent[u];if(p<0)return item;var list=kids[p],v=list[list.indexOf(u)+by];if(v!==undefined)return{u:v};
// No sibling there: the next node of the same rank, so that the arrow never sticks.
for(v=by>0?end[u]+1:u-1;v>0&&v<parent.length;v+=by)if(rank[v]===rank[u]&&(v>end[u]||end[v]<u))return{u:v};return item}
function move(key){var item=selected;if(!item)return itemAt(Math.max(0,spots.findIndex((_e,c)=>!white[c]&&!newline[c]&&unitOf[c]>=0)));
if(key==="ArrowLeft"||key==="ArrowRight")return sibling(item,key==="ArrowLeft"?-1:1);
if(key==="ArrowUp")return item.u===undefined?(unitOf[item.c]>=0?{u:unitOf[item.c]}:item):parent[item.u]>=0?{u:parent[item.u]}:item;
if(item.u===undefined)return item;if(kids[item.u].length)return{u:kids[item.u][0]};
return first[item.u]>=0?{t:A.first[first[item.u]],c:first[item.u]}:item}
root.addEventListener("keydown",e=>{if(e.altKey||e.ctrlKey||e.metaKey||/^(INPUT|SELECT)$/.test(e.target.tagName)){if(e.key==="Escape"&&e.target===outline.find){outline.find.value="";outline.find.dispatchEvent(new Event("input"));pane.focus()}return}
if(e.key==="/"){e.preventDefault();outline.find.focus();return}
if(e.key==="a"&&current){altsOn=!altsOn;if(current.u!==undefined){var t=A.u.weakest[current.u];if(t>=0){altsOn=true;choose({t:two?A.first[cellOf[0][t]]:t,c:cellOf[0][t]},true);return}}again();return}
if(e.key==="Escape"&&pinned){pinned=false;again();return}
if(e.target!==pane)return;
if(e.key==="Enter"){if(!selected)return;e.preventDefault();pinned=!pinned;again();said.textContent=pinned?"pinned":"not pinned";return}
if(/^Arrow/.test(e.key)){e.preventDefault();choose(move(e.key),false)}});
root.querySelectorAll("a[data-u],a[data-t]").forEach(a=>{a.addEventListener("click",e=>{e.preventDefault();var t=a.dataset.t;altsOn=altsOn||t!==undefined;
choose(t!==undefined?{t:+t,c:cellOf[0][t]}:{u:+a.dataset.u},true);pane.focus({preventScroll:true});pane.scrollIntoView({block:"nearest"})})});
var out=make("span",{class:"at"}),slider=make("input",{type:"range",min:"0",max:String(data.levels.length-1),value:String(level),"aria-label":"Granularity"}),
pick=make("select",{},data.scales.map(s=>{return make("option",{value:s.name},s.label)})),
cut=make("input",{type:"range",min:"0",max:"50",step:"1",value:String(Math.round(100*share)),"aria-label":"Weakest share that is outlined, percent"}),told=make("span",{class:"at",role:"status"}),
corpus=make("input",{type:"checkbox"});
pick.value=data.statistic;
bar.appendChild(make("label",{},["Granularity ",slider,out]));bar.appendChild(make("label",{},["Shade ",pick]));bar.appendChild(make("label",{},[two?"Outline the most different ":"Outline the weakest ",cut]));
if(data.reference)bar.appendChild(make("label",{},[corpus,"of "+data.reference.name]));bar.appendChild(told);bar.hidden=false;
function redraw(){var use=data.reference&&corpus.checked&&level===0&&data.statistic==="bits/token"&&!two,m=paint(level,share,use?(share>0?data.reference.top[Math.round(100*share)]:Infinity):undefined);
corpus.disabled=!!data.reference&&(level!==0||data.statistic!=="bits/token"||two);
highlight("sel",selected);marks.on=[];
var name=data.levels[level];out.textContent=name;slider.setAttribute("aria-valuetext",name);
var v=data.statistic==="p"&&!two?-m.at:m.at;
told.textContent=Math.round(100*share)+" %: "+(m.count?m.count+" of "+m.of+" "+(two&&!level?"pieces":name+"s")+(two?" differ by ":"")+(data.statistic==="p"&&!two?" \\u2264 "+pText(v):data.statistic==="rank"?" at rank "+["1","2+","11+","101+","1001+"][v]:" \\u2265 "+bitsText(v)):"none of "+m.of);
var s=scale(),box=root.querySelector(".legend");box.textContent="";box.appendChild(make("strong",{},two?s.label+", "+A.name+" minus "+sides[1].name+":":s.label+":"));
swatches(s).forEach(w=>{box.appendChild(make("span",{},[make("b",{class:shade(w[0]),"aria-hidden":"true"}),w[1]]))})}
function swatches(s){if(two)return[-1,-.25,0,.25,1].map(x=>[x*s.most/2,(x===-1?"\u2264 ":x===1?"\u2265 +":x>0?"+":"")+bitsText(x*s.most/2)+(x===-1?" "+sides[1].name+" worse":x===1?" "+A.name+" worse":"")]);
if(s.name==="rank")return["1","2\u201310","11\u2013100","101\u20131000","over 1000"].map((t,i)=>[i,t]);
if(s.name==="p")return[1,.75,.5,.25,0].map(v=>[v,v*100+" %"]);
return[0,1/12,.25,.5,1].map(x=>[x*s.most,(x===1?"\u2265 ":"")+ +(x*s.most).toFixed(2)])}
slider.addEventListener("input",()=>{level=+slider.value;redraw();if(over&&!pinned)hover(spotOf(over))});
pick.addEventListener("change",()=>{data.statistic=pick.value;redraw()});
cut.addEventListener("input",()=>{share=cut.value/100;redraw()});corpus.addEventListener("change",redraw);
pane.setAttribute("tabindex","0");pane.setAttribute("role","group");pane.setAttribute("aria-roledescription","code");pane.setAttribute("aria-label","Code. Arrow up and down: node around and inside; left and right: next to it; Enter: pin; a: alternatives; slash: filter");
outline.node.parentNode.insertBefore(panel,outline.node.parentNode.firstChild);
panel.appendChild(make("p",{class:"muted"},"Point at the code or the outline; click pins. In the code: \\u2191\\u2193 node around and inside, \\u2190\\u2192 beside, Enter pins, a shows alternatives, / filters."));
${STRIP_SCRIPT}
root.querySelector(".tbl").appendChild(said);outline.build();redraw()}`;
