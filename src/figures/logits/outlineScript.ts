/**
 * Part of the live view: the outline as an ARIA tree whose branches are made when they are opened, sorted by place or by bits, and
 * the list of what a filter finds. `outline` has `node`, `reveal(u)`, `filter(text)`.
 */
export const OUTLINE_SCRIPT: string = `var outline=(()=>{
var box=root.querySelector(".tree"),byBits=false,found="",items={},list,count=make("span",{class:"muted",role:"status"});
var sort=button("Sort by bits",()=>{byBits=!byBits;sort.textContent=byBits?"Sort by source":"Sort by bits";build()}),
find=make("input",{type:"search",placeholder:"Filter by type or text  ( / )","aria-label":"Filter nodes by type or text"});
find.addEventListener("input",()=>{found=find.value.trim().toLowerCase();build()});
box.parentNode.insertBefore(make("div",{class:"bar"},[sort,find,count]),box);
function order(us){return byBits?us.slice().sort((a,b)=>(A.u.bits[b]||0)-(A.u.bits[a]||0)||a-b):us}
function item(u,level){var spark=make("b",{class:"spark","aria-hidden":"true"}),open=make("span",{class:"tw","aria-hidden":"true"},!found&&kids[u].length?"\\u25b8":"");spark.style.setProperty("--w",String(Math.round(100*shareOf(u))));
var row=make("div",{"data-u":String(u)},[open,spark,make("span",{},[typeName(u)+" ",make("code",{},excerpt(u,28)),make("span",{class:"muted"}," line "+line[u]+": "+numbers(u))])]);
var li=make("li",{role:"treeitem","aria-level":String(level),"aria-selected":"false","aria-label":unitLabel(u)+", "+Math.round(100*shareOf(u))+" percent of the bits",tabindex:"-1"},row);
if(!found&&kids[u].length)li.setAttribute("aria-expanded","false");
li.tb={u:u,level:level,open:open};items[u]=li;return li}
function toggle(li,to){var u=li.tb.u;if(!li.hasAttribute("aria-expanded"))return;var now=li.getAttribute("aria-expanded")==="true";if(to===undefined)to=!now;if(to===now)return;
if(to&&!li.tb.group){li.tb.group=make("ul",{role:"group"},order(kids[u]).map(k=>item(k,li.tb.level+1)));li.appendChild(li.tb.group)}
if(li.tb.group)li.tb.group.hidden=!to;li.setAttribute("aria-expanded",String(to));li.tb.open.textContent=to?"\\u25be":"\\u25b8"}
function path(u){var p=[];for(;u>=0;u=parent[u])p.unshift(u);return p}
function reveal(u,scroll){if(found)return items[u];path(u).slice(0,-1).forEach(v=>{if(items[v])toggle(items[v],true)});
var li=items[u];if(li&&scroll){var top=li.offsetTop;if(top<box.scrollTop||top>box.scrollTop+box.clientHeight-30)box.scrollTop=top-box.clientHeight/3}return li}
function mark(u){var old=box.querySelector('[aria-selected="true"]');if(old)old.setAttribute("aria-selected","false");var li=reveal(u,true);if(li){li.setAttribute("aria-selected","true");focusable(li)}}
function focusable(li){var old=box.querySelector('[tabindex="0"]');if(old)old.setAttribute("tabindex","-1");li.setAttribute("tabindex","0")}
function build(){items={};box.textContent="";var us=[0];
if(found){us=[];for(var u=0;u<parent.length;u++)if((typeName(u)+" "+excerpt(u,60)).toLowerCase().indexOf(found)>=0)us.push(u);
count.textContent=us.length+" of "+parent.length+" nodes";us=order(us).slice(0,300)}else count.textContent="";
list=make("ul",{role:"tree","aria-label":found?"Nodes found":"Outline of the program"},us.map(u=>item(u,1)));
box.appendChild(list);if(us.length){focusable(items[us[0]]);if(!found){toggle(items[0],true);worst().forEach(u=>{reveal(u)})}}}
function worst(){var v=u=>{var m=sides.map(s=>unitStats(s,u));return two?Math.abs(stat("bits/byte",m[0])-stat("bits/byte",m[1])):stat("bits/token",m[0])},us=[];
rank.forEach((_k,u)=>{if(+data.types[type[u]][1]&&!isNaN(v(u)))us.push(u)});return us.sort((a,b)=>v(b)-v(a)||a-b).slice(0,data.openWorst)}
function at(e){return e.target.closest?e.target.closest("li"):null}
box.addEventListener("click",e=>{var li=at(e);if(!li)return;focusable(li);li.focus();if(e.target.closest(".tw"))toggle(li);else choose({u:li.tb.u},true)});
box.addEventListener("mouseover",e=>{var li=at(e);if(li)hover({u:li.tb.u})});
box.addEventListener("mouseleave",()=>{hover(null)});
box.addEventListener("focusin",e=>{var li=at(e);if(li)hover({u:li.tb.u})});
box.addEventListener("keydown",e=>{var li=at(e);if(!li||e.altKey||e.ctrlKey||e.metaKey)return;
var seen=[].filter.call(box.querySelectorAll("li"),x=>x.offsetParent!==null),i=seen.indexOf(li),to=null,open=li.getAttribute("aria-expanded");
if(e.key==="ArrowDown")to=seen[i+1];else if(e.key==="ArrowUp")to=seen[i-1];else if(e.key==="Home")to=seen[0];else if(e.key==="End")to=seen[seen.length-1];
else if(e.key==="ArrowRight"){if(open==="false")toggle(li,true);else if(open)to=li.tb.group.firstChild}
else if(e.key==="ArrowLeft"){if(open==="true")toggle(li,false);else to=li.parentNode.closest("li")}
else if(e.key==="Enter"||e.key===" ")choose({u:li.tb.u},true);else return;
e.preventDefault();e.stopPropagation();if(to){focusable(to);to.focus()}});
return{node:box,build:build,mark:mark,find:find,over:u=>{var old=box.querySelector(".on");if(old)old.classList.remove("on");if(u>=0&&items[u]&&items[u].offsetParent)items[u].firstChild.classList.add("on")}}})();`;
