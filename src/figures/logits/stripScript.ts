import { DEEPEST } from "./strip.js";

/** Part of the live view: makes the strip of nested nodes when it is first asked for, as `stripOf` does; then it is shown and hidden by style. */
export const STRIP_SCRIPT: string = `(()=>{if(!data.strip||root.querySelector(".ice"))return;
var box=make("input",{type:"checkbox",class:"showice"});
root.querySelector(".showws").parentNode.parentNode.appendChild(make("label",{},[box,"nested nodes beside the lines"]));
box.addEventListener("change",()=>{if(root.querySelector(".ice"))return;
var rowOf=[],r=0,depth=[],deepest=0,bars=make("div",{class:"ice","aria-hidden":"true"});
spots.forEach((_s,c)=>{rowOf.push(r);if(newline[c])r++});
parent.forEach((p,u)=>{var shown=rank[u]>=3&&first[u]>=0,d=depth[u]=(p<0?-1:depth[p])+(shown?1:0);if(!shown||d>=${DEEPEST})return;
deepest=Math.max(deepest,d+1);var b=make("b",{"data-u":String(u)});b.style.cssText="--d:"+d+";--r:"+rowOf[first[u]]+";--n:"+(rowOf[last[u]]-rowOf[first[u]]+1);bars.appendChild(b)});
bars.style.width=deepest*9+4+"px";code.parentNode.insertBefore(bars,code);redraw()})})();`;
