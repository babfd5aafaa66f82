// Mutation XSS: trees that change when they are serialised and parsed again (raw text, namespaces, tables, nested
// forms).
const mail = (name, html) => ({ name, html });
const image = '<img src=x: onerror=top.pwned=1>';

export default [
  mail('noscript with a closing tag in an attribute', `<noscript><p title="</noscript>${image}"></noscript>`),
  mail('style in MathML', `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x: onerror=top.pwned=1&gt;">`),
  mail('style in SVG with a title', `<svg><style><a title="</style>${image}"></style></svg>`),
  mail('form in a form', `<form><math><mtext></form><form><mglyph><style></math>${image}</style></mglyph></form>`),
  mail('annotation with an encoding', `<math><annotation-xml encoding="text/html"><style><p title="</style>${image}">`),
  mail('foreign object', `<svg><foreignObject><math><mi><style><q title="</style>${image}"></style></mi></math></foreignObject></svg>`),
  mail('desc with raw text', `<svg><desc><noembed><b title="</noembed>${image}"></noembed></desc></svg>`),
  mail('textarea', `<textarea><p title="</textarea>${image}"></textarea>`),
  mail('title', `<title><p title="</title>${image}"></title>Hello`),
  mail('xmp', `<xmp><p title="</xmp>${image}"></xmp>`),
  mail('noembed', `<noembed><p title="</noembed>${image}"></noembed>`),
  mail('noframes', `<noframes><p title="</noframes>${image}"></noframes>`),
  mail('nested frame as raw text', `<iframe><p title="</iframe>${image}"></iframe>`),
  mail('plaintext', `<p>Hi<plaintext>${image}</plaintext>`),
  mail('listing that drops a line feed', `<listing>\n\n<p title="</listing>${image}"></listing>`),
  mail('comment that ends early', `<!--><script>top.pwned = 1</script>-->${image}`),
  mail('comment that ends with an exclamation mark', `<!-- a --!>${image}<!-- b -->`),
  mail('comment within a comment', `<!-- <!-- ${image} --> ${image} -->`),
  mail('processing instruction', `<?xml version="1.0"?><?php ${image} ?>${image}`),
  mail('CDATA outside of SVG', `<![CDATA[ ><img src=x: onerror=top.pwned=1> ]]>`),
  mail('CDATA within SVG', `<svg><desc><![CDATA[</desc></svg>${image}]]></desc></svg>`),
  mail('select that closes itself', `<select><option><style></option></select>${image}</style>`),
  mail('foster parenting in a table', `<table><tr><a href="https://a.example/"><td><table><a href="javascript:top.pwned=1">${image}</table></table>`),
  mail('heading in a paragraph in a heading', `<h1><p><h2>${image}</h1></p></h2>`),
  mail('adoption agency across eight levels', `${'<b><i><a href="https://a.example/">'.repeat(9)}<p>${image}</b></i></a>`),
  mail('template in a table in a template', `<template><table><template>${image}</template></table></template>${image}`),
  mail('attribute with a backquote that an old parser reads', '<p title="``onmouseover=top.pwned=1">Hi</p>'),
  mail('entity without a semicolon', '<a href="java&Tabscript&colon;top.pwned=1">one</a><a title="&lt;img src=x: onerror=top.pwned=1&gt">two</a>'),
  mail('markup within alt', '<img src="CANARY/alt" alt="<img src=x: onerror=top.pwned=1>"><img src="cid:1" alt="&lt;script&gt;top.pwned=1&lt;/script&gt;">'),
  mail('address as an element', '<p>On Monday, Ann <ann@shop.example onmouseover="top.pwned=1"> wrote: <img@src.example src=x: onerror=top.pwned=1></p>'),
  mail('body renamed inside of an attribute', `<p title="<body onload=top.pwned=1>">Hi</p><body title="${'>'}${image.replaceAll('"', '')}">`),
];
