// Forms that ask for secrets or send them.
const mail = (name, html) => ({ name, html });

export default [
  mail('password', '<form action="CANARY/login" method="post"><label>Password <input type="password" name="p"></label><button>Sign in</button></form>'),
  mail('form that submits itself', '<form action="CANARY/auto"><input name="a" value="b" autofocus onfocus="this.form.submit(); top.pwned = 1"></form>'),
  mail('button outside of its form', '<form id="f" action="CANARY/outside"></form><button form="f" formaction="javascript:top.pwned=1" formtarget="_top">Pay</button>'),
  mail('script as an action', '<form action="javascript:top.pwned=1"><input type="submit" value="Track parcel"></form>'),
  mail('isindex', '<isindex action="javascript:top.pwned=1" type="image" prompt="Search">'),
  mail('form with target _top', '<form target="_top" action="CANARY/top"><button type="submit">Confirm</button></form>'),
  mail('editable content', '<p contenteditable="true" spellcheck="true">Type your card number</p><textarea>4111</textarea>'),
  mail('file and date', '<input type="file" webkitdirectory><input type="date"><input list="d"><datalist id="d"><option value="x"></datalist>'),
  mail('keygen and output', '<keygen name="k"><output>1</output><meter value="1">1</meter><progress></progress>'),
  mail('label that clicks a control', '<label for="app"><a href="https://shop.example/">Shop</a></label><input type="checkbox" id="app">'),
  mail('dialog', '<dialog open><form method="dialog"><button>Session expired: sign in</button></form></dialog>'),
  mail('customizable select', '<select><button><selectedcontent></selectedcontent></button><option><img src="CANARY/option" onerror="top.pwned=1">One</option></select>'),
];
