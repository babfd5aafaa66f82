//! The ticket list: what is loaded, searched, filtered and sorted.

use crate::domain::Phrase;

super::phrases! { "list"
    results(count: usize) = "{count, plural, one {# result} other {# results}}.";
    results_beyond(count: usize, beyond: usize) = "{count, plural, one {# result} other {# results}}, and {beyond} more found by the helpdesk in text that isn't loaded.";
    no_search(accounts: &[String], count: usize) = "{accounts} {count, plural, one {has} other {have}} no search; only loaded tickets are included.";
    searched_loaded(loaded: usize) = "Searched {loaded, plural, one {# loaded ticket} other {# loaded tickets}}.";
    searched_loaded_of(loaded: usize, total: u64) = "Searched {loaded} loaded tickets of {total}.";
    searched_all(count: usize) = "Searched {count, plural, one {the only ticket} other {all # tickets}}.";
    filtered_loaded(loaded: usize) = "Filtered {loaded, plural, one {# loaded ticket} other {# loaded tickets}}.";
    filtered_loaded_of(loaded: usize, total: u64) = "Filtered {loaded} loaded tickets of {total}.";
    filtered_all(count: usize) = "Filtered {count, plural, one {the only ticket} other {all # tickets}}.";
    sorted(loaded: usize) = "Sorted among {loaded, plural, one {# loaded ticket} other {# loaded tickets}}.";
    sorted_of(loaded: usize, total: u64) = "Sorted among {loaded} loaded tickets of {total}.";
    filtered_here(account: &str, filters: &[String]) = "{account} can't filter by {filters}: only loaded tickets are filtered.";
    not_filtered(account: &str, filters: &[String]) = "{account} has no data on {filters}: this filter has no effect.";
    no_equivalent(account: &str, filter: String) = "{account} has no such {filter}, so its tickets aren't included.";
    rate_limit(account: &str, requests: usize, seconds: u32) = "{account} has a rate limit: {requests, plural, one {# request} other {# requests}} waiting, resuming in {seconds} s.";
    THIS_HELPDESK = "This helpdesk";
    NO_SUBJECT = "(no subject)";
    NO_REQUESTER = "Unknown requester";
    LIST = "Ticket list";
    TICKETS = "Tickets";
    ticket_count(count: u64) = "{count, plural, one {# ticket} other {# tickets}}";
    matching(count: usize) = "{count, plural, one {# loaded ticket matches} other {# loaded tickets match}}";
    loaded(count: usize) = "{count, plural, one {# ticket loaded} other {# tickets loaded}}";
    selected(count: usize) = "{count} selected";
    SELECT_ALL = "Select all loaded tickets";
    select(subject: &str) = "Select {subject}";
    SEARCH = "Search tickets";
    CLEAR_SEARCH = "Clear search";
    REFRESH = "Refresh";
    FOUND_BY_HELPDESK = "Found by the helpdesk";
    UNREADABLE = "This ticket couldn't be read";
    unreadable_at(place: &str, problem: &str) = "At {place}: {problem}";
    assigned_to(person: &str) = "Assigned to {person}";
    arrivals(count: usize) = "{count, plural, one {# new ticket} other {# new tickets}}";
    none_match(words: &str) = "No tickets match “{words}”.";
    no_loaded_match(words: &str) = "No loaded tickets match “{words}”.";
    NONE_PASS = "No tickets match these filters.";
    CLEAR_FILTERS = "Clear filters";
    EMPTY = "No tickets here. Enjoy the quiet.";
    NO_ACCOUNT = "No helpdesk is connected yet. Connect one to see its tickets.";
    ACCOUNT_MISSING = "This link is for an account that isn't set up here.";
    LOADING_ALL = "Loading all tickets";
    loaded_of(loaded: usize, total: u64) = "{loaded} of {total}";
    STOP = "Stop";
    LOAD_ALL = "Load all tickets";
    FILTERS = "Filters";
    filter_by(filter: Phrase) = "Filter by {filter}";
    remove_filter(filter: Phrase, value: &str) = "Remove the filter by {filter}: {value}";
    ANY = "Any";
    ME = "Me";
    from_to(from: String, to: String) = "{from} – {to}";
    since(day: String) = "Since {day}";
    until(day: String) = "Until {day}";
}
