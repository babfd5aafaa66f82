// Fields that are never markup: subjects, names, labels, attachments, summaries.
const image = '<img src=x: onerror=top.pwned=1>';

export default [
  { name: 'subject with markup', subject: `${image} Order 4411` },
  { name: 'subject with an escaped script', subject: '&lt;script&gt;top.pwned=1&lt;/script&gt;' },
  { name: 'subject that ends an attribute', subject: '" onfocus="top.pwned=1" autofocus x="' },
  { name: 'subject with bidi controls', subject: 'Refund \u202egpj.exe\u202c \u2067due' },
  { name: 'subject of ten thousand letters', subject: 'W'.repeat(10_000) },
  { name: 'subject with line feeds', subject: 'One\r\nBcc: all@shop.example\n\n<script>top.pwned=1</script>' },
  { name: 'subject with stacked combining marks', subject: `Z${'\u0335\u0353\u030d'.repeat(200)}algo` },
  { name: 'subject without visible characters', subject: '\u200b\u2060\ufeff' },
  { name: 'name with markup', from: { name: `<b>Ann</b>${image}`, address: 'ann@shop.example' } },
  { name: 'name that looks like another address', from: { name: 'support@bank.example', address: 'thief@evil.example' } },
  { name: 'name with bidi controls', from: { name: 'Ann \u202ekcatta', address: 'ann@shop.example' } },
  { name: 'address with markup', from: { name: 'Ann', address: `"${image}"@shop.example` } },
  { name: 'address that ends an attribute', from: { name: 'Ann', address: 'a@b.example" onclick="top.pwned=1' } },
  { name: 'labels with markup', labels: [image, '<script>top.pwned=1</script>', '"><svg onload=top.pwned=1>'] },
  { name: 'labels named like properties', labels: ['__proto__', 'constructor', 'toString', ''] },
  { name: 'attachment with markup in its name', attachments: [{ name: `${image}.png`, kind: 'image/png' }] },
  { name: 'attachment that hides its extension', attachments: [{ name: 'photo\u202egpj.exe', kind: 'application/octet-stream' }, { name: `invoice.pdf${' '.repeat(200)}.exe`, kind: 'application/pdf' }] },
  { name: 'attachment with a path in its name', attachments: [{ name: '../../../etc/passwd', kind: 'text/plain' }, { name: 'C:\\fakepath\\a.txt', kind: 'text/plain' }] },
  { name: 'attachment with markup in its type', attachments: [{ name: 'a.txt', kind: `text/html"${image}` }, { name: 'b.svg', kind: 'image/svg+xml' }, { name: 'c', kind: '' }] },
  { name: 'attachment with an address as its name', attachments: [{ name: 'javascript:top.pwned=1', kind: 'text/html' }, { name: 'CANARY/attachment', kind: 'image/png' }] },
  { name: 'summary with markup', summary: `Hello ${image}<script>top.pwned=1</script>` },
  { name: 'summary with escaped markup', summary: 'Hello &lt;img src=x: onerror=top.pwned=1&gt; &amp;lt;script&amp;gt;' },
  { name: 'summary with bidi controls', summary: '\u202eolleH \u2066<b>' },
  { name: 'everything at once', subject: image, from: { name: image, address: 'a@b.example' }, labels: [image], attachments: [{ name: image, kind: image }], summary: image, html: `<p>${image}</p>` },
];
