import { INVISIBLE_SOURCE } from "../core/visibleText.js";

/**
 * Parts of the live lens and attention views: `make(tag, attributes, children)`, `clean(text)`, `choice(label, options, act)`,
 * `bytes(base64)`, and `sourcePane(text, units)`, which gives `{node, spans}` with the spans of each unit. Every text goes in
 * through `textContent`.
 */
export const LIVE_PARTS: string = `var hidden=new RegExp(${JSON.stringify(INVISIBLE_SOURCE).replace(/</g, "\\u003c")},"g");
function clean(text){return String(text).replace(hidden,function(c){return c==="\\r"?"\\u240d":"\\u27e8U+"+c.charCodeAt(0).toString(16).toUpperCase().padStart(4,"0")+"\\u27e9"})}
function make(tag,attributes,children){var node=document.createElement(tag);
for(var key in attributes||{})if(attributes[key]!==undefined&&attributes[key]!==false)node.setAttribute(key,attributes[key]);
[].concat(children===undefined?[]:children).forEach(function(child){if(child)node.appendChild(typeof child==="string"?document.createTextNode(clean(child)):child)});return node}
function choice(name,options,act){var box=make("select",{"aria-label":name},options.map(function(o){return make("option",{value:o[0]},o[1])}));
box.addEventListener("change",function(){act(box.value)});return {node:make("label",{},[name+" ",box]),box:box}}
function bytes(text){var raw=atob(text),out=new Uint8Array(raw.length);for(var i=0;i<raw.length;i++)out[i]=raw.charCodeAt(i);return out}
function sourcePane(text,units,name){var spans=[],starts=[],at=0,line=make("span",{class:"ln"}),pre=make("pre",{class:"src"},[line]),lines=1,lineOf=[];
units.forEach(function(unit,i){var from=at;at+=unit[0];starts.push(from);lineOf.push(lines);var own=[];spans.push(own);
function put(words,cls){var span=make("span",{class:"u"+(cls?" "+cls:""),"data-u":i},words);line.appendChild(span);own.push(span)}
if(unit[4]!==undefined){put(unit[4],"sp");return}
text.slice(from,at).split(/(\\r\\n|[\\r\\n])/).forEach(function(part,p){
if(p%2===0){if(part)put(part);return}
put("\\u21b5","eol");line=make("span",{class:"ln"});pre.appendChild(line);lines++})});
if(!line.firstChild&&lines>1)pre.removeChild(line);
var node=make("div",{class:"pane",tabindex:"0",role:"region","aria-label":name},pre);
function words(i){return units[i][4]!==undefined?units[i][4]:text.slice(starts[i],starts[i]+units[i][0])}
return {node:node,spans:spans,starts:starts,lineOf:lineOf,text:words,
aside:function(i){function same(j){return units[j]&&units[j][1]===units[i][1]&&words(j).trim()}return !words(i).trim()&&!!(same(i-1)||same(i+1))},
token:function(t){var all="";units.forEach(function(u,i){if(u[1]<=t&&t<=u[1]+u[2])all+=words(i)});return all},
see:function(i){var span=spans[i]&&spans[i][0];if(!span)return;var top=span.getBoundingClientRect().top-node.getBoundingClientRect().top;if(top<10||top+30>node.clientHeight)node.scrollTop+=top-node.clientHeight/3}}}
function takeOver(root,view,words){var box=make("div",{}),still=make("button",{type:"button","aria-expanded":"false"},"Show "+words);
while(root.firstChild)box.appendChild(root.firstChild);box.hidden=true;
still.addEventListener("click",function(){box.hidden=!box.hidden;still.setAttribute("aria-expanded",String(!box.hidden));still.textContent=(box.hidden?"Show ":"Hide ")+words});
view.appendChild(make("div",{class:"bar"},[still]));root.appendChild(view);root.appendChild(box)}`;
