//! Names of orders, densities and filters.

use super::{filter, palette, views};
use crate::domain::{Density, Filter, Phrase, Sort, letter};

/// Returns the name of an order.
pub fn sort(sort: Sort) -> Phrase {
    match sort {
        Sort::Activity => views::LAST_ACTIVITY,
        Sort::Created => views::CREATED,
        Sort::Waiting => views::LONGEST_WAIT,
    }
}

/// Returns the name of the command that sorts the list.
pub fn sort_by(sort: Sort) -> Phrase {
    match sort {
        Sort::Activity => palette::SORT_BY_ACTIVITY,
        Sort::Created => palette::SORT_BY_CREATION,
        Sort::Waiting => palette::SORT_BY_WAITING,
    }
}

/// Returns the name of a density.
pub fn density(density: Density) -> Phrase {
    match density {
        Density::Comfortable => views::COMFORTABLE,
        Density::Compact => views::COMPACT,
    }
}

/// Returns the name of the command that changes the density.
pub fn density_of_list(density: Density) -> Phrase {
    match density {
        Density::Comfortable => palette::COMFORTABLE_LIST,
        Density::Compact => palette::COMPACT_LIST,
    }
}

/// Returns the name of a filter, to stand before its value.
pub fn filter_name(kind: Filter) -> String {
    let name = filter(kind).text();
    let mut letters = name.chars();
    let first = letters.next().map(letter::upper).unwrap_or_default();
    format!("{first}{}: ", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TicketField;

    #[test]
    fn the_name_of_a_filter_is_capitalised() {
        assert_eq!(filter_name(Filter::Field(TicketField::Labels)), "Label: ");
    }
}
