// Event handlers: those that fire by themselves, and those of clicks and keys.
const handler = (name, html) => ({ name, html });

export default [
  handler('image that fails', '<img src="x:" onerror="top.pwned = 1">'),
  handler('image that loads', '<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" onload="top.pwned = 1">'),
  handler('no quotes', '<img src=x: onerror=top.pwned=1//'),
  handler('backquotes', '<img src=`x:` onerror=`top.pwned=1` alt=``onerror=top.pwned=1`>'),
  handler('line feeds around the equals sign', '<img src="x:"\nonerror\n=\n"top.pwned = 1">'),
  handler('form feed before the name', '<img src="x:"\fonerror="top.pwned = 1">'),
  handler('slashes between attributes', '<img/src="x:"/onerror="top.pwned = 1"/>'),
  handler('attribute glued to a closing quote', '<img alt="a"onerror="top.pwned = 1"src="x:">'),
  handler('entities in the handler', '<img src="x:" onerror="&#x74;op.pwn&#101;d = 1">'),
  handler('body that loads', '<body onload="top.pwned = 1" onpageshow="top.pwned = 1" onresize="top.pwned = 1">Hello</body>'),
  handler('two bodies, the second with a handler', '<body bgcolor="#ffffff"><p>One</p><body onload="top.pwned = 1" onfocus="top.pwned = 2">'),
  handler('details that toggles', '<details open ontoggle="top.pwned = 1"><summary onclick="top.pwned = 2">More</summary>Text</details>'),
  handler('stolen focus', '<a href="https://shop.example/" id="f" autofocus tabindex="0" onfocus="top.pwned = 1">Shop</a>'),
  handler('autofocus on something editable', '<div contenteditable autofocus onfocus="top.pwned = 1" onbeforeinput="top.pwned = 1">Type here</div>'),
  handler('marquee', '<marquee onstart="top.pwned = 1" onbounce="top.pwned = 1" loop="1">Sale</marquee>'),
  handler('CSS animation', '<style>@keyframes k{}</style><p style="animation: k 1s" onanimationstart="top.pwned = 1" onanimationend="top.pwned = 2">Hi</p>'),
  handler('transition', '<p style="transition: color 1ms; color: red" ontransitionend="top.pwned = 1" ontransitionrun="top.pwned = 1">Hi</p>'),
  handler('video and audio that fail', '<video src="CANARY/v.mp4" poster="CANARY/p.png" autoplay onerror="top.pwned = 1"><source onerror="top.pwned = 2"></video><audio src=x onerror="top.pwned = 3">'),
  handler('scroll of the content', '<div style="overflow: auto; height: 20px" onscroll="top.pwned = 1" onscrollend="top.pwned = 1"><br><br><br><p>end</p></div>'),
  handler('content visibility', '<div style="content-visibility: auto" oncontentvisibilityautostatechange="top.pwned = 1">Hi</div>'),
  handler('popover', '<button popovertarget="p" onclick="top.pwned = 1">Open</button><div popover id="p" onbeforetoggle="top.pwned = 1">Text</div>'),
  handler('click on a link', '<a href="https://shop.example/" onclick="top.pwned = 1" onauxclick="top.pwned = 1" onmousedown="top.pwned = 1">Shop</a>'),
  handler('key and pointer handlers', '<div onkeydown="top.pwned = 1" onpointerover="top.pwned = 1" onmouseenter="top.pwned = 1" onwheel="top.pwned = 1"><p>Much text</p></div>'),
  handler('names that resemble handlers', '<p on="x" onx="top.pwned = 1" data-onclick="top.pwned = 1" xonclick="y">Hi</p>'),
];
