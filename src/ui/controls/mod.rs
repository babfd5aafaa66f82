//! Small controls that know nothing about tickets.

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

/// Whether a click on a link means this page, and neither another tab nor another window.
pub fn is_plain(event: &leptos::ev::MouseEvent) -> bool {
    !(event.ctrl_key() || event.meta_key() || event.shift_key())
}
