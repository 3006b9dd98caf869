/** Makes the tables sortable: a click on a heading sorts by it, another turns the order round. Numbers sort by their first number. */
export const CORPUS_ENHANCER: string = `function(root){
root.querySelectorAll("table").forEach(function(table){var heads=table.querySelectorAll("th"),body=table.querySelector("tbody");
heads.forEach(function(head,i){var words=head.textContent,button=document.createElement("button");
button.type="button";button.title="Sort by "+words;button.style.cssText="font:inherit;font-weight:bold;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit";
while(head.firstChild)button.appendChild(head.firstChild);head.appendChild(button);
button.addEventListener("click",function(){var down=head.getAttribute("aria-sort")!=="descending";
heads.forEach(function(h){h.removeAttribute("aria-sort")});head.setAttribute("aria-sort",down?"descending":"ascending");
var number=head.getAttribute("align")==="right";
function value(row){var text=row.children[i].textContent;if(!number)return text;var n=parseFloat(text.replace(/[\\u202f ,](?=\\d{3})/g,"").replace(/\\u2212/g,"-"));return isNaN(n)?-Infinity:n}
var rows=Array.prototype.slice.call(body.children);
rows.sort(function(a,b){var x=value(a),y=value(b);return (x<y?-1:x>y?1:0)*(down?-1:1)});
rows.forEach(function(row){body.appendChild(row)})})})})}`;
