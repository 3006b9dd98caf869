/** Part of the live lens: the map of layers and tokens on a canvas. `layerMap()` gives `{node, draw()}`. */
export const MAP_SCRIPT: string = `function layerMap(){
var cw=Math.max(4,Math.min(16,Math.floor(900/T))),ch=Math.max(5,Math.min(12,Math.floor(300/L))),scale=window.devicePixelRatio||1;
var canvas=make("canvas",{role:"img",tabindex:"0","aria-label":"Map of layers and tokens; arrow keys move"}),axis=make("canvas",{"aria-hidden":"true"}),H=L*ch+16;
function size(c,w){c.width=w*scale;c.height=H*scale;c.style.width=w+"px";c.style.height=H+"px"}
size(canvas,T*cw+2);size(axis,30);
var node=make("div",{class:"map"},[axis,make("div",{class:"scroll"},canvas)]);
function colour(name){return getComputedStyle(view).getPropertyValue(name).trim()}
function draw(){var g=canvas.getContext("2d"),heat=colour("--heat"),ink=colour("--tb-ink"),red=colour("--tb-vermillion"),muted=colour("--tb-muted");
g.setTransform(scale,0,0,scale,0,0);g.clearRect(0,0,T*cw+2,H);g.fillStyle=colour("--tb-panel");g.fillRect(0,0,T*cw,L*ch);
var stepsOf=[];for(var r=0;r<L;r++)for(var t=0;t<T;t++){var v=Math.round(level(kind,r,t)*15);if(v)(stepsOf[v]=stepsOf[v]||[]).push(t*cw,(L-1-r)*ch)}
stepsOf.forEach(function(list,v){g.fillStyle="rgba("+heat+","+v/15+")";for(var i=0;i<list.length;i+=2)g.fillRect(list[i],list[i+1],cw,ch)});
g.fillStyle=red;for(t=0;t<T;t++)if(m.truth[t]>=0)g.fillRect(t*cw,(L-m.truth[t])*ch-2,cw,2);
g.strokeStyle=ink;g.lineWidth=2;g.strokeRect(token*cw+0.5,0.5,cw,L*ch);g.strokeRect(token*cw-1,(L-1-row)*ch-1,cw+2,ch+2);
g.fillStyle=muted;g.font="10px sans-serif";g.textAlign="center";var every=[1,2,5,10,20,50,100].find(function(s){return s*cw>=32})||200;
for(t=0;t<T;t+=every)g.fillText(String(t),t*cw+cw/2,L*ch+12);
var a=axis.getContext("2d");a.setTransform(scale,0,0,scale,0,0);a.clearRect(0,0,30,H);a.fillStyle=muted;a.font="10px sans-serif";a.textAlign="right";var skip=Math.ceil(12/ch);
for(r=0;r<L;r++)if(r===L-1||(r%skip===0&&L-1-r>=skip))a.fillText(String(m.layers[r]),26,(L-1-r)*ch+ch/2+3.5)}
function pick(e){var box=canvas.getBoundingClientRect(),t=Math.floor((e.clientX-box.left)/cw),y=Math.floor((e.clientY-box.top)/ch);
if(t>=0&&t<T&&y>=0&&y<L){token=t;row=L-1-y;show()}}
canvas.addEventListener("click",pick);
canvas.addEventListener("keydown",function(e){var d={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,1],ArrowDown:[0,-1]}[e.key];if(!d)return;e.preventDefault();e.stopPropagation();
token=Math.max(0,Math.min(T-1,token+d[0]));row=Math.max(0,Math.min(L-1,row+d[1]));show();var s=canvas.parentNode,x=token*cw;if(x<s.scrollLeft||x+cw>s.scrollLeft+s.clientWidth)s.scrollLeft=x-s.clientWidth/2});
if(window.matchMedia){var dark=matchMedia("(prefers-color-scheme:dark)");if(dark.addEventListener)dark.addEventListener("change",draw)}
return {node:node,draw:draw}}`;
