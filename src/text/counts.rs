//! Sentences about what the charts count.

use super::overview;

/// What was counted, and of how many.
#[derive(Clone, Copy)]
pub struct Counted {
    /// How many tickets were counted.
    pub tickets: usize,
    /// How many rows could not be read.
    pub unreadable: usize,
    /// How many are loaded.
    pub loaded: usize,
    /// How many there are in all, as far as the helpdesks tell.
    pub total: Option<u64>,
    /// Whether all of them are loaded.
    pub is_complete: bool,
    /// Whether a search or a filter leaves some of the loaded ones out.
    pub is_narrowed: bool,
}

/// Says what the charts count.
pub fn counted(counted: &Counted) -> String {
    let Counted { tickets, unreadable, loaded, total, is_complete, is_narrowed } = *counted;
    let all = match (is_complete, is_narrowed, total) {
        (true, false, _) => overview::counted_all(tickets),
        (true, true, _) => overview::counted_matching(tickets),
        (false, true, Some(total)) => overview::counted_matching_loaded_of(tickets, loaded, total),
        (false, true, None) => overview::counted_matching_loaded(tickets, loaded),
        (false, false, Some(total)) => overview::counted_loaded_of(tickets, total),
        (false, false, None) => overview::counted_loaded(tickets),
    };
    if unreadable == 0 { all } else { format!("{all} {}", overview::unreadable(unreadable)) }
}

/// Names a range of ages in days: at least, and at most.
pub fn age(least: u64, most: Option<u64>) -> String {
    match most {
        Some(0) => overview::TODAY.text().to_owned(),
        Some(most) => overview::days(least, most),
        None => overview::days_or_more(least),
    }
}

/// Says which tickets the chart of ages counts and which it leaves out.
pub fn of_open(open: usize, undated: usize) -> String {
    let open = overview::open_by_age(open);
    if undated == 0 { open } else { format!("{open} {}", overview::open_undated(undated)) }
}

/// Says what the chart of days leaves out.
pub fn of_days(earlier: usize, undated: usize) -> String {
    let earlier = (earlier > 0).then(|| overview::created_earlier(earlier));
    let undated = (undated > 0).then(|| overview::undated(undated));
    [earlier, undated].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_never_claims_more_than_was_counted() {
        let some = Counted {
            tickets: 150,
            unreadable: 0,
            loaded: 150,
            total: Some(300),
            is_complete: false,
            is_narrowed: false,
        };
        assert_eq!(counted(&some), "150 loaded of 300 tickets counted.");
        assert_eq!(counted(&Counted { total: None, ..some }), "150 tickets loaded so far counted.");
        let few = Counted { tickets: 1, is_narrowed: true, unreadable: 2, ..some };
        assert_eq!(
            counted(&few),
            "1 matching ticket of 150 loaded (300 in total) counted. 2 tickets couldn't be read and aren't counted."
        );
        let all = Counted { tickets: 300, loaded: 300, is_complete: true, ..few };
        assert!(counted(&all).starts_with("300 matching tickets are counted. "));
        assert_eq!(counted(&Counted { is_narrowed: false, unreadable: 0, ..all }), "All 300 tickets are counted.");
    }

    #[test]
    fn tickets_left_out_are_mentioned() {
        assert_eq!(of_days(0, 0), "");
        assert_eq!(of_days(1, 2), "1 ticket was created earlier. 2 tickets have no date.");
        assert_eq!(of_open(3, 1), "The 3 open tickets, by the day they were created. 1 of them has no date.");
        assert_eq!(age(0, Some(0)), "Today");
        assert_eq!(age(30, None), "30 days or more");
        assert_eq!(overview::bar("Opened", 1), "Opened: 1 ticket");
    }
}
