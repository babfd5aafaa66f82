//! Small controls that are independent of tickets.

mod avatar;
mod button;
mod choosable;
mod combobox;
mod dialog;
mod field;
mod icon;
mod moment;

pub use avatar::Avatar;
pub use button::{IconButton, TextButton};
pub use choosable::{Choosable, OptionLine, matching, option_id, recent_first};
pub use combobox::Combobox;
pub use dialog::{Dialog, Question};
pub use field::{Check, FieldLabel, TextField, field_id};
pub use icon::Icon;
pub use moment::{Moment, present, provide_present};

/// Whether a click on a link opens it in this page, and not in another tab or window.
pub fn is_plain(event: &leptos::ev::MouseEvent) -> bool {
    !(event.ctrl_key() || event.meta_key() || event.shift_key())
}
