//! The page of charts.

use crate::domain::Phrase;

super::phrases! { "overview"
    TITLE = "Overview";
    UNKNOWN_STATE = "Unknown state";
    UNASSIGNED = "Unassigned";
    counted_all(count: usize) = "{count, plural, one {The only ticket is counted.} other {All # tickets are counted.}}";
    counted_matching(count: usize) = "{count, plural, one {# matching ticket is counted.} other {# matching tickets are counted.}}";
    counted_matching_loaded(count: usize, loaded: usize) = "{count, plural, one {# matching ticket} other {# matching tickets}} of {loaded} loaded counted.";
    counted_matching_loaded_of(count: usize, loaded: usize, total: u64) = "{count, plural, one {# matching ticket} other {# matching tickets}} of {loaded} loaded ({total} in total) counted.";
    counted_loaded(count: usize) = "{count, plural, one {# ticket loaded so far counted.} other {# tickets loaded so far counted.}}";
    counted_loaded_of(count: usize, total: u64) = "{count} loaded of {total} tickets counted.";
    unreadable(count: usize) = "{count, plural, one {# ticket couldn't be read and isn't counted.} other {# tickets couldn't be read and aren't counted.}}";
    TODAY = "Today";
    days(least: u64, most: u64) = "{least} to {most} days";
    days_or_more(least: u64) = "{least} days or more";
    open_by_age(count: usize) = "{count, plural, =0 {No open tickets.} one {The only open ticket, by the day it was created.} other {The # open tickets, by the day they were created.}}";
    open_undated(count: usize) = "{count, plural, one {# of them has no date.} other {# of them have no date.}}";
    created_earlier(count: usize) = "{count, plural, one {# ticket was created earlier.} other {# tickets were created earlier.}}";
    undated(count: usize) = "{count, plural, one {# ticket has no date.} other {# tickets have no date.}}";
    bar(name: &str, count: usize) = "{name}: {count, plural, one {# ticket} other {# tickets}}";
    BY_STATE = "By state";
    BY_ASSIGNEE = "By assignee";
    BY_AGE = "Age of open tickets";
    BY_DAY = "Created per day";
    STATE = "State";
    ASSIGNEE = "Assignee";
    AGE = "Age";
    DAY = "Day";
    SHOW_TABLE = "Show as table";
    show_table_of(chart: Phrase) = "Show as table: {chart}";
    more_in_table(count: usize) = "{count} more in the table.";
}
