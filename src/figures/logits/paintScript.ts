import { DIFFERENT } from "./shades.js";
import { DARKEST, HEAT } from "./statistics.js";

/**
 * Part of the live view: reads the columns, and paints the cells at a level by a statistic, as `shadeClasses` and `weakest` do for
 * the page without scripts (a test holds them against each other).
 */
export const PAINT_SCRIPT: string = `var two=data.sides.length===2,sides=data.sides.map(s=>{var o={name:s.name,first:walk(s.first),u:{}};o.more=s.more?unpack(s.more):o.first.map(()=>0);
["bytes","bits","rank","entropy"].forEach(k=>{o[k]=s[k]?unpack(s[k]):[]});
var z=s.u,at=0,small=u=>z.plain&&o.u.tokens[u]<2;
o.u.tokens=unpack(z.tokens);o.u.weakest=walk(z.weakest);o.u.shared=unpack(z.shared);o.u.unscored=o.u.tokens.map((_t,u)=>z.unscored[u]||0);
["bits","bytes","entropy","rank","scored"].forEach(k=>{var own=z[k]?unpack(z[k]):[],i=0;
o.u[k]=k==="scored"&&!z[k]?o.u.bits.map((b,u)=>isNaN(b)?0:o.u.tokens[u]-o.u.unscored[u]):!z[k]?[]:o.u.tokens.map((_t,u)=>{if(!small(u))return own[i++];var t=o.u.weakest[u];
return t<0?(k==="bits"||k==="entropy"?NaN:0):k==="scored"?1:k==="bits"?Math.round(100*o.bits[t])/100:o[k][t]})});
o.start=[];o.bytes.forEach(b=>{o.start.push(at);at+=b});
o.alts=[];if(s.alternatives){var n=unpack(s.alternatives.counts),x=unpack(s.alternatives.text),b=unpack(s.alternatives.bits),j=0;
n.forEach(count=>{var l=[];for(var i=0;i<count;i++,j++)l.push([s.alternatives.texts[x[j]],b[j]]);o.alts.push(l)})}
return o}),A=sides[0],
unitOf=walk(data.cells.unit),from=[],to=[];

var type=unpack(data.units.type),rank=type.map(t=>{return+data.types[t][0]}),
parent=unpack(data.units.back).map((b,u)=>b?u-b:-1),
first=parent.map(()=>{return-1}),last=first.slice(),line=[],
end=parent.map((_p,u)=>u),kids=parent.map(()=>[]);
for(var w=parent.length-1;w>0;w--){if(end[parent[w]]<end[w])end[parent[w]]=end[w];kids[parent[w]].unshift(w)}
var code=root.querySelector(".code"),spots=[].slice.call(code.querySelectorAll("i,a")),
base=spots.map(e=>e.className.replace(/(^| )([hd][0-9a-f]|in|q)(?= |$)/g,"").trim()),
newline=base.map(b=>{return/(^| )n( |$)/.test(b)}),white=base.map((b,c)=>newline[c]||spots[c].tagName==="A"||/(^| )w( |$)/.test(b));
(()=>{var row=0,c=0;[].forEach.call(code.querySelectorAll("i,a,b"),e=>{if(e.tagName==="B"){if(e.dataset.u)line[e.dataset.u]=row;else row=+e.dataset.n||row;return}
for(var u=unitOf[c];u>=0&&(first[u]<0||last[u]!==c);u=parent[u]){if(first[u]<0){first[u]=c;line[u]=row}last[u]=c}c++});
parent.forEach((p,u)=>{if(line[u]===undefined)line[u]=p<0?1:line[p]})})();
if(data.text===0)data.text=spots.map(e=>e.textContent).join("");
(()=>{var at=0;(data.cells.length?unpack(data.cells.length):spots.map(e=>e.textContent.length)).forEach(n=>{from.push(at);at+=n;to.push(at)})})();
var heat=${JSON.stringify(HEAT)};
function unitAt(u,k){while(u>0&&rank[u]<k)u=parent[u];return u}
function tokenStats(s,t){return{bits:s.bits[t],bytes:s.bytes[t],scored:isNaN(s.bits[t])?0:1,rank:s.rank[t],entropy:s.entropy.length?s.entropy[t]:NaN}}
function unitStats(s,u){var q=s.u;return{bits:q.bits[u],bytes:q.bytes[u],scored:q.scored[u],rank:q.rank[u],entropy:q.entropy.length?q.entropy[u]:NaN}}
function bucket(r){return r>0?r===1?0:r<=10?1:r<=100?2:r<=1000?3:4:NaN}
function stat(name,o){if(!(o.scored>0))return NaN;switch(name){case"bits/token":return o.bits/o.scored;case"bits":return o.bits;case"bits/byte":return o.bytes>0?o.bits/o.bytes:NaN;case"p":return Math.pow(2,-o.bits/o.scored);case"rank":return bucket(o.rank);case"entropy":return o.entropy/o.scored;default:return(o.bits-o.entropy)/o.scored}}
function scale(){return data.scales.filter(s=>s.name===data.statistic)[0]}
function spread(s,c){var bits=0,bytes=0;for(var t=s.first[c];t<=s.first[c]+s.more[c];t++){bits+=s.bits[t];bytes+=s.bytes[t]}
var own=new TextEncoder().encode(data.text.slice(from[c],to[c])).length;return{bits:bits*own/bytes,bytes:own,scored:isNaN(bits)||!bytes?0:1}}
function valueAt(c,level){if(level>0&&unitOf[c]<0)return NaN;var u=level>0?unitAt(unitOf[c],level):0;
if(two){var v=sides.map(s=>stat(data.statistic,level>0?unitStats(s,u):spread(s,c)));return v[0]-v[1]}
return stat(data.statistic,level>0?unitStats(A,u):tokenStats(A,A.first[c]))}
function look(v){var n=shade(v);return n==="h0"||n==="d7"?"":n}
function shade(v){if(isNaN(v))return"";var s=scale(),x;
if(two)return"d"+(${DIFFERENT}+Math.sign(v)*Math.round(${DIFFERENT}*Math.sqrt(clip(2*Math.abs(v)/s.most)))).toString(16);
x=s.name==="p"?clip(1-v):s.name==="rank"?clip(v/s.most):Math.sqrt(clip(v/s.most));return"h"+Math.round(${DARKEST}*x).toString(16)}
function clip(x){return Math.max(0,Math.min(1,x))}
function bad(v){return two?Math.abs(v):data.statistic==="p"?-v:v}
function keyOf(c,level){return level>0?unitAt(unitOf[c],level):two?c:A.first[c]}
function weak(values,level,share,fixed){var seen={},list=[];
for(var c=0;c<spots.length;c++){if(unitOf[c]<0||white[c]||newline[c]||isNaN(values[c]))continue;var k=keyOf(c,level);if(seen[k]===undefined){seen[k]=bad(values[c]);list.push(seen[k])}}
list.sort((a,b)=>a-b);var take=Math.ceil(share*list.length),at=fixed!==undefined?fixed:take?list[list.length-take]:Infinity,count=0;
list.forEach(v=>{if(v>=at)count++});
return{at:at,count:count,of:list.length,is:(c,inside)=>{var v=unitOf[c]<0||newline[c]||white[c]&&!inside?undefined:seen[keyOf(c,level)];return v!==undefined&&v>=at}}}
function paint(level,share,fixed){var values=spots.map((_s,c)=>newline[c]?NaN:valueAt(c,level)),marked=weak(values,level,share,fixed);
function part(c){return c<0||c>=spots.length||newline[c]||unitOf[c]<0?-1:unitAt(unitOf[c],level)}
var indent=true;code.classList.toggle("L0",level===0);
spots.forEach((e,c)=>{var name=!level&&!two&&white[c]&&unitOf[c]>=0&&!white[cellOf[0][A.first[c]]]?"":look(values[c]),leading=indent,inside=false;
if(newline[c])indent=true;else if(!white[c])indent=false;
if(level>0&&white[c]&&!newline[c]){inside=!leading&&part(c-1)===part(c)&&part(c+1)===part(c);name=inside&&name?name+" in":""}
name=[base[c],name,marked.is(c,inside)?"q":""].filter(Boolean).join(" ");
if(e.className!==name)e.className=name;
if(A.more[c]&&!two)e.style.background=level?"":"linear-gradient("+stack(c)+")"});
root.querySelectorAll(".ice b").forEach(e=>{var u=+e.dataset.u,v=sides.map(s=>stat(data.statistic,unitStats(s,u)));e.className=look(two?v[0]-v[1]:v[0])});
return marked}
function stack(c){var n=A.more[c]+1,o=[];for(var i=0;i<n;i++){var v=stat(data.statistic,tokenStats(A,A.first[c]+i)),h=shade(v)||"h0";
o.push("rgba(var(--heat),"+heat[parseInt(h.slice(1),16)]+") "+Math.round(100*i/n)+"% "+Math.round(100*(i+1)/n)+"%")}return o.join(",")}`;
