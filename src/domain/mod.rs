//! The words of the product: what a ticket, a label, a query and a change are.
//!
//! Nothing here performs I/O, knows a vendor or draws anything. Providers translate their wire
//! formats to and from these types; everything to the left of `client` speaks only in them.

pub mod accent;
pub mod capabilities;
pub mod change;
pub mod choice;
pub mod colour;
pub mod content;
pub mod days;
pub mod directory;
pub mod display;
pub mod field;
pub mod filter;
pub mod flag;
pub mod html;
pub mod intent;
pub mod label;
pub mod letter;
pub mod likeness;
pub mod links;
pub mod message;
pub mod new_ticket;
pub mod overview;
pub mod page;
pub mod person;
pub mod phrase;
pub mod placeholders;
pub mod query;
pub mod quote;
pub mod recipients;
pub mod search;
pub mod state;
pub mod ticket;
pub mod time;
pub mod value;

pub use accent::Accent;
pub use capabilities::{Capabilities, Changeable};
pub use change::{Change, ChangeMode, TicketChange, TicketPatch};
pub use choice::Choice;
pub use colour::Colour;
pub use content::{Attachment, Content, FileVersion};
pub use days::{Day, Days};
pub use directory::Directory;
pub use display::{Columns, Density, Display, Sort};
pub use field::TicketField;
pub use filter::{Assignee, Filter, FilterKind, FilterValue, ProviderFilter};
pub use flag::{Flag, Flags};
pub use intent::Intent;
pub use label::{Label, LabelSet};
pub use message::{Message, MessageKind, Messages, Reply, ReplyOption, Snippet, Upload};
pub use new_ticket::{Entry, Field, FieldKind, NewTicket, Section};
pub use page::{Cursor, Listed, Page, Unreadable};
pub use person::Person;
pub use phrase::Phrase;
pub use query::Query;
pub use recipients::Recipients;
pub use state::{State, StateCategory};
pub use ticket::{AccountId, Fact, FactValue, Ticket, TicketId, TicketKey};
pub use time::Instant;
pub use value::Value;
