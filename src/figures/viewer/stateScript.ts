/**
 * Part of the live viewer: call stack with variables, innermost first, and the output so far. A variable that
 * changed at this step says so in words, in bold and by colour. `statePane()` gives `{node, show(step)}`.
 */
export const STATE_SCRIPT: string = `function statePane(){
var DEEP=14,node=make("div"),stackBox=make("div",{role:"region","aria-label":"Call stack and variables"}),pane=make("div",{class:"pane",tabindex:"0"},stackBox),
out=make("pre",{tabindex:"0",role:"region","aria-label":"Output so far"}),outBox=make("div",{class:"pane"},out);
node.appendChild(pane);node.appendChild(make("h4",{},"Output so far"));node.appendChild(outBox);
var done=-1,stack=[],vars={},order={},flags={};
function apply(i){var s=steps[i],c=s[6];stack=stack.slice(0,s[4]).concat(s[5]);flags={};
for(var k=0;k<c.length;k+=3){var f=c[k],n=c[k+1],t=c[k+2],own=vars[f]=vars[f]||{};
if(t<0){delete own[n];continue}
flags[f+"/"+n]=n in own?"changed":"new";if(!(n in own))(order[f]=(order[f]||[]).filter(function(o){return o!==n})).push(n);own[n]=t}done=i}
function table(frame,note){var own=vars[frame]||{},body=make("tbody");
(order[frame]||[]).forEach(function(n){if(!(n in own))return;var flag=flags[frame+"/"+n];
body.appendChild(make("tr",flag?{class:"changed"}:{},[make("th",{scope:"row"},model.names[n]),make("td",{class:"value"},model.texts[own[n]]),make("td",{class:"flag"},flag?"\\u25cf "+flag:"")]))});
if(!body.firstChild)body.appendChild(make("tr",{},make("td",{class:"muted"},"no variables yet")));
return make("table",{class:"vars"},[make("caption",{},frameName(frame)+note),body])}
function show(i){if(i<done){done=-1;stack=[];vars={};order={}}while(done<i)apply(done+1);
stackBox.textContent="";var seen={},list=stack.slice().reverse();
if(list.length===0){model.frames.forEach(function(f,frame){if(model.functions[f[0]][3]===1&&vars[frame])stackBox.appendChild(table(frame," (at the end)"))})}
list.forEach(function(frame,d){seen[frame]=1;
if(list.length>DEEP&&d>=DEEP-3&&d<list.length-2){if(d===DEEP-3)stackBox.appendChild(make("p",{class:"muted"},"\\u2026 "+(list.length-DEEP+1)+" more calls \\u2026"));return}
stackBox.appendChild(table(frame,d===0?" \\u25c0 running":""))});
for(var scope=list.length?model.frames[list[0]][2]:-1;scope>=0;scope=model.frames[scope][2])if(!seen[scope]&&vars[scope])stackBox.appendChild(table(scope," (enclosing scope)"));
out.textContent="";for(var k=0;k<steps[i][7];k++)out.appendChild(make("span",model.output[k][0]===2?{class:"err",title:"standard error"}:{},(model.output[k][0]===2?"stderr: ":"")+model.output[k][1]));
if(steps[i][7]===0)out.appendChild(make("span",{class:"muted"},"nothing printed yet"));
if(model.outputCut>0&&steps[i][7]===model.output.length)out.appendChild(make("span",{class:"muted"},"\\u2026 "+model.outputCut+" more characters are left out"));out.scrollTop=out.scrollHeight}
return {node:node,show:show}}`;
