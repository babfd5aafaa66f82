//! The list of providers. Nothing outside this folder and the sandbox names a vendor.

pub mod groove;
pub mod supportbee;
pub mod zaia;

use super::account::{Account, Vendor};
use super::provider::Actions;
use crate::domain::{Filter, TicketField};

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

/// Returns the vendor with this slug; `None` for an unknown one.
pub fn vendor(slug: &str) -> Option<&'static Vendor> {
    VENDORS.into_iter().find(|vendor| vendor.slug == slug)
}

/// Returns the slugs of all vendors.
pub fn slugs() -> Vec<&'static str> {
    VENDORS.iter().map(|vendor| vendor.slug).collect()
}
