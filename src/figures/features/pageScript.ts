import { INVISIBLE_SOURCE } from "../core/visibleText.js";
import { CORPUS_ENHANCER } from "../corpus/corpusEnhancer.js";
import { NUMBER_SCRIPT } from "./numberScript.js";

/**
 * The live page: function expression `(root, data, about) => void`. It keeps the code of the page: a least activation hides
 * examples and grounds below it, a search keeps examples that hold a text, a token that is pointed at, clicked or walked to says its
 * number, arrow keys go from example to example and from token to token, tables can be sorted.
 */
export const PAGE_SCRIPT: string = `function(root,data,about){
var hidden=new RegExp(${JSON.stringify(INVISIBLE_SOURCE).replace(/</g, "\\u003c")},"g");
function clean(text){return text.replace(hidden,function(c){return "\\u27e8U+"+c.charCodeAt(0).toString(16).toUpperCase().padStart(4,"0")+"\\u27e9"})}
${NUMBER_SCRIPT}
function make(tag,attributes,children){var node=document.createElement(tag);
for(var key in attributes||{})node.setAttribute(key,attributes[key]);
[].concat(children===undefined?[]:children).forEach(function(child){node.appendChild(typeof child==="string"?document.createTextNode(clean(child)):child)});return node}
root.querySelectorAll("details:not(.band)").forEach(${CORPUS_ENHANCER});
var examples=Array.prototype.slice.call(root.querySelectorAll(".ex")),bands=Array.prototype.slice.call(root.querySelectorAll("details.band")),bar=root.querySelector(".tools");
if(!examples.length||!bar)return;
var values=examples.map(function(e){return number(words(Number(e.getAttribute("data-v")||0)))}),low=Math.min.apply(null,values),high=Math.max.apply(null,values);
var told=make("span",{class:"at",role:"status"}),said=make("p",{class:"at muted","aria-live":"polite"},"Point at a token, or click it, for its number. By keyboard: arrows down and up go from example to example, right and left from token to token.");
var slider=make("input",{type:"range",min:0,max:100,value:0,"aria-label":"Least activation of an example"}),find=make("input",{type:"search","aria-label":"Find in the examples",placeholder:"find in the examples"});
var all=make("button",{type:"button"},"Open all");
if(high>low)bar.appendChild(make("label",{},["Least "+data.name+" ",slider]));
bar.appendChild(find);
if(bands.length>1)bar.appendChild(all);
bar.appendChild(told);bar.hidden=false;bar.parentNode.insertBefore(said,bar.nextSibling);
function show(){var at=Number(slider.value),least=at===0?-Infinity:at===100?high:number(words(low+(high-low)*at/100)),text=find.value,count=0;
examples.forEach(function(e,i){var on=values[i]>=least&&(text===""||e.textContent.indexOf(text)>=0);e.hidden=!on;if(on)count++});
if(data.painted)root.querySelectorAll(".code [title]").forEach(function(t){t.classList.toggle("off",number(t.title)<least)});
slider.setAttribute("aria-valuetext",at===0?"all":words(least));
told.textContent=(at===0?"":"at least "+words(least)+": ")+count+" of "+examples.length+" examples"}
slider.addEventListener("input",show);find.addEventListener("input",show);
all.addEventListener("click",function(){var open=bands.some(function(b){return !b.open});bands.forEach(function(b){b.open=open});all.textContent=open?"Close all":"Open all"});
var current=null,walking=false;
function say(t){var line=t.parentNode.tagName==="U"?t.parentNode:t;while(line&&line.className!=="n")line=line.previousSibling;
said.textContent=clean("line "+(line?line.textContent.trim():"")+": "+JSON.stringify(t.textContent)+" "+t.title+(data.painted&&data.most>0?" ("+Math.round(100*number(t.title)/data.most)+" % of the greatest)":""))}
function mark(t){if(current)current.classList.remove("now");current=t;said.classList.toggle("kept",t!==null);if(t){t.classList.add("now");say(t)}}
function under(event){var t=event.target.closest?event.target.closest(".code [title]"):null;return t&&root.contains(t)?t:null}
root.addEventListener("mouseover",function(event){var t=under(event);if(t&&!walking)say(t)});
root.addEventListener("mousemove",function(event){if(event.movementX||event.movementY)walking=false});
root.addEventListener("click",function(event){var t=under(event);if(t)mark(t)});
function shown(e){return !e.hidden&&e.closest("details").open}
function step(event,band){var key=event.key,e=event.target.closest(".ex"),on=key==="ArrowDown"||key==="ArrowRight",to;
if(event.altKey||event.ctrlKey||event.metaKey||event.shiftKey)return;
if(key==="ArrowDown"||key==="ArrowUp"){var seen=examples.filter(shown);
to=e?seen[seen.indexOf(e)+(on?1:-1)]:on?seen.filter(function(x){return band.contains(x)})[0]:seen.filter(function(x){return x.compareDocumentPosition(band)&4}).pop();
if(to){event.preventDefault();to.focus()}}
else if((key==="ArrowRight"||key==="ArrowLeft")&&e&&(event.target===e||e.contains(current))){var tokens=Array.prototype.slice.call(e.querySelectorAll(".code [title]")),at=tokens.indexOf(current);
to=at<0?e.querySelector(".code mark")||tokens[0]:tokens[at+(on?1:-1)];
if(to){event.preventDefault();mark(to);to.scrollIntoView({block:"nearest",inline:"nearest"})}}
if(to)walking=true}
bands.forEach(function(b){b.addEventListener("keydown",function(event){step(event,b)})});
examples.forEach(function(e){e.tabIndex=-1;e.setAttribute("role","group");e.setAttribute("aria-label",e.querySelector(".cap").textContent);
e.addEventListener("focusout",function(event){if(!e.contains(event.relatedTarget))mark(null)})});
show()}`;
