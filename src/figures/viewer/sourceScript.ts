/**
 * Part of the live viewer: the source of the current file with counts per line, and per node on hover or tap.
 * `sourcePane(tell, jump)` gives `{node, show(step)}`.
 */
export const SOURCE_SCRIPT: string = `function sourcePane(tell,jump){
var node=make("div",{class:"pane",tabindex:"0",role:"region","aria-label":"Source with execution counts"}),shown=-1,files=[],current=[];
function describeMark(file,m){var mark=file.marks[m],where=mark[0]===mark[2]?"line "+mark[0]+", columns "+(mark[1]+1)+"\\u2013"+mark[3]:"lines "+mark[0]+"\\u2013"+mark[2];
return where+": ran "+mark[4]+"\\u00d7"+(mark[5]?" ("+mark[5]+")":"")+(file.writes[mark[0]]?". On line "+mark[0]+": "+file.writes[mark[0]]:"")}
function build(f){var file=model.files[f],counts=input.counts[f],byLine={},rows=[],spans={};
file.marks.forEach(function(mark,m){for(var l=mark[0];l<=mark[2];l++)(byLine[l]=byLine[l]||[]).push(m)});
var body=make("tbody");
file.lines.forEach(function(text,i){var line=i+1,count=counts[line],here=byLine[line]||[],cuts={0:1},tones=file.tones[line]||[];for(var q=0;q<tones.length;q+=3){cuts[tones[q]]=1;cuts[tones[q+1]]=1}cuts[text.length]=1;
function edge(m,end){var mark=file.marks[m];return end?(mark[2]===line?mark[3]:text.length):(mark[0]===line?mark[1]:0)}
here.forEach(function(m){cuts[Math.min(text.length,edge(m,0))]=1;cuts[Math.min(text.length,edge(m,1))]=1});
var code=make("td",{class:"code"}),points=Object.keys(cuts).map(Number).sort(function(a,b){return a-b});
for(var p=0;p<points.length-1;p++){var from=points[p],to=points[p+1],inner=-1;
here.forEach(function(m){if(edge(m,0)<=from&&edge(m,1)>=to)inner=m});
var about={};if(inner>=0)about["data-m"]=inner;for(q=0;q<tones.length;q+=3)if(tones[q]<=from&&tones[q+1]>=to)about.class="t"+tones[q+2];
var piece=make("span",about,text.slice(from,to));
here.forEach(function(m){if(edge(m,0)<=from&&edge(m,1)>=to)(spans[m]=spans[m]||[]).push(piece)});code.appendChild(piece)}
if(file.cut[line])code.appendChild(make("span",{class:"muted"}," \\u2026 "+file.cut[line]+" more characters"));
var number=make("td",{class:"num",title:"Go to the next time line "+line+" runs"},String(line));
number.addEventListener("click",function(){jump(f,line)});
var arrow=make("td",{class:"arrow"}),row=make("tr",count&&count[1]>0?{class:"heat",style:"--a:"+count[2]+";--b:"+count[3]}:{},
[arrow,make("td",{class:"count"+(count&&count[1]===0?" never":"")},count?count[0]:""),number,code]);
rows.push({row:row,arrow:arrow});body.appendChild(row)});
function over(event){var target=event.target.closest?event.target.closest("[data-m]"):null;
body.querySelectorAll(".on").forEach(function(s){s.classList.remove("on")});
if(!target){tell("");return}var m=Number(target.getAttribute("data-m"));
(spans[m]||[]).forEach(function(s){s.classList.add("on")});tell(describeMark(file,m))}
body.addEventListener("mouseover",over);body.addEventListener("click",over);
var head=make("thead",{class:"sr"},make("tr",{},["","times run","line","code"].map(function(t){return make("th",{scope:"col"},t)})));
return {table:make("table",{class:"src"},[make("caption",{class:input.names[f]?"":"sr"},file.name),head,body]),rows:rows,spans:spans}}
function show(i){var s=steps[i],f=s[1];
current.forEach(function(undo){undo()});current=[];
if(f!==shown){node.textContent="";files[f]=files[f]||build(f);node.appendChild(files[f].table);shown=f}
function point(step,sign,label,cls){var entry=step[1]===f?files[f].rows[step[2]-1]:null;if(!entry)return;
entry.arrow.textContent=sign;entry.arrow.setAttribute("title",label);if(cls)entry.row.classList.add(cls);
current.push(function(){entry.arrow.textContent="";entry.arrow.removeAttribute("title");if(cls)entry.row.classList.remove(cls)})}
if(i>0)point(steps[i-1],"\\u25b7","the step before",null);
if(s[0]===END)return;
point(s,"\\u25b6","this step","now");
(files[f].spans[s[3]]||[]).forEach(function(span){span.classList.add("here");current.push(function(){span.classList.remove("here")})});
var row=files[f].rows[s[2]-1];if(row){row=row.row;
if(row.offsetTop<node.scrollTop+20||row.offsetTop+40>node.scrollTop+node.clientHeight)node.scrollTop=row.offsetTop-node.clientHeight/3}}
return {node:node,show:show}}`;
