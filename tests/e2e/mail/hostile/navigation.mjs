// Navigation that the agent did not start.
const mail = (name, html) => ({ name, html });

export default [
  mail('refresh', '<meta http-equiv="refresh" content="0;url=CANARY/refresh">Moved'),
  mail('refresh to a script', '<meta http-equiv=refresh content="0;url=javascript:top.pwned=1"><meta http-equiv=refresh content="0;url=data:text/html,<script>top.pwned=1</script>">'),
  mail('refresh in a noscript', '<noscript><meta http-equiv="refresh" content="0;url=CANARY/noscript"></noscript>Hi'),
  mail('cookie and scheme', '<meta http-equiv="set-cookie" content="a=b"><meta name="color-scheme" content="dark"><meta name="viewport" content="width=1"><p>Hi</p>'),
  mail('base with a target', '<base target="_top" href="CANARY/"><a href="page">Relative</a> <a href="https://shop.example/">Absolute</a>'),
  mail('link with target _top', '<a href="https://shop.example/" target="_top">Top</a> <a href="https://shop.example/2" target="_parent">Parent</a>'),
  mail('link with target _self', '<a href="https://shop.example/" target="_self">Self</a> <a href="https://shop.example/2">None</a>'),
  mail('link to a named window, with its opener', '<a href="https://shop.example/" target="deskbell" rel="opener">Named</a>'),
  mail('link that downloads', '<a href="data:text/html,<script>top.pwned=1</script>" download="invoice.html">Invoice</a> <a href="https://shop.example/a.exe" download>Program</a>'),
  mail('relative links', '<a href="#top">Up</a> <a href="">Here</a> <a href="?ticket=acme:1">Ticket</a> <a href="../">Out</a>'),
  mail('image map', '<img usemap="#m" src="data:image/png;base64,iVBORw0KGgo=" width="300" height="300"><map name="m"><area shape="default" href="javascript:top.pwned=1" target="_top"></map>'),
  mail('frames', '<frameset cols="*"><frame src="CANARY/frameset"></frameset>'),
  mail('portal and object', '<portal src="CANARY/portal"></portal><object data="CANARY/o" type="text/html"></object>'),
  mail('view transition and prerender', '<meta name="view-transition" content="same-origin"><link rel="prerender" href="CANARY/prerender"><link rel="next" href="CANARY/next">Hi'),
];
