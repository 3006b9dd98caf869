/**
 * Makes the steps live: the one that is pointed at, or chosen with the arrow keys, marks its line in the source, in blue
 * that of the true run, in red that of the model's where it is another.
 */
export const RUNNING_SCRIPT: string = `function(root){
var rows=Array.prototype.slice.call(root.querySelectorAll("tr[data-t]")),lines={},table=root.querySelector("table");if(!table||!rows.length)return;
root.querySelectorAll("[data-l]").forEach(function(l){lines[l.getAttribute("data-l")]=l});
var still=Array.prototype.slice.call(root.querySelectorAll(".odd")),now=-1;
function go(i){now=i;rows.forEach(function(r,j){r.classList.toggle("now",j===i)});
Object.keys(lines).forEach(function(k){lines[k].classList.remove("on","odd")});
if(i<0){still.forEach(function(l){l.classList.add("odd")});return}
var t=rows[i].getAttribute("data-t"),w=rows[i].getAttribute("data-w");
if(lines[w]&&w!==t)lines[w].classList.add("odd");if(lines[t])lines[t].classList.add("on")}
rows.forEach(function(r,i){r.addEventListener("mouseenter",function(){go(i)})});
table.addEventListener("mouseleave",function(){go(-1)});
table.tabIndex=0;table.setAttribute("aria-label","Steps of both traces; arrow keys go from step to step");
table.addEventListener("blur",function(){go(-1)});
table.addEventListener("keydown",function(e){var to=e.key==="ArrowDown"?Math.min(rows.length-1,now+1):e.key==="ArrowUp"?Math.max(0,now-1):-1;if(to<0||e.altKey||e.ctrlKey||e.metaKey)return;e.preventDefault();go(to);rows[to].scrollIntoView({block:"nearest"})})}`;
