//! Every sentence that a person reads and that is more than a label on a control.
//!
//! One table, in `errors`, says what each error means and what to do next. No sentence holds a token.

mod answers;
mod became;
mod errors;
mod isolated;
mod overview;
mod views;

pub use answers::{about, being_sent, blocked_images, message, not_said, was_not_said, was_said};
pub use became::became;
pub use errors::{Explanation, NextStep, explain};
pub use isolated::isolated;
pub use overview::{Counted, OVERVIEW, UNASSIGNED, UNKNOWN_STATE, age, bar, counted, of_days, of_open};
pub use views::*;

use crate::client::config::{Problem, ProblemKind};
use crate::client::error::Error;
use crate::client::proxy::ProxyError;
use crate::client::{Failure, WriteOutcome};
use crate::domain::{Edit, Filter, Ticket};
use crate::state::outbox::Change;

/// The product's name.
pub const PRODUCT: &str = "Deskbell";
/// Takes a change back.
pub const UNDO: &str = "Undo";
/// Tries again what was refused.
pub const RETRY: &str = "Retry";
/// Looks again whether a change was made.
pub const LOOK_AGAIN: &str = "Check again";
/// While that is being done.
pub const LOOKING: &str = "Looking it up…";
/// Keeps what somebody else did.
pub const KEEP_THEIRS: &str = "Keep theirs";
/// Does one's own all the same.
pub const USE_MINE: &str = "Use mine";
/// Why nothing was sent.
pub const ALREADY_SO: &str = "That is so already: nothing was changed.";
/// What stands for a subject that is empty.
pub const NO_SUBJECT: &str = "(no subject)";
/// What stands for a requester who is not known.
pub const NO_REQUESTER: &str = "Unknown requester";

/// What stands in the place of a part whose code could not be loaded.
pub const CODE_MISSING: &str =
    "A part of Deskbell could not be loaded. Try again when the network is back, or reload the page.";

/// What being offline means.
pub const OFFLINE: &str = "You are offline. What is loaded stays here, and all goes on when the network is back.";

/// What it means that an account's address or proxy is not encrypted.
pub const READABLE: &str = "This address begins with http: the token and all tickets can be read on the way. Use https unless this is your own network.";

/// What it means that the browser keeps nothing for the page.
pub const NOTHING_KEPT: &str = "This browser keeps nothing for this page, as it may be with frames and private windows: tokens, drafts and preferences last until the page is closed.";

/// Where the token of an account comes from that a page around the app hands over.
pub fn token_from_host(account: &str, is_refused: bool, is_framed: bool) -> String {
    let account = isolated(account);
    match (is_framed, is_refused) {
        (true, true) => format!(
            "The helpdesk refused the token for {account}. The page around Deskbell has been asked for another."
        ),
        (true, false) => {
            format!("The token for {account} comes from the page around Deskbell, which has been asked for it.")
        }
        (false, _) => {
            format!("The token for {account} comes from the portal that Deskbell is part of. Open Deskbell there.")
        }
    }
}

/// What stands where there is nothing to undo.
pub const NOTHING_TO_UNDO: &str = "There is nothing to undo.";

/// What was done, as it is announced.
pub fn done(changes: &[Change]) -> String {
    let mut outcomes: Vec<String> = changes.iter().map(|(_, edit)| outcome(edit)).collect();
    outcomes.sort();
    outcomes.dedup();
    let what = if outcomes.len() > 3 { "Changed".to_owned() } else { outcomes.join(", ") };
    if changes.len() > 1 { format!("{what} · {} tickets", changes.len()) } else { what }
}

/// That all of a job is done.
pub fn all_done(what: &str) -> String {
    format!("{what}: all of it is with the helpdesk now.")
}

/// That nothing of what is meant can be done that way.
pub fn not_offered() -> String {
    explain(&Error::NotOffered { what: "change" }, false).sentence
}

/// What was undone.
pub fn undone(changes: &[Change]) -> String {
    format!("Undone. {}", done(changes))
}

/// What was refused, of so many changes, and why.
pub fn refused(changes: &[Change], errors: &[Error], of: usize, proxied: bool) -> String {
    format!("Taken back: {}. {}", some_of(changes, of), why(errors, proxied))
}

/// What got lost on the way, of so many changes, as looking it up has shown.
pub fn lost(changes: &[Change], errors: &[Error], of: usize, proxied: bool) -> String {
    format!("Taken back: {}. {} The helpdesk does not have it.", some_of(changes, of), why(errors, proxied))
}

/// What cannot be found out about changes.
pub fn in_doubt(changes: &[Change], errors: &[Error], of: usize, proxied: bool) -> String {
    format!("Nobody knows whether this was done: {}. {}", some_of(changes, of), why(errors, proxied))
}

/// That a change whose answer got lost was made all the same.
pub fn went_through(changes: &[Change]) -> String {
    format!("It went through after all. {}", done(changes))
}

/// That somebody else changed the same thing.
pub fn conflict(mine: &Edit, ticket: &Ticket) -> String {
    let theirs = mine.theirs(ticket).map_or_else(|| "something else".to_owned(), |theirs| outcome(&theirs));
    format!(
        "“{}” was changed by somebody else. Theirs: {theirs}. Yours: {}.",
        isolated(&subject(ticket)),
        outcome(mine)
    )
}

/// Why a ticket was not created, or that nobody knows.
pub fn not_created(failure: &Failure, proxied: bool) -> String {
    let why = explain(&failure.error, proxied).sentence;
    match failure.outcome {
        WriteOutcome::Unknown => {
            format!(
                "{why} Nobody knows whether the ticket was created: look for it in the list before you send it again."
            )
        }
        WriteOutcome::Refused if !failure.error.is_refusal() => {
            format!("{why} The helpdesk does not have the ticket, so it can be sent again.")
        }
        WriteOutcome::Refused => why,
        WriteOutcome::NotSent => format!("{why} Nothing was sent."),
    }
}

fn some_of(changes: &[Change], of: usize) -> String {
    let what = changes.first().map(|(_, edit)| outcome(edit)).unwrap_or_default();
    if of > 1 { format!("{what} ({} of {of} tickets)", changes.len()) } else { what }
}

fn why(errors: &[Error], proxied: bool) -> String {
    errors.first().map(|error| explain(error, proxied).sentence).unwrap_or_default()
}

/// That a helpdesk is left alone, and for how long still.
pub fn resting(seconds: u32) -> String {
    format!("Trying again in {seconds} s.")
}

/// That changes wait until they can be sent.
pub fn unsent(changes: usize) -> String {
    format!("{} to be sent; leave this page open.", count(changes, "change waits", "changes wait"))
}

/// That a helpdesk answers again.
pub fn answers_again(who: &str) -> String {
    let who = isolated(who);
    format!("{who} answers again.")
}

/// That the network is back.
pub const ONLINE_AGAIN: &str = "You are back online.";

fn outcome(edit: &Edit) -> String {
    match edit {
        Edit::State { to, .. } => format!("State: {}", to.display()),
        Edit::Assignee { to: Some(person), .. } => format!("Assigned to {}", isolated(person.display())),
        Edit::Assignee { to: None, .. } => "Unassigned".to_owned(),
        Edit::Group { to: Some(group), .. } => format!("Group: {}", isolated(&group.name)),
        Edit::Group { to: None, .. } => "Taken out of its group".to_owned(),
        Edit::Mailbox { to, .. } => format!("Moved to {}", isolated(&to.name)),
        Edit::Flag { flag, to, .. } => flag.outcome(*to).to_owned(),
        Edit::TakeOver { .. } => "Taken over".to_owned(),
        Edit::Labels { from, to } => {
            let name = |labels: Vec<crate::domain::Label>| {
                labels.iter().map(|label| isolated(&label.name)).collect::<Vec<_>>().join(", ")
            };
            match (name(to.beyond(from)), name(from.beyond(to))) {
                (added, removed) if removed.is_empty() => format!("Label added: {added}"),
                (added, removed) if added.is_empty() => format!("Label removed: {removed}"),
                (added, removed) => format!("Labels: {added} for {removed}"),
            }
        }
    }
}

/// The subject of a ticket, or what stands for it.
pub fn subject(ticket: &Ticket) -> String {
    let subject = ticket.subject.trim();
    if subject.is_empty() { NO_SUBJECT.to_owned() } else { subject.to_owned() }
}

/// How the conversation begins, without the subject where it only repeats that.
pub fn preview(ticket: &Ticket) -> String {
    let summary = ticket.summary.trim();
    summary.strip_prefix(ticket.subject.trim()).unwrap_or(summary).trim_start().to_owned()
}

/// The requester of a ticket, or what stands for them.
pub fn requester(ticket: &Ticket) -> String {
    ticket.requester.as_ref().map_or(NO_REQUESTER, |person| person.display()).to_owned()
}

/// What a filter is called.
pub fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::State => "state",
        Filter::Assignee => "assignee",
        Filter::Group => "group",
        Filter::Label => "label",
        Filter::Customer => "customer",
        Filter::Folder => "folder",
        Filter::Starred => "star",
        Filter::Spam => "spam",
        Filter::Replies => "replies",
        Filter::MaxReplies => "number of replies",
        Filter::Responder => "responder",
        Filter::ResponderVersion => "responder version",
        Filter::Chat => "chat",
        Filter::Removed => "removed chats",
        Filter::Open => "progress",
        Filter::Created => "creation date",
    }
}

/// That filters narrow the loaded tickets only, because a helpdesk's API does not document them.
pub fn filtered_here(who: &str, filters: &[Filter]) -> String {
    let who = isolated(who);
    format!("{who} cannot filter by {}: only the loaded tickets are filtered.", names(filters))
}

/// That filters do nothing, because a helpdesk's API does not tell what they ask.
pub fn not_filtered(who: &str, filters: &[Filter]) -> String {
    let who = isolated(who);
    format!("{who} does not tell about {}: that filter has no effect.", names(filters))
}

fn names(filters: &[Filter]) -> String {
    filters.iter().map(|it| filter(*it)).collect::<Vec<_>>().join(", ")
}

/// That a helpdesk is left out because it has nothing like what is asked for.
pub fn nothing_alike(who: &str, filter: Filter) -> String {
    let who = isolated(who);
    format!("{who} has no {} like this one, so its tickets are not among these.", self::filter(filter))
}

/// That so many requests wait because a helpdesk takes only so many a minute, and for how long.
pub fn waiting(who: &str, requests: usize, per_minute: u32, seconds: u32) -> String {
    let who = isolated(who);
    let count = count(requests, "request waits", "requests wait");
    format!("{who} takes {per_minute} requests a minute: {count}, the next one goes in {seconds} s.")
}

/// How a search went.
pub struct Searched {
    /// How many tickets are loaded.
    pub loaded: usize,
    /// How many there are.
    pub total: Option<u64>,
    /// Whether all of them are loaded.
    pub is_complete: bool,
    /// How many of the loaded ones hold the words.
    pub matching: usize,
    /// How many only a helpdesk's own search found.
    pub beyond: usize,
    /// The helpdesks that do not search.
    pub without: Vec<String>,
    /// Whether a helpdesk was asked to search.
    pub is_asked: bool,
    /// Whether no words were searched for, and only filters narrow what is loaded.
    pub is_filtered: bool,
}

/// How a search went, and what it looked at.
pub fn searched(search: &Searched) -> String {
    let Searched { loaded, total, is_complete, matching, beyond, without, is_asked, is_filtered } = search;
    if *is_asked {
        let found = if *beyond > 0 {
            format!("{matching} hold these words; {beyond} more were found by the helpdesk in what is not shown here.")
        } else {
            format!(
                "{} these words, the helpdesk's own search included.",
                count(*matching, "ticket holds", "tickets hold")
            )
        };
        let only = match without.is_empty() {
            true => String::new(),
            false => format!(" {} offers no search: only its loaded tickets were searched.", without.join(", ")),
        };
        return found + &only;
    }
    let of = total.map(|total| format!(" of {total}")).unwrap_or_default();
    let complete = if *is_complete { " That is all of them." } else { "" };
    if *is_filtered {
        return format!("Filtered the {loaded} loaded tickets{of}.{complete}");
    }
    let why = match without.as_slice() {
        [] => String::new(),
        without => format!(": {} offers no search of its own", without.join(", ")),
    };
    format!("Searched the {loaded} loaded tickets{of}{why}.{complete}")
}

/// What is wrong with a configuration.
pub fn problem(problem: &Problem) -> String {
    let place = &problem.place;
    match &problem.kind {
        ProblemKind::NotJson => format!("config.json is not valid JSON at {place}. It was ignored."),
        ProblemKind::Missing => format!("{place} is missing."),
        ProblemKind::Expected(what) => format!("{place} must be {what}."),
        ProblemKind::NotOneOf(words) => format!("{place} must be one of: {words}."),
        ProblemKind::TokenRefused => format!(
            "{place} was ignored: config.json is public, so a token in it is known to everybody. Remove it there, \
             revoke it in the helpdesk, and enter a new one here."
        ),
        ProblemKind::BadId => format!("{place} must be unique, without a colon, and not “all”."),
        ProblemKind::BadAddress => {
            format!("{place} must be an address like https://api.example/v1, or a path of this host like /api/v1.")
        }
        ProblemKind::BadProxy(error) => format!("{place} {}.", proxy_problem(*error)),
        ProblemKind::ProxyNeedsAbsoluteBase => {
            format!("{place} cannot be used with a base URL that is a path of this host: leave one of them out.")
        }
        ProblemKind::Unknown => format!("{place} is not known and was ignored."),
    }
}

/// What is wrong with a proxy setting, to follow its name.
pub fn proxy_problem(error: ProxyError) -> &'static str {
    match error {
        ProxyError::NotAnAddress => "must begin with https://, http:// or /",
        ProxyError::UnknownPlaceholder => "knows the placeholders {url}, {encoded_url}, {host} and {path} only",
        ProxyError::PlaceholderInHost => "must name the proxy's host itself, followed by a slash",
        ProxyError::Credentials => "must not hold a user name or password: browsers refuse such addresses",
        ProxyError::Fragment => "must not hold a #: nothing behind it would be sent",
    }
}

/// A count with its noun.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Label, LabelSet, State, StateCategory};

    #[test]
    fn what_was_done_is_told_in_words() {
        let labels = |names: &[&str]| names.iter().map(|name| Label::named(*name)).collect::<LabelSet>();
        let key = "a:1".parse().unwrap();
        let edit = Edit::Labels { from: labels(&["a"]), to: labels(&["a", "b"]) };
        assert_eq!(done(&[(key, edit)]), "Label added: b");
        let close = |key: &str| {
            (key.parse().unwrap(), Edit::State { from: None, to: State::new("closed", StateCategory::Closed) })
        };
        assert_eq!(done(&[close("a:1"), close("a:2")]), "State: Closed · 2 tickets");
    }
}
