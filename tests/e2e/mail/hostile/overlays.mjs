// Content that covers or hides other content, or imitates the app.
const box = (name, css, inner = 'Your session has expired. Sign in again.') => ({ name, html: `<p>Before</p><div style="${css}">${inner}</div><p>After</p>` });

export default [
  box('fixed', 'position: fixed; inset: 0; background: white; z-index: 2147483647'),
  box('fixed and important', 'position: fixed !important; top: 0 !important; left: 0 !important; width: 100vw; height: 100vh'),
  box('absolute far outside', 'position: absolute; top: -9999px; left: -9999px'),
  box('sticky', 'position: sticky; top: 0; height: 400px'),
  box('negative margins', 'margin: -400px 0 0 -400px; width: 2000px; height: 2000px; background: red'),
  box('moved by a transform', 'transform: translate(-500px, -500px) scale(9); rotate: 180deg; translate: 9px; scale: 8'),
  box('taller than the frame', 'height: 110vh; min-height: calc(100vh + 10px); padding-bottom: 10dvh; margin-top: 1svh'),
  box('as tall as the parent, in quirks', 'height: 100%; min-height: 101%'),
  box('millions of pixels', 'width: 99999999px; height: 99999999px; font-size: 999999px'),
  box('anchored', 'position: fixed; position-anchor: --a; inset-area: top; anchor-name: --a'),
  box('shadow over everything', 'width: 1px; height: 1px; box-shadow: 0 0 0 9999px black; outline: 9999px solid black'),
  box('overlapping letters', 'line-height: 0; letter-spacing: -1em; text-indent: -9999px; word-spacing: -5em'),
  box('written backwards', 'unicode-bidi: bidi-override; direction: rtl', '<bdo dir="rtl">moc.knab</bdo>'),
  box('zoomed', 'zoom: 50; perspective: 1px; will-change: transform; contain: strict'),
  { name: 'transparent link over text', html: '<div style="position: relative"><a href="https://evil.example/" style="position: absolute; inset: 0; opacity: 0">x</a><b>Text of the agent</b></div>' },
  { name: 'top layer', html: '<div popover="manual" style="display: block; inset: 0">Popover</div><dialog open style="inset: 0">Dialog</dialog>' },
];
