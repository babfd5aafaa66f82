//! What the charts say about what they count.

use super::count;

/// What the page of charts is called.
pub const OVERVIEW: &str = "Overview";
/// What the bar of those tickets is called of which no state is known.
pub const UNKNOWN_STATE: &str = "State not told";
/// What the bar of nobody's tickets is called.
pub const UNASSIGNED: &str = "Unassigned";

/// What was counted, of what there is.
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

/// What the charts count.
pub fn counted(counted: &Counted) -> String {
    let Counted { tickets, unreadable, loaded, total, is_complete, is_narrowed } = counted;
    let of = total.map(|total| format!(" of {total}")).unwrap_or_default();
    let all = match (is_complete, is_narrowed) {
        (true, false) if *tickets == 1 => "Counted over the only ticket.".to_owned(),
        (true, false) => format!("Counted over all {tickets} tickets."),
        (true, true) => format!("Counted over {}.", count(*tickets, "ticket that matches", "tickets that match")),
        (false, true) => {
            let some = count(*tickets, "ticket that matches", "tickets that match");
            format!("Counted over {some}, among the {loaded} loaded{of}.")
        }
        (false, false) => match total {
            Some(total) => format!("Counted over the {tickets} loaded of {total} tickets."),
            None => format!("Counted over the {tickets} tickets loaded so far."),
        },
    };
    match unreadable {
        0 => all,
        some => format!(
            "{all} {} not be read and {} not counted.",
            count(*some, "ticket could", "tickets could"),
            if *some == 1 { "is" } else { "are" }
        ),
    }
}

/// How old tickets are, in days: at least, and at most.
pub fn age(least: u64, most: Option<u64>) -> String {
    match most {
        Some(0) => "Today".to_owned(),
        Some(most) => format!("{least} to {most} days"),
        None => format!("{least} days or more"),
    }
}

/// Which tickets the chart of ages counts, and which not.
pub fn of_open(open: usize, undated: usize) -> String {
    let those = match open {
        0 => "No ticket here is known to be open.".to_owned(),
        1 => "The one ticket that is open, by the day it was created.".to_owned(),
        _ => format!("The {open} tickets that are open, by the day they were created."),
    };
    match undated {
        0 => those,
        _ => format!("{those} {} tell it.", count(undated, "of them does not", "of them do not")),
    }
}

/// What the chart of days leaves out.
pub fn of_days(earlier: usize, undated: usize) -> String {
    let earlier = (earlier > 0).then(|| format!("{} created earlier.", count(earlier, "ticket was", "tickets were")));
    let undated = (undated > 0).then(|| format!("{} not tell when.", count(undated, "ticket does", "tickets do")));
    [earlier, undated].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What a bar is called: what it stands for, and how many tickets that are.
pub fn bar(name: &str, tickets: usize) -> String {
    format!("{name}: {}", count(tickets, "ticket", "tickets"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_never_more_than_it_is() {
        let some = Counted {
            tickets: 150,
            unreadable: 0,
            loaded: 150,
            total: Some(300),
            is_complete: false,
            is_narrowed: false,
        };
        assert_eq!(counted(&some), "Counted over the 150 loaded of 300 tickets.");
        assert_eq!(counted(&Counted { total: None, ..some }), "Counted over the 150 tickets loaded so far.");
        let few = Counted { tickets: 1, is_narrowed: true, unreadable: 2, ..some };
        assert_eq!(
            counted(&few),
            "Counted over 1 ticket that matches, among the 150 loaded of 300. 2 tickets could not be read and are not counted."
        );
        let all = Counted { tickets: 300, loaded: 300, is_complete: true, ..few };
        assert!(counted(&all).starts_with("Counted over 300 tickets that match. "));
        assert_eq!(counted(&Counted { is_narrowed: false, unreadable: 0, ..all }), "Counted over all 300 tickets.");
    }

    #[test]
    fn what_is_left_out_is_told() {
        assert_eq!(of_days(0, 0), "");
        assert_eq!(of_days(1, 2), "1 ticket was created earlier. 2 tickets do not tell when.");
        assert_eq!(
            of_open(3, 1),
            "The 3 tickets that are open, by the day they were created. 1 of them does not tell it."
        );
        assert_eq!(age(0, Some(0)), "Today");
        assert_eq!(age(30, None), "30 days or more");
        assert_eq!(bar("Opened", 1), "Opened: 1 ticket");
    }
}
