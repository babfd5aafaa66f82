//! Small controls that know nothing about tickets.

mod avatar;
mod button;
mod combobox;
mod dialog;
mod field;
mod icon;
mod moment;

pub use avatar::Avatar;
pub use button::{IconButton, TextButton};
pub use combobox::{Choosable, Combobox, Line, matching, option_id};
pub use dialog::{Dialog, Question};
pub use field::{Check, TextField};
pub use icon::Icon;
pub use moment::{Moment, present, provide_present};
