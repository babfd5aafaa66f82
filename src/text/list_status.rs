//! Sentences about what the list searched, filtered and left out.

use super::{filter, list};
use crate::domain::Filter;

/// How far a search or a filter looked.
pub struct Searched {
    /// How many tickets are loaded.
    pub loaded: usize,
    /// How many there are; `None` where a helpdesk gives no count.
    pub total: Option<u64>,
    /// Whether all of them are loaded.
    pub is_complete: bool,
    /// How many of the loaded ones match.
    pub matching: usize,
    /// How many only a helpdesk's own search found.
    pub beyond: usize,
    /// The accounts in view that have no search and are not loaded completely.
    pub without: Vec<String>,
    /// Whether a helpdesk was asked to search.
    pub is_asked: bool,
    /// Whether there is no search text, and only filters narrow what is loaded.
    pub is_filtered: bool,
}

/// Says what a search found and where it looked.
pub fn searched(search: &Searched) -> String {
    let Searched { loaded, total, is_complete, matching, beyond, ref without, is_asked, is_filtered } = *search;
    let first = if is_asked {
        if beyond > 0 { list::results_beyond(matching, beyond) } else { list::results(matching) }
    } else {
        match (is_filtered, is_complete, total) {
            (true, true, _) => list::filtered_all(loaded),
            (true, false, Some(total)) => list::filtered_loaded_of(loaded, total),
            (true, false, None) => list::filtered_loaded(loaded),
            (false, true, _) => list::searched_all(loaded),
            (false, false, Some(total)) => list::searched_loaded_of(loaded, total),
            (false, false, None) => list::searched_loaded(loaded),
        }
    };
    if without.is_empty() || is_filtered {
        return first;
    }
    format!("{first} {}", list::no_search(without, without.len()))
}

/// Says that filters narrow only the loaded tickets, because a helpdesk's API does not document them.
pub fn filtered_here(account: &str, filters: &[Filter]) -> String {
    list::filtered_here(account, &names(filters))
}

/// Says that filters have no effect, because a helpdesk's API has no data on them.
pub fn not_filtered(account: &str, filters: &[Filter]) -> String {
    list::not_filtered(account, &names(filters))
}

/// Says that a helpdesk is left out because it has nothing like what is filtered by.
pub fn no_equivalent(account: &str, kind: Filter) -> String {
    list::no_equivalent(account, filter(kind).into())
}

/// Says how many tickets an order covers that the helpdesk does not know.
pub fn sorted(loaded: usize, total: Option<u64>) -> String {
    total.map_or_else(|| list::sorted(loaded), |total| list::sorted_of(loaded, total))
}

fn names(filters: &[Filter]) -> Vec<String> {
    filters.iter().map(|it| filter(*it).into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_says_how_far_it_looked() {
        let here = Searched {
            loaded: 50,
            total: Some(240),
            is_complete: false,
            matching: 8,
            beyond: 0,
            without: vec!["Acme".to_owned()],
            is_asked: false,
            is_filtered: false,
        };
        let only = "Acme has no search; only loaded tickets are included.";
        assert_eq!(searched(&here), format!("Searched 50 loaded tickets of 240. {only}"));
        let asked = Searched { is_asked: true, ..here };
        assert_eq!(searched(&asked), format!("8 results. {only}"));
        let all = Searched { is_complete: true, is_asked: false, loaded: 1, without: Vec::new(), ..asked };
        assert_eq!(searched(&all), "Searched the only ticket.");
    }

    #[test]
    fn an_order_says_how_many_tickets_it_covers() {
        assert_eq!(sorted(50, Some(240)), "Sorted among 50 loaded tickets of 240.");
        assert_eq!(sorted(1, None), "Sorted among 1 loaded ticket.");
    }
}
