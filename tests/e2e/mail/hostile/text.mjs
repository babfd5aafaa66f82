// Plain text that a careless linkifier turns into markup.
const text = (name, text) => ({ name, text });

export default [
  text('quote in an address', 'See https://shop.example/"onmouseover="top.pwned=1" for more'),
  text('markup in an address', 'See https://shop.example/<img/src=x:/onerror=top.pwned=1> now'),
  text('markup as text', '<script>top.pwned = 1</script><img src="CANARY/text" onerror="top.pwned = 2">'),
  text('entities as text', '&lt;img src=x: onerror=top.pwned=1&gt; &#60;script&#62;top.pwned=1&#60;/script&#62;'),
  text('script address', 'Click javascript:top.pwned=1 or JAVASCRIPT://shop.example/%0atop.pwned=1'),
  text('markdown', '[click](javascript:top.pwned=1) ![x](CANARY/markdown) <javascript:top.pwned=1>'),
  text('link references', '[1] https://shop.example/\n\n[2]: "><img src=x: onerror=top.pwned=1>\nSee [1] and [2].'),
  text('address in brackets', '<https://shop.example/?a=1&b="2">, (https://shop.example/(x)), "https://shop.example/"'),
  text('mail address with markup', 'Write to "<img src=x: onerror=top.pwned=1>"@shop.example or ann@shop.example"onclick="top.pwned=1'),
  text('template placeholders', '##str_replacement_0## {{constructor.constructor("top.pwned=1")()}} ${top.pwned=1} <%= 1 %>'),
  text('bidi controls', 'Invoice \u202efdp.exe\u202c and \u2066https://bank.example\u2069'),
  text('very long address', `https://shop.example/${'a'.repeat(20_000)}`),
  text('thousands of dots', `a${'.a'.repeat(20_000)}@${'b.'.repeat(20_000)}`),
  text('a hundred levels of quotes', Array.from({ length: 100 }, (_, level) => `${'>'.repeat(level)} level ${level}`).join('\n')),
  text('closing tags of the app’s markup', '</textarea></style></script><plaintext>'),
  text('control characters', 'a\u0000b\u0007c\u001b[31md\u0085e\u2028f\u2029g\ufffeh'),
  text('lone surrogates', 'before \ud800 between \udfff after'),
];
