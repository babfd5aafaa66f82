// SVG that runs scripts or loads resources.
const svg = (name, inner) => ({ name, html: `<p>Logo:</p><svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">${inner}</svg><p>After</p>` });

export default [
  svg('script', '<script>top.pwned = 1</script><script href="CANARY/svg.js"/>'),
  svg('load handler', '<g onload="top.pwned = 1"><circle r="9"/></g>'),
  svg('image', '<image href="CANARY/image" xlink:href="CANARY/ximage" onerror="top.pwned = 1"/>'),
  svg('filter image', '<filter id="f"><feImage href="CANARY/feimage"/></filter><rect filter="url(#f)" width="9" height="9"/>'),
  svg('use with a remote address', '<use href="CANARY/use.svg#a"/><use href="data:image/svg+xml,<svg id=a xmlns=http://www.w3.org/2000/svg><script>top.pwned=1</script></svg>#a"/>'),
  svg('animated link', '<a><animate attributeName="href" values="javascript:top.pwned=1" /><text y="20">Click</text></a>'),
  svg('set on a link', '<a id="x" href="https://a.example/"><set attributeName="href" to="javascript:top.pwned=1"/><text y="20">Click</text></a>'),
  svg('animated mask and cursor', '<rect width="9" height="9"><animate attributeName="mask" by="url(CANARY/mask)"/><set attributeName="cursor" to="url(CANARY/cursor),auto"/></rect>'),
  svg('animation handler', '<animate onbegin="top.pwned = 1" attributeName="x" dur="1s"/><set onend="top.pwned = 2" attributeName="y" dur="1s"/>'),
  svg('style element', '<style>@import "CANARY/svg.css"; * { background: url(CANARY/svg-style) }</style><rect width="9" height="9"/>'),
  svg('foreign object', '<foreignObject width="99" height="99"><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="javascript:top.pwned=1"></iframe><img src="CANARY/foreign" onerror="top.pwned=2"></body></foreignObject>'),
  svg('remote paint server', '<rect fill="url(CANARY/fill#p)" stroke="url(CANARY/stroke#p)" width="9" height="9"/>'),
  { name: 'as an image', html: '<img src="data:image/svg+xml,<svg xmlns=\'http://www.w3.org/2000/svg\' onload=\'top.pwned=1\'><image href=\'CANARY/data-svg\'/></svg>" alt="Logo">' },
  { name: 'as an image in base64', html: `<img src="data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>top.pwned=1</script></svg>').toString('base64')}" alt="Logo">` },
  { name: 'MathML with a link', html: '<math href="javascript:top.pwned=1"><mi href="CANARY/mi" xlink:href="javascript:top.pwned=2">x</mi><maction actiontype="statusline">a<mtext>CANARY</mtext></maction></math>' },
];
