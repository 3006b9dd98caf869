/**
 * Part of the live view: the one panel that says everything of a token or node. `inspect(item)` fills it; an item is
 * `{t, c}` (a token, at a cell) or `{u}` (a unit). Every text goes in through text nodes.
 */
export const INSPECTOR_SCRIPT: string = `function bitsText(v){if(isNaN(v))return"\\u2013";var s=Math.abs(v);return v.toFixed(s>=100?0:s>=10?1:2).replace("-","\\u2212")}
function pText(p){if(isNaN(p))return"\\u2013";if(p<1e-4)return p===0?"0":p.toExponential(0);var q=p*100;if(q>99.95)return">99.9 %";return q.toFixed(q>=99?1:q>=10?0:q>=1?1:2)+" %"}
function spelled(t){return t.replace(/ /g,"\\u2423").replace(/\\n/g,"\\u23ce").replace(/\\t/g,"\\u21e5")}
var utf8=new TextEncoder().encode(data.text);
function bytesOf(s,t){return utf8.subarray(s.start[t],s.start[t]+s.bytes[t])}
function hex(b){return[].map.call(b.subarray(0,24),x=>(x<16?"0":"")+x.toString(16)).join(" ")+(b.length>24?" \\u2026":"")}
function tokenText(s,t){var b=bytesOf(s,t);if(!b.length)return"(special)";try{return spelled(new TextDecoder("utf-8",{fatal:true,ignoreBOM:true}).decode(b))}catch(e){
return[].map.call(b,x=>x<128?String.fromCharCode(x):"\\\\x"+x.toString(16).toUpperCase()).join("")}}
function excerpt(u,n){if(first[u]<0)return"";var t=data.text.slice(from[first[u]],to[last[u]]).trim().split(/[\\n\\r]/,1)[0],c=Array.from(t);return c.length>n?c.slice(0,n-1).join("")+"\\u2026":t}
function typeName(u){return data.types[type[u]].slice(2)}
function shareOf(u){var all=A.u.bits[0],own=A.u.bits[u];return all>0&&own>0?own/all:0}
function numbers(u){var m=sides.map(s=>unitStats(s,u));
if(two){var r=m.map(o=>stat("bits/byte",o));return isNaN(r[0]-r[1])?"not scored by both":bitsText(r[0])+" against "+bitsText(r[1])+" bits/byte"}
return m[0].scored>0?bitsText(m[0].bits)+" bits, "+bitsText(stat("bits/token",m[0]))+" per token":nothing(u)}
function nothing(u){return first[u]<0?"no text: missing or empty":A.u.tokens[u]?"not scored":"in a neighbour's token"}
function unitLabel(u){return typeName(u)+(excerpt(u,30)?" "+excerpt(u,30):"")+", line "+line[u]+", "+numbers(u)}
function tokenLabel(s,t){return"token "+tokenText(s,t)+", "+(isNaN(s.bits[t])?"no probability":"p "+pText(Math.pow(2,-s.bits[t]))+", "+bitsText(s.bits[t])+" bits"+(s.rank[t]>0?", rank "+s.rank[t]:""))}
function label(item){return item.u!==undefined?unitLabel(item.u):two?sides.map(s=>s.name+": "+tokenLabel(s,s.first[item.c])).join("; "):tokenLabel(A,item.t)}
var cellOf=sides.map(s=>{var o={};s.first.forEach((f,c)=>{for(var t=f;t<=f+s.more[c];t++)if(o[t]===undefined||(white[o[t]]&&!white[c]))o[t]=c});return o});
var panel=make("div",{class:"insp",role:"region","aria-label":"Inspector"}),altsOn=false;
function row(cells,name){return make("tr",name?{class:name}:{},cells.map((c,i)=>{return typeof c==="object"?c:make("td",i?{class:"r"}:{},String(c))}))}
function table(rows){return make("table",{},make("tbody",{},rows))}
function crumbs(u){var list=[];for(;u>=0;u=parent[u])list.unshift(u);
return make("div",{class:"crumbs",role:"group","aria-label":"Nodes around it"},list.map(v=>{return button(typeName(v),()=>{choose({u:v},true)})}))}
function bars(s,t){var list=(s.alts[t]||[]).map(a=>{return{text:a[0],bits:a[1]}});
if(!isNaN(s.bits[t]))list.push({text:tokenText(s,t),bits:s.bits[t],me:1});
list.sort((a,b)=>a.bits-b.bits||(b.me||0)-(a.me||0));
return table(list.map(a=>{var p=Math.pow(2,-a.bits),w=make("b",{class:"spark"});w.style.setProperty("--w",String(Math.round(100*p)));
return row([make("td",{},[w,make("code",{},a.text)]),pText(p),bitsText(a.bits)+" bits",a.me?"\\u25c0 stands here"+(s.rank[t]>0?", rank "+s.rank[t]:""):""],a.me?"me":"")}))}
function tokenPart(s,t,which){var out=[],bits=s.bits[t],p=Math.pow(2,-bits),known=!isNaN(bits);
if(two)out.push(make("h4",{},s.name));
out.push(make("p",{class:"big"},make("code",{},tokenText(s,t))));
out.push(make("p",{},known?"p "+pText(p)+" \\u00b7 "+bitsText(bits)+" bits"+(s.rank[t]>0?" \\u00b7 rank "+s.rank[t]:"")+(s.entropy.length&&!isNaN(s.entropy[t])?" \\u00b7 entropy "+bitsText(s.entropy[t])+" bits, excess "+bitsText(bits-s.entropy[t]):""):"no probability"));
if(s.alts.length&&(s.alts[t]||[]).length){if(altsOn||bits>=data.weakBits||!known)out.push(make("h4",{},"What could stand here"),bars(s,t));
else out.push(button("Show alternatives (a)",()=>{altsOn=true;again()}))}
if(!which)out=out.concat(syntax(t));
var c=cellOf[which][t],here=[],notes=[];
for(var k=c;k<spots.length&&s.first[k]<=t;k++)if(!white[k]&&unitOf[k]>=0&&here.indexOf(unitOf[k])<0)here.push(unitOf[k]);
if(here.length>1)notes.push("goes over "+here.length+" leaves ("+here.map(typeName).join(", ")+"): "+(data.policy==="primary"?"counts for the first":data.policy==="split"?"each gets the share of its bytes":data.policy==="any"?"counts whole for each":"counts for what holds it whole"));
if(c!==undefined&&s.more[c])notes.push("ends inside a character: "+(s.more[c]+1)+" tokens make it");
if(c!==undefined&&white[c]&&unitOf[c]>=0)notes.push("white space between leaves: no node counts it");
if(c!==undefined&&unitOf[c]<0)notes.push("outside of the code");
if(!known)notes.push(t?"no probability was given":"no probability: nothing stands before it");
out.push(make("p",{class:"muted"},"token "+t+" \\u00b7 bytes "+s.start[t]+"\\u2013"+(s.start[t]+s.bytes[t])+": "+hex(bytesOf(s,t))));
if(notes.length)out.push(make("p",{class:"muted"},notes.join("; ")));
if(c!==undefined&&s.more[c])out.push(strip(s,Array.from({length:s.more[c]+1},(_x,i)=>s.first[c]+i)));
return out}
function syntax(t){var o=data.structural[t];return o?[make("h4",{},"What syntax could begin here"),table(o.map(k=>row([k[0],pText(k[1])])))]:[]}
function strip(s,tokens){return make("div",{class:"strip",role:"group","aria-label":"Its tokens"},tokens.slice(0,80).map(t=>{
var e=make("i",{class:two?"":look(stat("bits/token"===data.statistic?"bits":data.statistic,tokenStats(s,t))),title:tokenLabel(s,t)},tokenText(s,t));e.addEventListener("click",()=>{choose({t:t,c:cellOf[0][t]},true)});return e}).concat(tokens.length>80?[document.createTextNode(" \\u2026 "+(tokens.length-80)+" more")]:[]))}
function tokensIn(s,u){var seen={},list=[];if(first[u]<0)return list;for(var c=first[u];c<=last[u];c++){if(white[c]||newline[c]||unitOf[c]<u||unitOf[c]>end[u])continue;
for(var t=s.first[c];t<=s.first[c]+s.more[c];t++)if(!seen[t]){seen[t]=1;list.push(t)}}return list}
function histogram(s,tokens){var most=data.scales[0].name==="bits/token"?data.scales[0].most:12,bins=[0,0,0,0,0,0,0,0];
tokens.forEach(t=>{if(!isNaN(s.bits[t]))bins[Math.min(7,Math.floor(8*s.bits[t]/most))]++});var top=Math.max.apply(null,bins);
return[make("div",{class:"hist",role:"img","aria-label":"Tokens by bits, in steps of "+(most/8)+": "+bins.join(", ")},bins.map(n=>{var b=make("b",{title:n+" tokens"});b.style.height=(top?100*n/top:0)+"%";return b})),
make("p",{class:"muted"},"tokens by bits, 0 to "+most+" and more: "+bins.join(" \\u00b7 "))]}
function unitPart(u){var out=[make("p",{class:"big"},typeName(u))];
if(excerpt(u,90))out.push(make("p",{},make("code",{},excerpt(u,90))));
var m=sides.map(s=>unitStats(s,u));
function line2(name,f){return row([name].concat(sides.map((s,i)=>f(s,m[i]))),"")}
var rows=[];if(two)rows.push(row([""].concat(sides.map(s=>s.name))));
rows.push(line2("bits",(_s,o)=>bitsText(o.bits)),line2("bits per byte",(_s,o)=>bitsText(stat("bits/byte",o))),line2(two?"difference per byte":"bits per token",(s,o)=>two?(s===A?bitsText(stat("bits/byte",m[0])-stat("bits/byte",m[1])):""):bitsText(stat("bits/token",o))));
if(!two)rows.push(line2("p, geometric mean",(_s,o)=>pText(stat("p",o))));
if(!two&&A.entropy.length)rows.push(line2("entropy per token",(_s,o)=>bitsText(stat("entropy",o))),line2("excess per token",(_s,o)=>bitsText(stat("excess",o))));
rows.push(line2("tokens",s=>s.u.tokens[u]+(s.u.unscored[u]?" ("+s.u.unscored[u]+" without p)":"")),line2("of them shared",s=>String(s.u.shared[u])),
line2("share of the file",s=>s.u.bits[0]>0&&s.u.bits[u]>=0?pText(s.u.bits[u]/s.u.bits[0]):"\\u2013"));
out.push(table(rows));
if(!(m[0].scored>0))out.push(make("p",{class:"muted"},nothing(u)));
sides.forEach(s=>{var t=s.u.weakest[u];if(t<0)return;
out.push(button((two?s.name+", weakest: ":"Weakest: ")+tokenText(s,t)+", p "+pText(Math.pow(2,-s.bits[t])),()=>{choose({t:two?A.first[cellOf[sides.indexOf(s)][t]]:t,c:cellOf[sides.indexOf(s)][t]},true)}));
var list=tokensIn(s,u);if(list.length>1){out.push(strip(s,list));if(!two)out=out.concat(histogram(s,list))}});
if(first[u]>=0)out=out.concat(syntax(A.first[first[u]]));
out.push(make("p",{class:"muted"},"line "+line[u]),crumbs(u));return out}
var current;
function inspect(item){current=item;panel.textContent="";
var head=make("div",{class:"bar"},[button(pinned?"Unpin (Esc)":"Pin (Enter)",()=>{pinned=!pinned;again()})]);
panel.appendChild(head);head.firstChild.setAttribute("aria-pressed",String(pinned));
var parts=item.u!==undefined?unitPart(item.u):[].concat.apply([],sides.map((s,i)=>tokenPart(s,i?s.first[item.c]:item.t,i)));
if(item.u===undefined&&unitOf[item.c]>=0)parts.push(crumbs(unitOf[item.c]));
parts.forEach(p=>{panel.appendChild(p)})}
function again(){if(current)inspect(current)}`;
