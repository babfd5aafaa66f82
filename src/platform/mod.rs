//! Browser APIs, each concern in a file of its own.
//!
//! No function panics if the browser refuses: storage that throws, a missing API, a frame without permission.
//! Nothing here knows about tickets or lists.

pub mod anchor;
pub mod channel;
pub mod clock;
pub mod demo;
pub mod element_size;
pub mod embedder;
pub mod files;
pub mod focus;
pub mod focus_keeper;
pub mod history;
pub mod intl;
pub mod mail_frame;
pub mod network;
pub mod page;
pub mod storage;
pub mod visibility;
