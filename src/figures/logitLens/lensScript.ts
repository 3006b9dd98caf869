import { UNSAID } from "./buildLensModel.js";
import { CLIP } from "./drawHeat.js";
import { LENS_STYLE } from "./lensStyle.js";
import { LIVE_PARTS } from "./liveParts.js";
import { MAP_SCRIPT } from "./mapScript.js";

/**
 * The live lens: function expression `(root, input, about) => void`. The source is painted by deciding layer or by any number
 * at any layer; a click on a token or a cell shows what each layer would have said. It opens at the token that is decided
 * last.
 */
export const LENS_SCRIPT: string = `function(root,input,about){
var m=input.model,T=m.tokens,L=m.layers.length,NONE=${UNSAID},CLIP=${CLIP};
${LIVE_PARTS}
var bits=bytes(m.bits),ranks=bytes(m.ranks),entropies=bytes(m.entropies),divergences=bytes(m.divergences),said=bytes(m.said),saidP=bytes(m.saidP);
var KINDS={bits:["\\u2212log2 p of the true token",bits,function(v){return 1-v/8/CLIP},"empty: "+CLIP+" bits or more; full: 0"],
rank:["rank of the true token",ranks,function(v){return 1-v/12/m.guess},"empty: last of the vocabulary; full: rank 1"],
entropy:["entropy of the prediction",entropies,function(v){return 1-v/8/m.guess},"empty: any token alike; full: sure"],
kl:["KL divergence of the last layer from it",divergences,function(v){return 1-v/8/CLIP},"empty: "+CLIP+" bits or more; full: as the last layer"]};
var kind="bits",paint="truth",row=L-1,token=0;
function level(k,r,t){var v=KINDS[k][1][r*T+t];return v===NONE?0:Math.max(0,Math.min(1,KINDS[k][2](v)))}
function shown(w){return w.replace(/ /g,"\\u2423").replace(/\\r?\\n/g,"\\u21b5").replace(/\\t/g,"\\u21e5")}
function rankText(v){if(v===NONE)return "";var r=Math.pow(2,v/12);return r<9?String(Math.round(r)):"~"+(r<100?Math.round(r):Number(r.toPrecision(2)))}
var view=make("div",{class:"tblens",role:"region","aria-label":"Logit lens: "+clean(input.title)});
var style=document.createElement("style");style.textContent=${JSON.stringify(LENS_STYLE)};view.appendChild(style);
view.appendChild(make("h3",{},input.title));
input.lines.forEach(function(line){view.appendChild(make("p",{class:"muted"},line))});
var source=sourcePane(m.text,m.units,"Source, painted by layer"),unitOf=new Int32Array(T).fill(-1);
m.units.forEach(function(u,i){for(var t=u[1];t<=u[1]+u[2];t++)if(unitOf[t]<0)unitOf[t]=i});
var slider=make("input",{type:"range",min:0,max:L-1,value:row,"aria-label":"Layer"}),place=make("span",{class:"muted"}),key=make("span",{class:"muted"}),low=make("span",{class:"muted"}),high=make("span",{class:"muted"});
var by=choice("Paint the source by",[["truth","layer where the true token is decided"],["final","layer where the final token is decided"],["cell","the number of the map at the layer chosen"]],function(v){paint=v;repaint()});
var what=choice("Map",Object.keys(KINDS).map(function(k){return [k,KINDS[k][0]]}),function(v){kind=v;repaint();map.draw()});
slider.addEventListener("input",function(){paint="cell";by.box.value="cell";row=Number(slider.value);show()});
view.appendChild(make("div",{class:"bar"},[by.node,what.node,make("label",{},["Layer ",slider,place])]));
var grad=make("span",{class:"grad"});view.appendChild(make("div",{class:"bar"},[low,grad,high,key]));
var facts=make("div",{class:"pane","aria-live":"polite",tabindex:"0",role:"region","aria-label":"What each layer says of the token"});
view.appendChild(make("div",{class:"cols"},[source.node,facts]));
${MAP_SCRIPT}
var map=layerMap();view.appendChild(map.node);
view.appendChild(make("p",{class:"muted"},"Click a token or a cell; on the map arrow keys go from token to token and from layer to layer. The red bar: from this layer on the true token stays the likeliest."));
view.appendChild(make("p",{class:"muted"},about));
function repaint(){var most=0.6;
source.spans.forEach(function(own,i){var u=m.units[i],value=0,cls="";
for(var t=u[1];t<=u[1]+u[2];t++){
if(paint==="cell"){value=Math.max(value,level(kind,row,t));continue}
var at=m[paint][t];
if(at<0)cls=m.final[t]<0?"none":"never";else value=Math.max(value,L<2?1:(at+1)/L)}
if(cls==="never")value=0;
own.forEach(function(span){span.style.backgroundColor=value>0?"rgba(var(--heat),"+(value*0.6).toFixed(3)+")":"";
span.classList.toggle("never",cls==="never");span.classList.toggle("none",cls==="none")})});
grad.style.setProperty("--most","0.6");
key.textContent=paint==="cell"?"layer "+m.layers[row]+", "+KINDS[kind][0]+": "+KINDS[kind][3]:"layers; red line: never (the model ends with another token); dotted: nothing said";low.textContent=paint==="cell"?"":m.layers[0];high.textContent=paint==="cell"?"":m.layers[L-1]}
function decidedText(rows,t){return rows[t]<0?(m.final[t]<0?"nothing said":"never"):"layer "+m.layers[rows[t]]}
function inspect(){facts.textContent="";
var u=unitOf[token],unit=m.units[u],chain=[],n=unit?unit[3]:-1,steps=0;
while(n>=0&&steps++<6){var node=m.nodes[n];chain.push(m.types[node[0]]+" ("+(node[2]===-2?"nothing said":node[2]<0?"never":m.layers[node[2]])+")");n=node[1]}
facts.appendChild(make("h4",{},"Token "+token+(unit?", line "+source.lineOf[u]:"")+": "+JSON.stringify(source.token(token))));
facts.appendChild(make("p",{},"True token decided: "+decidedText(m.truth,token)+" \\u00b7 final token: "+decidedText(m.final,token)));
if(chain.length)facts.appendChild(make("p",{class:"muted"},"Nodes around it and where all their tokens are decided: "+chain.join(" \\u2039 ")));
var body=make("tbody");
for(var r=L-1;r>=0;r--){var c=r*T+token;if(bits[c]===NONE)continue;var words=[];
for(var k=0;k<m.shown;k++){var at=(c*m.shown+k)*2,w=said[at]|said[at+1]<<8;if(w===65535)continue;
words.push(k?"  ":"",make("span",{class:"w"},shown(m.words[w]))," ");var p=Math.pow(saidP[c*m.shown+k]/255,2)*100;words.push(make("span",{class:"muted"},(p<10?p.toFixed(1):Math.round(p))+" %"))}
body.appendChild(make("tr",{"data-r":r,class:r===row?"now":""},[make("td",{class:"num"},String(m.layers[r])),make("td",{class:"words"},words),make("td",{class:"num"},(bits[c]===254?"\\u2265 ":"")+(bits[c]/8).toFixed(1)),make("td",{class:"num"+(ranks[c]===0?" right":"")},rankText(ranks[c]))]))}
if(!body.firstChild){facts.appendChild(make("p",{class:"muted"},"Nothing stands before it: the model says nothing of it."));return}
facts.appendChild(make("table",{},[make("thead",{},make("tr",{},["layer","would say","bits","rank"].map(function(h,i){return make("th",{scope:"col",class:i===1?"":"num"},h)}))),body]))}
facts.addEventListener("click",function(e){var tr=e.target.closest("tr[data-r]");if(tr){row=Number(tr.getAttribute("data-r"));show()}});
source.node.addEventListener("click",function(e){var s=e.target.closest("[data-u]");if(s){token=m.units[s.getAttribute("data-u")][1];show()}});
function show(){slider.value=row;place.textContent=m.layers[row]+" of "+m.layers[L-1];repaint();
view.querySelectorAll(".sel").forEach(function(s){s.classList.remove("sel")});
m.units.forEach(function(v,i){if(v[1]<=token&&token<=v[1]+v[2])if(!source.aside(i))source.spans[i].forEach(function(s){s.classList.add("sel")})});
source.see(unitOf[token]);inspect();map.draw()}
takeOver(root,view,"the still picture and tables");
for(var t=T-1,best=-2;t>=0;t--)if(m.final[t]>=0&&m.truth[t]>=best&&m.units[unitOf[t]]){best=m.truth[t];token=t}
show();source.node.scrollTop=0}`;
