//! The styles of what is loaded later. They are part of its code, so that the first paint waits for none of them and
//! nothing is ever drawn without them.

use crate::platform::page;

/// The style sheets that `style/later.css` imports, in order.
const SHEETS: &[&str] = &include!(concat!(env!("OUT_DIR"), "/later.rs"));

/// Puts the styles on the page, unless they are.
pub fn put_on() {
    page::adopt_styles(SHEETS);
}
