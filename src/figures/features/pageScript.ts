import { INVISIBLE_SOURCE } from "../core/visibleText.js";
import { CORPUS_ENHANCER } from "../corpus/corpusEnhancer.js";

/**
 * The live page: function expression `(root, data, about) => void`. It keeps the code of the page: a least activation hides
 * examples and grounds below it, a search keeps examples that hold a text, a token that is pointed at or clicked says its
 * number, arrow keys go from example to example, tables can be sorted.
 */
export const PAGE_SCRIPT: string = `function(root,data,about){
var hidden=new RegExp(${JSON.stringify(INVISIBLE_SOURCE).replace(/</g, "\\u003c")},"g");
function clean(text){return text.replace(hidden,function(c){return "\\u27e8U+"+c.charCodeAt(0).toString(16).toUpperCase().padStart(4,"0")+"\\u27e9"})}
function make(tag,attributes,children){var node=document.createElement(tag);
for(var key in attributes||{})node.setAttribute(key,attributes[key]);
[].concat(children===undefined?[]:children).forEach(function(child){node.appendChild(typeof child==="string"?document.createTextNode(clean(child)):child)});return node}
root.querySelectorAll("details:not(.band)").forEach(${CORPUS_ENHANCER});
var examples=Array.prototype.slice.call(root.querySelectorAll(".ex")),bands=Array.prototype.slice.call(root.querySelectorAll("details.band")),bar=root.querySelector(".tools");
if(!examples.length||!bar)return;
var values=examples.map(function(e){return Number(e.getAttribute("data-v")||0)}),low=Math.min.apply(null,values),high=Math.max.apply(null,values);
var told=make("span",{class:"at",role:"status"}),said=make("p",{class:"at muted","aria-live":"polite"},"Point at a token, or click it, for its number.");
var slider=make("input",{type:"range",min:0,max:100,value:0,"aria-label":"Least activation of an example"}),find=make("input",{type:"search","aria-label":"Find in the examples",placeholder:"find in the examples"});
var all=make("button",{type:"button"},"Open all");
if(high>low)bar.appendChild(make("label",{},["Least "+data.name+" ",slider]));
bar.appendChild(find);
if(bands.length>1)bar.appendChild(all);
bar.appendChild(told);bar.hidden=false;bar.parentNode.insertBefore(said,bar.nextSibling);
function three(v){return String(Number(v.toPrecision(3))).replace("-","\\u2212")}
function show(){var least=Number(slider.value)===0?-Infinity:low+(high-low)*slider.value/100,text=find.value,count=0;
examples.forEach(function(e,i){var on=values[i]>=least&&(text===""||e.textContent.indexOf(text)>=0);e.hidden=!on;if(on)count++});
if(data.painted)root.querySelectorAll(".code [title]").forEach(function(t){t.classList.toggle("off",Number(t.title.replace("\\u2212","-").replace(/,/g,""))<least)});
slider.setAttribute("aria-valuetext",least===-Infinity?"all":three(least));
told.textContent=(least===-Infinity?"":"at least "+three(least)+": ")+count+" of "+examples.length+" examples"}
slider.addEventListener("input",show);find.addEventListener("input",show);
all.addEventListener("click",function(){var open=bands.some(function(b){return !b.open});bands.forEach(function(b){b.open=open});all.textContent=open?"Close all":"Open all"});
function point(event){var t=event.target.closest?event.target.closest(".code [title]"):null;if(!t||!root.contains(t))return;
var line=t.parentNode.tagName==="U"?t.parentNode:t;while(line&&line.className!=="n")line=line.previousSibling;
said.textContent=clean("line "+(line?line.textContent.trim():"")+": "+JSON.stringify(t.textContent)+" "+t.title+(data.painted&&data.most>0?" ("+Math.round(100*Number(t.title.replace("\\u2212","-").replace(/,/g,""))/data.most)+" % of the greatest)":""))}
root.addEventListener("mouseover",point);root.addEventListener("click",point);
examples.forEach(function(e){e.tabIndex=-1});bands.forEach(function(b){b.addEventListener("keydown",function(event){
var by=event.key==="ArrowDown"?1:event.key==="ArrowUp"?-1:0,at=examples.indexOf(document.activeElement);if(!by||event.altKey||event.ctrlKey||event.metaKey)return;
var seen=examples.filter(function(e){return e.offsetParent});at=seen.indexOf(document.activeElement);var to=seen[at<0?0:at+by];if(to){event.preventDefault();to.focus()}})});
show()}`;
