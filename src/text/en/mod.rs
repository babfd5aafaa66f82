//! The catalogue in English: every word and sentence of the interface that comes from Rust, by area.
//!
//! A constant is a phrase as it is; a function takes what its template names. The name is the key: `errors.offline` in
//! a language file is [`errors::OFFLINE`] here. `src/text/script.json` has the phrases of scripts and of the page
//! itself.

/// Declares the phrases of one area, and `ALL` for those who look through all of them.
macro_rules! phrases {
    ($area:literal $($name:ident $(($($arg:ident: $kind:ty),+))? = $english:literal;)+) => {
        $($crate::text::en::phrase!($area $name $(($($arg: $kind),+))? = $english);)+

        /// Every phrase of this area: its key, its English, and the names of its arguments.
        pub const ALL: &[$crate::text::Entry] = &[$(
            (concat!($area, ".", stringify!($name)), $english, &[$($(stringify!($arg)),+)?]),
        )+];
    };
}

/// Declares one phrase.
macro_rules! phrase {
    ($area:literal $name:ident = $english:literal) => {
        #[doc = concat!("“", $english, "”")]
        pub const $name: $crate::domain::Phrase =
            $crate::domain::Phrase::of(&$crate::domain::phrase::Entry::new(concat!($area, ".", stringify!($name)), $english));
    };
    ($area:literal $name:ident ($($arg:ident: $kind:ty),+) = $english:literal) => {
        #[doc = concat!("“", $english, "”")]
        pub fn $name($($arg: $kind),+) -> String {
            const PHRASE: $crate::domain::Phrase =
                $crate::domain::Phrase::of(&$crate::domain::phrase::Entry::new(concat!($area, ".", stringify!($name)), $english));
            PHRASE.format(&[$((stringify!($arg), $crate::text::Arg::from(&$arg))),+])
        }
    };
}

pub(crate) use {phrase, phrases};

pub mod actions;
pub mod bulk;
pub mod changes;
pub mod commands;
pub mod composer;
pub mod config;
pub mod connection;
pub mod controls;
pub mod dialogs;
pub mod embedding;
pub mod errors;
pub mod facts;
pub mod fields;
pub mod filters;
pub mod help;
pub mod list;
pub mod messages;
pub mod new_ticket;
pub mod overview;
pub mod palette;
pub mod providers;
pub mod settings;
pub mod shell;
pub mod ticket;
pub mod views;

/// The areas of the catalogue, for those who look through all of it.
pub const AREAS: &[&[super::Entry]] = &[
    actions::ALL,
    bulk::ALL,
    changes::ALL,
    commands::ALL,
    composer::ALL,
    config::ALL,
    connection::ALL,
    controls::ALL,
    dialogs::ALL,
    embedding::ALL,
    errors::ALL,
    facts::ALL,
    fields::ALL,
    filters::ALL,
    help::ALL,
    list::ALL,
    messages::ALL,
    new_ticket::ALL,
    overview::ALL,
    palette::ALL,
    providers::ALL,
    settings::ALL,
    shell::ALL,
    ticket::ALL,
    views::ALL,
];
