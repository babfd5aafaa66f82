//! The styles of what is loaded later. They are part of its code, so that the first paint waits for none of them and
//! nothing is ever drawn without them.

use crate::platform::page;

/// The style sheets, in order.
const SHEETS: [&str; 9] = [
    include_str!("../../style/around.css"),
    include_str!("../../style/dialogs.css"),
    include_str!("../../style/ticket.css"),
    include_str!("../../style/conversation.css"),
    include_str!("../../style/overview.css"),
    include_str!("../../style/views.css"),
    include_str!("../../style/panes.css"),
    include_str!("../../style/contrast.css"),
    include_str!("../../style/print.css"),
];

/// Puts the styles on the page, unless they are.
pub fn put_on() {
    page::dress(&SHEETS);
}
