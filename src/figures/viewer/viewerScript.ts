import { SERIES } from "../core/paint.js";
import { INVISIBLE_SOURCE } from "../core/visibleText.js";
import { LANES_SCRIPT } from "./lanesScript.js";
import { SOURCE_SCRIPT } from "./sourceScript.js";
import { STATE_SCRIPT } from "./stateScript.js";
import { StepKind } from "./ViewerModel.js";
import { VIEWER_STYLE } from "./viewerStyle.js";

/**
 * The live viewer: function expression `(root, input, about) => void`. `input` holds the model, the count column and label
 * by file, title and summary. It builds the whole view first and only then takes the still form away.
 * Every text goes in through `textContent`. It opens at the first line of the program that the call runs: the call itself
 * and the module around it say little. Figures beside it follow: every step is told by the event `tracebook-step` (its index) on the
 * root, and `tracebook-go` moves to one.
 */
export const VIEWER_SCRIPT: string = `function(root,input,about){
var model=input.model,steps=model.steps,END=${StepKind.END},LINE=${StepKind.LINE},SERIES=${JSON.stringify(SERIES)};
var hidden=new RegExp(${JSON.stringify(INVISIBLE_SOURCE).replace(/</g, "\\u003c")},"g");
function clean(text){return text.replace(hidden,function(c){return c==="\\r"?"\\u240d":"\\u27e8U+"+c.charCodeAt(0).toString(16).toUpperCase().padStart(4,"0")+"\\u27e9"})}
function make(tag,attributes,children){var node=document.createElement(tag);
for(var key in attributes||{})if(attributes[key]!==undefined)node.setAttribute(key,attributes[key]);
[].concat(children===undefined?[]:children).forEach(function(child){node.appendChild(typeof child==="string"?document.createTextNode(clean(child)):child)});return node}
function frameName(frame){var f=model.frames[frame],fn=model.functions[f[0]];return fn[4]>1?fn[0]+" #"+f[1]:fn[0]}
${SOURCE_SCRIPT}
${STATE_SCRIPT}
${LANES_SCRIPT}
var view=make("div",{class:"tbv",role:"region","aria-label":"Trace viewer: "+clean(input.title)});
var style=document.createElement("style");style.textContent=${JSON.stringify(VIEWER_STYLE)};view.appendChild(style);
view.appendChild(make("h3",{},input.title));
input.summary.forEach(function(line){view.appendChild(make("p",{class:"muted"},line))});
function button(text,label,act){var b=make("button",{type:"button","aria-label":label,title:label},text);b.addEventListener("click",act);return b}
var at=0,timer=0;
var range=make("input",{type:"range",min:1,max:steps.length,value:1,"aria-label":"Step"});
var place=make("span",{class:"at"}),what=make("p",{class:"what","aria-live":"polite"}),hint=make("p",{class:"muted hint"});
var first=button("|\\u25c0","First step",function(){stop();go(0)}),prev=button("\\u25c0","Previous step",function(){stop();go(at-1)}),
next=button("\\u25b6","Next step",function(){stop();go(at+1)}),last=button("\\u25b6|","Last step",function(){stop();go(steps.length-1)}),
play=button("Play","Play the steps",function(){if(timer)stop();else{if(at===steps.length-1)go(0);timer=setInterval(function(){if(at>=steps.length-1)stop();else go(at+1)},700);play.textContent="Pause";what.setAttribute("aria-live","off")}});
function stop(){if(timer)clearInterval(timer);timer=0;play.textContent="Play";what.setAttribute("aria-live","polite")}
view.appendChild(make("div",{class:"bar",role:"group","aria-label":"Steps"},[first,prev,play,next,last,range,place]));
view.appendChild(what);
var source=sourcePane(function(text){hint.textContent=clean(text)},function(file,line){
for(var n=1;n<=steps.length;n++){var i=(at+n)%steps.length,s=steps[i];if(s[0]===LINE&&s[1]===file&&s[2]===line){stop();go(i);return}}
hint.textContent="Line "+line+" is at none of the steps kept here."});
var state=statePane();
view.appendChild(make("div",{class:"cols"},[make("div",{},[source.node,hint]),state.node]));
var lanes=lanesPane(function(i){stop();go(i)});if(lanes)view.appendChild(lanes.node);
var still=make("button",{type:"button","aria-expanded":"false"},"Show the still picture and tables");
view.appendChild(make("div",{class:"bar"},[still]));
if(input.cut)view.appendChild(make("p",{class:"muted"},input.cut));
view.appendChild(make("p",{class:"muted"},about));
function describe(i){var s=steps[i],note=s[8]<0?"":model.texts[s[8]],where=(input.names[s[1]]?input.names[s[1]]+" ":"")+"line "+s[2];
return s[0]===END?"end: "+note:where+": "+(note||"about to run")}
function go(i){i=Math.max(0,Math.min(steps.length-1,i));at=i;var text=clean(describe(i));
range.value=i+1;range.setAttribute("aria-valuetext","step "+(i+1)+" of "+steps.length+", "+text);
place.textContent="step "+(i+1)+" of "+steps.length+(model.totalSteps>steps.length?" ("+model.totalSteps+" in all)":"");what.textContent=text;
first.disabled=prev.disabled=i===0;next.disabled=last.disabled=i===steps.length-1;
source.show(i);state.show(i);if(lanes)lanes.show(i);
root.dispatchEvent(new CustomEvent("tracebook-step",{bubbles:true,detail:i}))}
root.addEventListener("tracebook-go",function(event){stop();go(event.detail)});
range.addEventListener("input",function(){stop();go(range.value-1)});
view.addEventListener("keydown",function(event){if(event.target===range||event.altKey||event.ctrlKey||event.metaKey)return;
var to=event.key==="ArrowRight"?at+1:event.key==="ArrowLeft"?at-1:event.key==="Home"?0:event.key==="End"?steps.length-1:-1;
if(to<0&&event.key!=="ArrowLeft")return;event.preventDefault();event.stopPropagation();stop();go(to)});
var call=steps.findIndex(function(s){return s[0]===LINE&&model.files[s[1]].name==="<call>"});
go(call<0?0:steps.findIndex(function(s,i){return i>call&&s[0]===LINE&&s[1]===0}));
var box=make("div",{});while(root.firstChild)box.appendChild(root.firstChild);box.hidden=true;
still.addEventListener("click",function(){box.hidden=!box.hidden;still.setAttribute("aria-expanded",String(!box.hidden));still.textContent=(box.hidden?"Show":"Hide")+" the still picture and tables"});
root.appendChild(view);root.appendChild(box)}`;
