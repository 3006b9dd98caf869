/**
 * Part of the live attention view: the table of heads, folded. `headPane()` gives the element, `mark()` marks the chosen one.
 * A head in the page is chosen by a click or Enter.
 */
export const HEADS_SCRIPT: string = `var headRows=[];
function headPane(){var body=make("tbody"),heads=["head","entropy, bits","previous","first","itself","same name","(even)","induction"],order=m.summaries.slice(),by=6,down=true;
function indexOf(s){for(var i=0;i<m.heads.length;i++)if(m.heads[i][0]===s[0]&&m.heads[i][1]===s[1])return i;return -1}
function fill(){body.textContent="";headRows=[];
order.sort(function(a,b){var x=a[by]===null?-1:a[by],y=b[by]===null?-1:b[by];return (by<2?a[0]-b[0]||a[1]-b[1]:down?y-x:x-y)||a[0]-b[0]||a[1]-b[1]});
order.forEach(function(s){var i=indexOf(s),cells=[make("td",{},"layer "+s[0]+", head "+s[1]+(i<0?"":" \\u25b8")),make("td",{class:"num"},s[2].toFixed(2))];
for(var k=3;k<9;k++)cells.push(make("td",{class:"num"},s[k]===null?"\\u2013":percent(s[k]/1000)));
var tr=make("tr",i<0?{}:{"data-h":i,tabindex:"0"},cells);if(i>=0)headRows[i]=tr;body.appendChild(tr)});mark()}
function pick(e){if(e.type==="keydown"&&e.key!=="Enter")return;var tr=e.target.closest("tr[data-h]");if(tr){head=Number(tr.getAttribute("data-h"));show()}}
body.addEventListener("click",pick);body.addEventListener("keydown",pick);
var cells=heads.map(function(h,i){var b=make("button",{type:"button",title:"Sort by "+h},h);b.addEventListener("click",function(){var to=i===0?0:i+1;down=by===to?!down:true;by=to;fill()});return make("th",{scope:"col",class:i?"num":""},b)});
var table=make("table",{},[make("thead",{},make("tr",{},cells)),body]);
fill();
return make("details",{},[make("summary",{},"Heads ("+m.summaries.length+"; \\u25b8 "+m.heads.length+" in this page)"),make("div",{class:"pane"},table)])}
function mark(){headRows.forEach(function(tr,i){if(tr)tr.classList.toggle("now",i===head)})}`;
