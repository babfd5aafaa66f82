// DOM clobbering: names and ids that shadow properties.
const mail = (name, html) => ({ name, html });

export default [
  mail('properties of the document', '<img name="body"><img name="documentElement"><img name="createElement"><img name="querySelector"><a id="defaultView" href="https://a.example/">x</a>'),
  mail('names of the app', '<a id="deskbellDemo" href="https://a.example/">x</a><a id="deskbellReport">y</a><a id="deskbell" href="https://b.example/">z</a>'),
  mail('attributes of an element', '<form id="x"><input name="attributes"><input name="childNodes"><input name="parentNode"><img src=x: onerror=top.pwned=1></form>'),
  mail('remove method', '<form onfocus="top.pwned=1"><input name="remove"><input name="removeAttribute"><input name="nodeName"></form><p>Hi</p>'),
  mail('collection of two', '<a id="config"></a><a id="config" name="url" href="CANARY/config">Settings</a>'),
  mail('owner of a node', '<form id="f"><img name="ownerDocument"><img name="content"><img name="localName"><img name="namespaceURI"></form>'),
  mail('style of an element', '<form style="position: fixed; top: 0"><input name="style"><button name="hasAttribute">x</button></form>'),
  mail('prototype', '<a id="__proto__" href="https://a.example/">p</a><a name="constructor" href="https://a.example/">c</a><img name="toString"><img id="hasOwnProperty">'),
  mail('frame of the same name', '<iframe name="top"></iframe><iframe name="parent"></iframe><object name="frames"></object><embed name="self">'),
  mail('classes and ids of the app', '<div id="app" class="dialog stopped">Fake</div><p class="hidden primary toast" data-booting>Text</p><slot name="x"></slot>'),
  mail('reference by id', '<div id="name" role="alert" aria-live="assertive" aria-owns="app" aria-labelledby="app">Alert</div>'),
  mail('attributes of the app', '<p data-paper data-alt>Text</p><html data-paper lang="x"><details open><summary>Show quoted text</summary>Not a quote</details>'),
];
