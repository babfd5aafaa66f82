//! The ticket list: what is loaded, searched, filtered and sorted.

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
}
