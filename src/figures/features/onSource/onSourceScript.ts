import { INVISIBLE_SOURCE } from "../../core/visibleText.js";
import { SHADES } from "../../logitLens/drawCode.js";

/**
 * The live view: function expression `(root, input, about) => void`. A slider over the steps of the trace says which features
 * fire on the step and on its source line; the feature that is chosen paints source and steps, and has a timeline and a heat
 * map of line × iteration. Where the page holds the trace's viewer, both sliders move together. Every text goes in through
 * `textContent`.
 */
export const ON_SOURCE_SCRIPT: string = `function(root,input){
var m=input.model,steps=m.steps,lines=m.lines,features=input.features,live=root.querySelector(".live"),still=root.querySelector(".still");
if(!live||!features.length)return;
var hidden=new RegExp(${JSON.stringify(INVISIBLE_SOURCE).replace(/</g, "\\u003c")},"g");
function clean(text){return String(text).replace(hidden,function(c){return c==="\\r"?"\\u240d":"\\u27e8U+"+c.charCodeAt(0).toString(16).toUpperCase().padStart(4,"0")+"\\u27e9"})}
function make(tag,attributes,children){var node=document.createElement(tag);
for(var key in attributes||{})if(attributes[key]!==undefined&&attributes[key]!==false)node.setAttribute(key,attributes[key]);
[].concat(children===undefined?[]:children).forEach(function(child){if(child)node.appendChild(typeof child==="string"?document.createTextNode(clean(child)):child)});return node}
function short(v){return String(Number(v.toPrecision(3))).replace("-","\\u2212")}
function percent(v){return Math.round(100*v)+" %"}
function shade(v){return v>0?Math.max(1,Math.min(${SHADES},Math.ceil(${SHADES}*v-1e-9))):0}
features.forEach(function(f){var raw=atob(f.packed);f.at={};for(var i=0;i<raw.length;i+=4)f.at[raw.charCodeAt(i)|raw.charCodeAt(i+1)<<8]=(raw.charCodeAt(i+2)|raw.charCodeAt(i+3)<<8)/65535;
function over(span){var best=0;for(var t=span[3];t<span[4];t++)best=Math.max(best,f.at[t]||0);return best}
f.line=lines.map(over);f.step=steps.map(over)});
var at=0,chosen=0,lineAt={};lines.forEach(function(l,i){lineAt[l[0]]=i});
function button(text,label,act){var b=make("button",{type:"button","aria-label":label,title:label},text);b.addEventListener("click",act);return b}
function painted(span,label,cut){var from=span[1]+cut,row=make("span",{},[make("b",{class:"n"},label)]),own=[];
for(var t=span[3];t<span[4];t++){var a=Math.max(from,m.tokens[t][0]),b=Math.max(from,m.tokens[t][1]);
if(a>from)row.appendChild(document.createTextNode(clean(m.text.slice(from,a))));
if(b>a){var piece=make("i",{},m.text.slice(a,b));row.appendChild(piece);own.push([t,piece])}from=Math.max(from,b)}
if(from<span[2])row.appendChild(document.createTextNode(clean(m.text.slice(from,span[2]))));return {row:row,tokens:own}}
function pad(n,w){return (new Array(w+1).join(" ")+n).slice(-w)+" "}
var wide=String(lines.length?lines[lines.length-1][0]:1).length,deep=String(steps.length).length;
var sourceRows=lines.map(function(l){var cut=/^@\\d+ ?/.exec(m.text.slice(l[1],l[2]));return painted(l,pad(l[0],wide),cut?cut[0].length:0)});
var stepRows=steps.map(function(s,i){var p=painted(s,pad(i+1,deep),0);p.row.addEventListener("click",function(){go(i)});return p});
function pane(name,cls,rows){return make("div",{class:"pane",tabindex:"0",role:"region","aria-label":name},make("pre",{class:"code"+cls},rows.map(function(r){return r.row})))}
var sourcePane=pane("Source, painted by the feature chosen","",sourceRows),stepPane=pane("Steps as they stand in the prompt; a click goes to one"," steps",stepRows);
var range=make("input",{type:"range",min:1,max:Math.max(1,steps.length),value:1,"aria-label":"Step"}),place=make("span",{class:"at"}),what=make("p",{class:"what","aria-live":"polite"});
var first=button("|\\u25c0","First step",function(){go(0)}),prev=button("\\u25c0","Previous step",function(){go(at-1)}),next=button("\\u25b6","Next step",function(){go(at+1)}),last=button("\\u25b6|","Last step",function(){go(steps.length-1)});
var pick=make("select",{"aria-label":"Feature"},features.map(function(f,i){return make("option",{value:i},f.name+(f.note?" \\u2013 "+f.note:""))}));
pick.addEventListener("change",function(){choose(Number(pick.value))});
var lists=make("div",{class:"pane"}),time=make("div",{class:"time",role:"group","aria-label":"The feature over the steps"}),heat=make("div",{class:"scroll"}),facts=make("p",{class:"muted"});
var bars=steps.map(function(s,i){var b=button("","",function(){go(i)});time.appendChild(make("span",{},[b,"@"+s[0]]));return b});
live.appendChild(make("div",{class:"tools"},[make("label",{},["Feature that paints ",pick])]));live.appendChild(facts);
if(steps.length){live.appendChild(make("div",{class:"tools",role:"group","aria-label":"Steps"},[first,prev,next,last,range,place]));live.appendChild(what)}
live.appendChild(make("div",{class:"cols"},[make("div",{},[make("h4",{},"Source"),sourcePane,steps.length?make("h4",{},"Trace in the prompt"):null,steps.length?stepPane:null]),make("div",{},[make("h4",{},steps.length?"What fires at this step":"What fires"),lists])]));
if(steps.length){live.appendChild(make("h4",{},"The feature over the steps"));live.appendChild(time);live.appendChild(make("h4",{},"Line \\u00d7 iteration"));live.appendChild(heat)}
function table(name,value){var all=features.map(function(f,i){return {f:f,i:i,v:value(f)}}).filter(function(e){return e.v>0}).sort(function(a,b){return b.v-a.v||a.i-b.i});
var body=make("tbody",{},all.slice(0,12).map(function(e){return make("tr",{"data-f":e.i,class:e.i===chosen?"on":""},[make("td",{},e.f.name),make("td",{class:"num"},short(e.v*e.f.most)),make("td",{class:"num"},percent(e.v)),make("td",{class:"weight"},make("b",{style:"width:"+(100*e.v).toFixed(1)+"%"}))])}));
if(all.length>12)body.appendChild(make("tr",{},make("td",{class:"muted",colspan:4},(all.length-12)+" more are weaker")));
if(!all.length)body.appendChild(make("tr",{},make("td",{class:"muted",colspan:4},"none")));
return [make("h4",{},name),make("table",{},[make("thead",{},make("tr",{},["feature","activation","share",""].map(function(h,i){return make("th",{scope:"col",class:i===1||i===2?"num":""},h)}))),body])]}
lists.addEventListener("click",function(e){var tr=e.target.closest("tr[data-f]");if(tr)choose(Number(tr.getAttribute("data-f")))});
function list(){lists.textContent="";
if(!steps.length){table("on the source",function(f){return Math.max.apply(null,f.line)}).forEach(function(n){lists.appendChild(n)});return}
var s=steps[at],l=lineAt[s[0]];
table("on the tokens of step "+(at+1),function(f){return f.step[at]}).forEach(function(n){lists.appendChild(n)});
if(l!==undefined)table("on source line "+s[0],function(f){return f.line[l]}).forEach(function(n){lists.appendChild(n)})}
function paint(){var f=features[chosen];pick.value=chosen;
[sourceRows,stepRows].forEach(function(rows){rows.forEach(function(r){r.tokens.forEach(function(p){var v=f.at[p[0]]||0;p[1].className=v?"h"+shade(v):"";if(v)p[1].title=short(v*f.most);else p[1].removeAttribute("title")})})});
facts.textContent=clean("Its scale ends at "+short(f.most)+"; strongest here "+short(f.most*Math.max.apply(null,[0].concat(f.line,f.step)))+".");
bars.forEach(function(b,i){b.style.setProperty("--v",f.step[i].toFixed(3));var words="step "+(i+1)+", line "+steps[i][0]+": "+(f.step[i]?short(f.step[i]*f.most):"silent");b.title=words;b.setAttribute("aria-label",words)});
heat.textContent="";if(!steps.length)return;
var ks=[],rows={},order=[];steps.forEach(function(s,i){var k=s[5];if(ks.indexOf(k)<0)ks.push(k);if(!rows[s[0]]){rows[s[0]]={};order.push(s[0])}var c=rows[s[0]][k]=rows[s[0]][k]||[0,0];c[0]+=f.step[i];c[1]++});
ks.sort(function(a,b){return a-b});order.sort(function(a,b){return a-b});
heat.appendChild(make("table",{class:"heat"},[make("thead",{},make("tr",{},[make("th",{scope:"col"},"line")].concat(ks.map(function(k){return make("th",{scope:"col",class:"num"},"iteration "+k)})))),make("tbody",{},order.map(function(l){return make("tr",{},[make("th",{scope:"row"},String(l))].concat(ks.map(function(k){var c=rows[l][k],v=c?c[0]/c[1]:0;return make("td",{class:v?"h"+shade(v):""},c?short(v*f.most):"\\u2013")})))}))]))}
function choose(i){chosen=i;paint();list()}
function see(pane,row){if(!row)return;var a=row.getBoundingClientRect(),b=pane.getBoundingClientRect();if(a.top<b.top+10||a.bottom>b.bottom-10)pane.scrollTop+=a.top-b.top-b.height/3}
var viewer=root.querySelector(".viewer [data-tracebook]"),links=input.links||[],quiet=false;
function go(i,from){if(!steps.length)return;at=Math.max(0,Math.min(steps.length-1,i));var s=steps[at];
range.value=at+1;range.setAttribute("aria-valuetext","step "+(at+1)+" of "+steps.length+", line "+s[0]);place.textContent="step "+(at+1)+" of "+steps.length;
what.textContent=clean("line "+s[0]+", iteration "+s[5]+": "+m.text.slice(s[1],s[2]));
first.disabled=prev.disabled=at===0;next.disabled=last.disabled=at===steps.length-1;
sourceRows.forEach(function(r,j){r.row.classList.toggle("now",lines[j][0]===s[0])});stepRows.forEach(function(r,j){r.row.classList.toggle("now",j===at)});bars.forEach(function(b,j){b.classList.toggle("now",j===at)});
see(sourcePane,lineAt[s[0]]===undefined?null:sourceRows[lineAt[s[0]]].row);see(stepPane,stepRows[at].row);list();
if(viewer&&from!=="viewer"&&links[at]>=0){quiet=true;viewer.dispatchEvent(new CustomEvent("tracebook-go",{detail:links[at]}));quiet=false}}
range.addEventListener("input",function(){go(range.value-1)});
live.addEventListener("keydown",function(e){if(e.altKey||e.ctrlKey||e.metaKey||/^(INPUT|SELECT)$/.test(e.target.tagName))return;var to=e.key==="ArrowRight"?at+1:e.key==="ArrowLeft"?at-1:-2;if(to<-1)return;e.preventDefault();go(to)});
if(viewer)viewer.addEventListener("tracebook-step",function(e){if(quiet)return;var best=-1;links.forEach(function(v,i){if(v>=0&&v<=e.detail&&(best<0||v>=links[best]))best=i});if(best>=0)go(best,"viewer")});
var show=make("button",{type:"button","aria-expanded":"false"},"Show the still picture and tables");
show.addEventListener("click",function(){still.hidden=!still.hidden;show.setAttribute("aria-expanded",String(!still.hidden));show.textContent=(still.hidden?"Show":"Hide")+" the still picture and tables"});
live.appendChild(make("div",{class:"tools"},show));still.hidden=true;live.hidden=false;
choose(0);go(0)}`;
