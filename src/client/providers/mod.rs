//! The providers, one line each. Nothing outside this folder and the sandbox knows their names.

pub mod groove;
pub mod supportbee;
pub mod zaia;

use super::account::Account;
use super::provider::{Actions, Provider};
use super::secret::TokenStyle;
use crate::domain::{Filter, Phrase, ProviderFilter, TicketField};

/// A vendor of helpdesks: what must be known before one of its accounts exists.
#[derive(Debug)]
pub struct Vendor {
    /// The word that configuration uses.
    pub word: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The documented base address, where there is one for all customers.
    pub base_url: Option<&'static str>,
    /// An example of a base address, for the form.
    pub base_url_example: &'static str,
    /// How the token usually travels.
    pub token_style: TokenStyle,
    /// The name of the token as a query parameter.
    pub token_parameter: &'static str,
    /// How many requests a minute it allows, as far as anybody has found out.
    pub requests_per_minute: Option<u32>,
    /// Where an agent finds the token.
    pub token_hint: Phrase,
    /// How people are identified, for the question who the agent is.
    pub me_hint: Phrase,
    /// The filters that only its API has.
    pub filters: &'static [&'static ProviderFilter],
    /// Makes the provider of one account.
    pub provider: fn(&Account) -> Box<dyn Provider>,
}

/// Makes the list of vendors, and the way to what each of them can do, of one line for each.
macro_rules! providers {
    ($($folder:ident::$provider:ident),+ $(,)?) => {
        /// Every vendor, in the order to offer them.
        pub static VENDORS: [&Vendor; [$(stringify!($folder)),+].len()] = [$(&$folder::VENDOR),+];

        /// What can be done in an account; `None` for a vendor that is not among these.
        ///
        /// A function and no field of [`Vendor`]: what only this leads to is loaded later.
        pub fn actions(account: &Account) -> Option<Box<dyn Actions>> {
            $(if *account.vendor == $folder::VENDOR {
                return Some(Box::new($folder::$provider::new(account)));
            })+
            None
        }
    };
}

providers![groove::Groove, supportbee::SupportBee, zaia::Zaia];

/// The filter of that parameter of links.
pub fn filter(parameter: &str) -> Option<Filter> {
    let fields = TicketField::FILTERS.into_iter().map(Filter::Field);
    let own = VENDORS.into_iter().flat_map(|vendor| vendor.filters).map(|own| Filter::Own(own));
    fields.chain(own).find(|filter| filter.parameter() == parameter)
}

impl Vendor {
    /// The vendor of that word.
    pub fn parse(word: &str) -> Option<&'static Vendor> {
        VENDORS.into_iter().find(|vendor| vendor.word == word)
    }

    /// The words of all vendors.
    pub fn words() -> Vec<&'static str> {
        VENDORS.iter().map(|vendor| vendor.word).collect()
    }
}

impl PartialEq for Vendor {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}
