//! The sentences about views: how they are shown, named and kept.

use super::{count, filter};
use crate::domain::{Density, Filter, Sort, letter};

/// The title of the tab: how many new tickets there are, the place, and whose app it is.
pub fn tab(news: usize, place: &str, title: &str) -> String {
    let news = if news > 0 { format!("({news}) ") } else { String::new() };
    format!("{news}{place} · {title}")
}

/// What an order is called.
pub fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Activity => "Last activity",
        Sort::Created => "Created",
        Sort::Waiting => "Oldest waiting first",
    }
}

/// The command that puts the rows in an order.
pub fn sort_by(order: Sort) -> String {
    let words = sort(order);
    let mut letters = words.chars();
    let first = letters.next().map(letter::lower).unwrap_or_default();
    format!("Sort by {first}{}", letters.as_str())
}

/// What a density is called.
pub fn density(density: Density) -> &'static str {
    match density {
        Density::Comfortable => "Comfortable",
        Density::Compact => "Compact",
    }
}

/// That the order is one of the loaded tickets only, and of how many.
pub fn sorted(loaded: usize, total: Option<u64>) -> String {
    let of = total.map(|total| format!(" of {total}")).unwrap_or_default();
    format!("Sorted among the {}{of}.", count(loaded, "loaded ticket", "loaded tickets"))
}

/// What stands before the value of a filter.
pub fn filter_name(kind: Filter) -> String {
    let name = filter(kind).text();
    let mut letters = name.chars();
    let first = letters.next().map(letter::upper).unwrap_or_default();
    format!("{first}{}: ", letters.as_str())
}

/// That an account has no folder or label that anybody knows of.
pub fn none_known(kind: Filter) -> String {
    format!("No {} yet", filter(kind).text())
}

/// That there are more than are listed, and where.
pub fn more_in_filters(beyond: usize) -> String {
    format!("{beyond} more in the filters")
}

/// Whose work the order is.
pub const SORTED_HERE: &str =
    "The list comes from the helpdesk with the last activity first; any other order is one of the loaded tickets.";

/// What a row of one line leaves out.
pub const COMPACT: &str = "Compact rows have no room for preview and labels.";

/// Where a saved view stays.
pub const SAVED_HERE: &str = "Filters, search words and order, kept in this browser";

/// That no view was saved.
pub const NONE_SAVED: &str = "No view is saved. Set filters, a search or an order, then choose “Save view”.";

/// That a view is one of an account that is not here.
pub const ACCOUNT_ELSEWHERE: &str = "Not among the views: its account is not set up here.";

/// Why a name is none.
pub const NAME_EMPTY: &str = "Give the view a name.";

/// Why a name cannot be given twice.
pub fn name_taken(name: &str) -> String {
    format!("Another view is called “{name}” already. Choose another name.")
}

/// That a view was saved.
pub fn saved(name: &str) -> String {
    format!("Saved the view “{name}”.")
}

/// That a view was deleted.
pub fn deleted(name: &str) -> String {
    format!("Deleted the view “{name}”.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TicketField;

    #[test]
    fn what_is_new_stands_in_front_of_the_title() {
        assert_eq!(tab(0, "Mine", "Acme"), "Mine · Acme");
        assert_eq!(tab(3, "Mine", "Acme"), "(3) Mine · Acme");
    }

    #[test]
    fn a_filter_has_its_name_before_it_and_an_order_says_of_how_many() {
        assert_eq!(filter_name(TicketField::Labels.into()), "Label: ");
        assert_eq!(sorted(50, Some(240)), "Sorted among the 50 loaded tickets of 240.");
        assert_eq!(sorted(1, None), "Sorted among the 1 loaded ticket.");
    }
}
