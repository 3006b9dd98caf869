/**
 * Part of the live viewer: tasks over steps for asynchronous programs, calls over steps for others, with a line
 * at the current step. A click goes to the step under it. `lanesPane(go)` gives `{node, show(step)}` or null.
 */
export const LANES_SCRIPT: string = `function lanesPane(go){
var NS="http://www.w3.org/2000/svg",W=960,rows=[],notes=[],MAX=24;
function draw(tag,attributes,text){var e=document.createElementNS(NS,tag);for(var k in attributes)e.setAttribute(k,attributes[k]);if(text!==undefined)e.textContent=clean(text);return e}
if(!model.lanes.length&&model.frames.length<2)return null;
var isLanes=model.lanes.length>0,left=isLanes?Math.min(250,20+6*Math.max.apply(null,model.lanes.map(function(l){return l.name.length}))):8,x=function(i){return left+(W-left-8)*i/steps.length},svg=draw("svg",{role:"img"}),height;
function title(e,text){e.appendChild(draw("title",{},text));return e}
if(isLanes){model.lanes.slice(0,MAX).forEach(function(lane,i){var y=22+i*22,colour="var(--tb-"+SERIES[i%SERIES.length]+")";
svg.appendChild(title(draw("text",{x:4,y:y+4},lane.name.length>38?lane.name.slice(0,37)+"\\u2026":lane.name),lane.name));
lane.waits.forEach(function(w){svg.appendChild(title(draw("path",{d:"M"+x(w[0]+1)+","+y+"H"+x(w[1]<0?steps.length:w[1]),stroke:colour,"stroke-width":2,"stroke-dasharray":"2 4",fill:"none"}),lane.name+" waits"))});
lane.runs.forEach(function(r){svg.appendChild(title(draw("rect",{x:x(r[0]),y:y-7,width:Math.max(1.5,x(r[1])-x(r[0])),height:14,rx:2,fill:colour}),lane.name+" runs, steps "+(r[0]+1)+"\\u2013"+r[1]))});
lane.waits.forEach(function(w){svg.appendChild(title(draw("circle",{"data-step":w[0],cx:x(w[0]+1),cy:y,r:4,fill:"var(--tb-paper)",stroke:colour,"stroke-width":2}),"await at step "+(w[0]+1)));
if(w[1]>=0)svg.appendChild(title(draw("path",{"data-step":w[1],d:"M"+(x(w[1])-3)+","+(y-5)+"l8,5l-8,5z",fill:"var(--tb-paper)",stroke:colour,"stroke-width":2}),"resumed at step "+(w[1]+1)))})});
height=22+Math.min(MAX,model.lanes.length)*22;
notes.push("bar: runs \\u00b7 dashes: waits \\u00b7 \\u25cb await \\u00b7 \\u25b7 resume");
if(model.lanes.length>MAX)notes.push((model.lanes.length-MAX)+" more tasks are not drawn")}
else{var open=[],stays=[],deep=0;steps.forEach(function(s,i){open=open.slice(0,s[4]);s[5].forEach(function(f){var stay={frame:f,depth:open.length,from:i,to:i};open.push(stay);stays.push(stay)});open.forEach(function(o){o.to=i+1})});
var most=0;stays.forEach(function(s){if(s.depth>=MAX){deep++;return}most=Math.max(most,s.depth);var w=x(s.to)-x(s.from),colour="var(--tb-"+SERIES[model.frames[s.frame][0]%SERIES.length]+")",name=frameName(s.frame),y=8+s.depth*18;
svg.appendChild(title(draw("rect",{x:x(s.from),y:y,width:Math.max(.7,w-.8),height:16,rx:2,fill:colour,"fill-opacity":.2,stroke:colour,"stroke-width":.8}),name+", steps "+(s.from+1)+"\\u2013"+s.to));
var fits=(w-8)/6.5,label=name.length<=fits?name:model.functions[model.frames[s.frame][0]][0];if(label.length<=fits)svg.appendChild(draw("text",{x:x(s.from)+4,y:y+12,"pointer-events":"none"},label))});
height=14+(most+1)*18;notes.push("each box is a call, below the one that called it");if(deep)notes.push(deep+" deeper calls are not drawn")}
svg.setAttribute("viewBox","0 0 "+W+" "+height);svg.setAttribute("aria-label",(isLanes?"Tasks":"Calls")+" over steps");
var cursor=draw("path",{stroke:"var(--tb-vermillion)","stroke-width":1.5,fill:"none","pointer-events":"none"});svg.appendChild(cursor);
svg.addEventListener("click",function(event){var mark=event.target.closest("[data-step]");if(mark){go(Number(mark.getAttribute("data-step")));return}var box=svg.getBoundingClientRect(),at=(event.clientX-box.left)*W/box.width;go(Math.floor((at-left)/(W-left-8)*steps.length))});
var node=make("div",{},[make("h4",{},isLanes?"Tasks over steps":"Calls over steps"),svg,make("p",{class:"muted"},notes.join("; ")+". Click to go to a step.")]);
return {node:node,show:function(i){var c=(x(i)+x(i+1))/2;cursor.setAttribute("d","M"+c+",0V"+height)}}}`;
