//! The list of providers. Nothing outside this folder and the sandbox names a vendor.

pub mod groove;
pub mod supportbee;
pub mod zaia;

use super::account::Account;
use super::provider::{Actions, Provider};
use super::secret::TokenStyle;
use crate::domain::{Filter, Phrase, ProviderFilter, TicketField};

/// A helpdesk vendor: its defaults for accounts.
#[derive(Debug)]
pub struct Vendor {
    /// Its name in config.json.
    pub slug: &'static str,
    /// The name people see.
    pub name: &'static str,
    /// The documented base URL; `None` if each customer has their own.
    pub base_url: Option<&'static str>,
    /// An example of a base URL, for the account form.
    pub base_url_example: &'static str,
    /// How the token is sent by default.
    pub token_style: TokenStyle,
    /// The name of the token as a query parameter.
    pub token_parameter: &'static str,
    /// How many requests a minute it allows; `None` if no limit is known.
    pub requests_per_minute: Option<u32>,
    /// Where an agent finds the token.
    pub token_hint: Phrase,
    /// What identifies an agent, for the field that asks for it.
    pub me_hint: Phrase,
    /// The filters that only this vendor's API has.
    pub filters: &'static [&'static ProviderFilter],
    /// Creates the provider of an account.
    pub provider: fn(&Account) -> Box<dyn Provider>,
}

/// Declares the list of vendors and [`actions`] from one line per vendor.
macro_rules! providers {
    ($($folder:ident::$provider:ident),+ $(,)?) => {
        /// Every vendor, in the order that Settings offers them.
        pub static VENDORS: [&Vendor; [$(stringify!($folder)),+].len()] = [$(&$folder::VENDOR),+];

        /// Returns the [`Actions`] of an account; `None` if its vendor is not in the list.
        ///
        /// This is a function and not a field of [`Vendor`] so that code only reachable from here is loaded
        /// later.
        pub fn actions(account: &Account) -> Option<Box<dyn Actions>> {
            $(if *account.vendor == $folder::VENDOR {
                return Some(Box::new($folder::$provider::new(account)));
            })+
            None
        }
    };
}

providers![groove::Groove, supportbee::SupportBee, zaia::Zaia];

/// Returns the filter with this parameter in links; `None` for an unknown one.
pub fn filter(parameter: &str) -> Option<Filter> {
    let fields = TicketField::FILTERS.into_iter().map(Filter::Field);
    let own = VENDORS.into_iter().flat_map(|vendor| vendor.filters).map(|own| Filter::Own(own));
    fields.chain(own).find(|filter| filter.parameter() == parameter)
}

impl Vendor {
    /// Returns the vendor with this slug; `None` for an unknown one.
    pub fn parse(slug: &str) -> Option<&'static Vendor> {
        VENDORS.into_iter().find(|vendor| vendor.slug == slug)
    }

    /// Returns the slugs of all vendors.
    pub fn slugs() -> Vec<&'static str> {
        VENDORS.iter().map(|vendor| vendor.slug).collect()
    }
}

impl PartialEq for Vendor {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}
