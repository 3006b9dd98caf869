import { LENS_STYLE } from "../logitLens/lensStyle.js";
import { LIVE_PARTS } from "../logitLens/liveParts.js";
import { LEVELS } from "../logits/levels.js";
import { FULL } from "./attentionWords.js";
import { HEADS_SCRIPT } from "./headsScript.js";

/**
 * The live attention view: function expression `(root, input, about) => void`. A click on a token makes it the query, arrow
 * keys go to its neighbours, and up and down to the node around it and back.
 */
export const ATTENTION_SCRIPT: string = `function(root,input,about){
var m=input.model,T=m.tokens,FULL=${FULL},LEVELS=${JSON.stringify(LEVELS)};
${LIVE_PARTS}
var decoded=[];
function codes(h){if(decoded[h])return decoded[h];var b=bytes(m.patterns[h]),out=new Uint8Array(T*(T+1)/2),at=0;
for(var i=0;i<b.length;i++){if(b[i]===0)at+=b[++i];else out[at++]=b[i]}return decoded[h]=out}
var head=m.query.head,token=m.query.token,node=-1,level=0,at="reads",sink=true;
var view=make("div",{class:"tblens",role:"region","aria-label":"Attention: "+clean(input.title)});
var style=document.createElement("style");style.textContent=${JSON.stringify(LENS_STYLE)};view.appendChild(style);
view.appendChild(make("h3",{},input.title));
var source=sourcePane(m.text,m.units,"Source; click a token to ask what it looks at"),unitOf=new Int32Array(T).fill(-1),shares=[],weights=[];
m.units.forEach(function(u,i){for(var t=u[1];t<=u[1]+u[2];t++)if(unitOf[t]<0)unitOf[t]=i;
if(m.parts[i])weights.push(m.parts[i].map(function(p){return [p[0],p[1]/1000]}));
else{var all=[];for(t=u[1];t<=u[1]+u[2];t++)all.push([t,1]);weights.push(all)}});
function percent(p){p*=100;return (p>=10||p===0?Math.round(p):p.toFixed(1))+" %"}
function plain(o){return o<-1?-2-o:o}
function tokensOf(n){var content=[],all=[];for(var t=0;t<T;t++){var o=m.owners[t],own=plain(o);if(own>=0&&inside(own,n)){all.push(t);if(o>=0)content.push(t)}}return content.length?content:all}
function inside(n,around){for(;n>=0;n=m.nodes[n][1])if(n===around)return true;return false}
function positions(){var list=node>=0?tokensOf(node):[token];if(at==="reads")return list;return list.map(function(t){return t-1}).filter(function(t){return t>=0})}
function row(list){var out=new Float64Array(T),from=head<0?0:head,to=head<0?m.heads.length:head+1,n=list.length*(to-from);
for(var h=from;h<to;h++){var c=codes(h);list.forEach(function(q){var s=q*(q+1)/2;for(var k=0;k<=q;k++)if(c[s+k])out[k]+=Math.pow(c[s+k]/255,2)/n})}
if(!sink){var rest=1-out[0];out[0]=0;if(rest>0)for(var k=1;k<T;k++)out[k]/=rest}return out}
var text=source.text;
function typeOf(n){return m.types[m.nodes[n][0]]}
var names=m.heads.map(function(h,i){return [i,"layer "+h[0]+", head "+h[1]]});
var which=choice("Head",[["-1","mean of the "+m.heads.length+" heads here"]].concat(names),function(v){head=Number(v);show()});
var grain=choice("Add up by",LEVELS.map(function(l,i){return [i,l]}),function(v){level=Number(v);show()});
var when=choice("While the model",[["reads","reads the query"],["predicts","predicts the query"]],function(v){at=v;show()});
var box=make("input",{type:"checkbox"});box.checked=true;box.addEventListener("change",function(){sink=box.checked;show()});
view.appendChild(make("div",{class:"bar"},[which.node,grain.node,when.node,make("label",{},[box," first token (attention sink)"])]));
view.appendChild(make("div",{class:"bar"},[make("span",{class:"grad",style:"--most:.6"}),make("span",{class:"muted"},"share of the query's attention, shaded by its square root; strongest: "+FULL*100+" % or more")]));
var said=make("p",{"aria-live":"polite"});view.appendChild(said);
var facts=make("div",{class:"pane",tabindex:"0",role:"region","aria-label":"Where it looks"});
view.appendChild(make("div",{class:"cols"},[source.node,facts]));
${HEADS_SCRIPT}
view.appendChild(headPane());
view.appendChild(make("p",{class:"muted"},"Click a token. Arrow keys in the source: left and right to the next token, up to the node around, down back to the token. 8 bits a number, shares below "+percent(m.least)+" left out ("+percent(1-m.kept)+" of all)."));
view.appendChild(make("p",{class:"muted"},about));
function groupOf(i){var n=m.units[i][3];if(level===0)return "t"+m.units[i][1];if(n<0)return "u"+i;
if(level===1)return !text(i).trim()?"u"+i:"n"+n;
while(m.nodes[n][1]>=0&&m.nodes[n][2]<level)n=m.nodes[n][1];return "n"+n}
function show(){which.box.value=head;var list=positions(),r=row(list),sums={},order=[];
weights.forEach(function(w,i){var p=0;w.forEach(function(x){p+=r[x[0]]*x[1]});var g=groupOf(i),s=sums[g];
if(!s){s=sums[g]={share:0,first:i,text:""};order.push(s)}s.share+=p;if(s.text.length<200)s.text+=text(i)});
var asked=node>=0?tokensOf(node):[token],isQuery={};asked.forEach(function(t){isQuery[t]=1});
source.spans.forEach(function(own,i){var v=Math.min(1,Math.sqrt(sums[groupOf(i)].share/FULL)),q=0,u=m.units[i];
for(var t=u[1];t<=u[1]+u[2];t++)if(isQuery[t]&&!source.aside(i))q=1;
own.forEach(function(s){s.style.backgroundColor=v>0.02?"rgba(var(--heat),"+(v*0.6).toFixed(3)+")":"";s.classList.toggle("qry",q===1)})});
var name=node>=0?typeOf(node)+" (line "+m.nodes[node][3]+", "+asked.length+" tokens)":"token "+(token-m.lead)+(unitOf[token]<0?"":", line "+source.lineOf[unitOf[token]])+", "+JSON.stringify(source.token(token));
said.textContent=clean((head<0?"Mean of "+m.heads.length+" heads":names[head][1])+" from "+name+(list.length?"":": nothing predicts the first token"));
order.sort(function(a,b){return b.share-a.share||a.first-b.first});
facts.textContent="";var body=make("tbody");
order.slice(0,40).forEach(function(s){if(s.share<0.0005)return;var u=m.units[s.first],own=plain(m.owners[u[1]]),n=level||own<0?u[3]:own,kind=u[4]!==undefined?"special token":n<0?"outside of the source":s.text.trim()?typeOf(level>1?groupNode(s.first):n):"white space";
var short=JSON.stringify(s.text.trim()?s.text:s.text.replace(/ /g,"\\u2423")).slice(1,-1);body.appendChild(make("tr",{},[make("td",{class:"num"},percent(s.share)),make("td",{class:"words"},short.length>60?short.slice(0,59)+"\\u2026":short),make("td",{},kind),make("td",{class:"num"},String(source.lineOf[s.first]))]))});
facts.appendChild(make("table",{},[make("thead",{},make("tr",{},["share","text","node","line"].map(function(h,i){return make("th",{scope:"col",class:i===0||i===3?"num":""},h)}))),body]));
mark()}
function groupNode(i){return Number(groupOf(i).slice(1))}
source.node.addEventListener("click",function(e){var s=e.target.closest("[data-u]");if(s){token=m.units[s.getAttribute("data-u")][1];node=-1;show()}});
source.node.addEventListener("keydown",function(e){if(e.altKey||e.ctrlKey||e.metaKey)return;
if(e.key==="ArrowLeft"||e.key==="ArrowRight"){node=-1;token=Math.max(0,Math.min(T-1,token+(e.key==="ArrowLeft"?-1:1)))}
else if(e.key==="ArrowUp"){var o=plain(m.owners[token]),up=node<0?o:m.nodes[node][1];if(up<0&&node<0)return;if(up>=0)node=up}
else if(e.key==="ArrowDown"){if(node>=0){var n=plain(m.owners[token]);if(n===node)node=-1;else{while(m.nodes[n][1]!==node)n=m.nodes[n][1];node=n}}}
else return;e.preventDefault();e.stopPropagation();show();source.see(unitOf[token])});
takeOver(root,view,"the still picture and tables");
show();source.see(unitOf[token])}`;
