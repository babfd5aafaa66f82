//! Converts between Zaia's documents and `domain`. No function can fail.

use serde_json::Value;

use super::{CHAT, REMOVED, RESPONDER, RESPONDER_VERSION, wire};
use crate::domain::{
    AccountId, Assignee, Choice, Colour, Cursor, Directory, Fact, FactValue, Filter, Label, Listed, NewTicket, Page,
    Person, Phrase, Query, State, StateCategory, Ticket, TicketField, TicketKey, TicketPatch, change, time,
};
use crate::text::en::facts;

/// The page size that is requested; up to 100 are documented.
const PAGE_SIZE: u32 = 50;

/// The names of a ticket's three states, in the order a ticket passes through them.
pub type Statuses = [String; 3];

/// The categories of the three states.
pub const CATEGORIES: [StateCategory; 3] = [StateCategory::Pending, StateCategory::Open, StateCategory::Closed];

/// Returns a query as the parameters of "Retrieves multiple tickets with details."
pub fn list_parameters(query: &Query, statuses: &Statuses, page: u32) -> wire::ListParameters {
    wire::ListParameters {
        assignee_ids: match query.assignee() {
            Some(Assignee::Person(ids)) => split(Some(ids)),
            // The API has no filter for unassigned tickets, and `Client::list` has already replaced `Me`.
            Some(Assignee::Nobody | Assignee::Me) | None => Vec::new(),
        },
        chat_ids: split(query.word(&CHAT)),
        include_removed: query.switch(&REMOVED),
        page_number: page,
        page_size: PAGE_SIZE,
        responder_ids: split(query.word(&RESPONDER)),
        responder_version_ids: split(query.word(&RESPONDER_VERSION)),
        search: Some(query.text.trim().to_owned()).filter(|text| !text.is_empty()),
        // No list is documented without a status. `Provider::subqueries` adds one; this is the fallback.
        status: query.word(TicketField::State).unwrap_or(&statuses[0]).to_owned(),
        tag_ids: split(query.word(TicketField::Labels)),
    }
}

/// Returns the parameters that list the tickets with this tag in a ticket's chat and status, whether the
/// chat is removed or not.
pub fn tag_parameters(tag: &Label, chat: &Choice, status: &State) -> wire::ListParameters {
    wire::ListParameters {
        chat_ids: vec![chat.id.clone()],
        include_removed: Some(true),
        page_number: 1,
        page_size: PAGE_SIZE,
        status: status.word.clone(),
        tag_ids: vec![tag.id.clone()],
        ..wire::ListParameters::default()
    }
}

/// Whether every id in the query's filters is a UUID: "A UUID v4 string that identifies an entity."
pub fn has_ids(query: &Query) -> bool {
    let fields = [TicketField::Assignee, TicketField::Labels].map(Filter::Field);
    let own = [&CHAT, &RESPONDER, &RESPONDER_VERSION].map(Filter::Own);
    fields
        .into_iter()
        .chain(own)
        .map(|filter| query.word(filter))
        .flat_map(split)
        .all(|id| id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'))
}

/// Returns the ids in a filter, which are separated by commas.
fn split(ids: Option<&str>) -> Vec<String> {
    ids.into_iter().flat_map(|ids| ids.split(',')).map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
}

/// Parses a cursor: the number of a page, and the id of the first ticket on the page before.
pub fn parse_cursor(from: Option<&Cursor>) -> (u32, Option<String>) {
    let read = |cursor: &Cursor| {
        let (page, first) = cursor.0.split_once(' ')?;
        Some((page.parse().ok()?, Some(first.to_owned())))
    };
    from.and_then(read).unwrap_or((1, None))
}

/// Converts a page of a list. `before` is the id of the first ticket on the page before.
///
/// The API has no total. A page that is not full is the last one, and so is one with the same first ticket as
/// the page before, because then the server ignores the page number.
pub fn page(
    account: &AccountId,
    statuses: &Statuses,
    rows: wire::Rows,
    query: &Query,
    (page, before): (u32, Option<String>),
) -> Page {
    let first = rows.iter().find_map(|row| row.as_ref().ok()).map(|row| row.id.clone());
    if first.is_some() && first == before {
        return Page::default();
    }
    let is_full = rows.len() >= PAGE_SIZE as usize;
    let next = is_full.then(|| Cursor(format!("{} {}", page.saturating_add(1), first.unwrap_or_default())));
    // Tickets have no list of tags, but a ticket that was found by a single tag has that one.
    let tags = split(query.word(TicketField::Labels));
    let known = <[String; 1]>::try_from(tags).map(|[tag]| Label::named(tag)).ok();
    let listed = rows.into_iter().enumerate().map(|(index, row)| match row {
        Ok(row) => {
            let labels = known.iter().cloned().collect();
            Listed::Ticket(Box::new(Ticket { labels, ..ticket(account, statuses, row) }))
        }
        Err(error) => Listed::Unreadable(error.into_unreadable(page, index)),
    });
    Page { tickets: listed.collect(), total: None, next }
}

/// Converts a ticket.
pub fn ticket(account: &AccountId, statuses: &Statuses, wire: wire::Details) -> Ticket {
    let facts = facts(&wire);
    let summary = wire.summary.unwrap_or_default();
    let moment = |text: &Option<String>| text.as_deref().and_then(time::parse);
    let created_at = moment(&wire.created_at);
    let requester = Person {
        id: wire.chat_owner_id.unwrap_or_default(),
        name: wire.owner_name.unwrap_or_default(),
        // External owners have no email address; a phone number or a handle is shown instead.
        email: wire.owner_email.or(wire.owner_identifier).unwrap_or_default(),
        picture: None,
    };
    let channel = non_blank(wire.channel_name).or_else(|| non_blank(wire.channel_type));
    let chat = wire.chat_id.map(|id| Choice {
        name: match (requester.display(), channel) {
            ("", None) => id.clone(),
            ("", Some(channel)) => channel,
            (owner, None) => owner.to_owned(),
            (owner, Some(channel)) => format!("{owner} · {channel}"),
        },
        id,
    });
    let assignee = Person {
        id: wire.assignee_id.unwrap_or_default(),
        name: wire.assignee_name.unwrap_or_default(),
        email: wire.assignee_email.unwrap_or_default(),
        picture: wire.assignee_picture,
    };
    Ticket {
        key: TicketKey { account: account.clone(), id: wire.id.as_str().into() },
        subject: subject(&summary),
        summary,
        state: wire.status.map(|word| state(word, statuses)),
        assignee: Some(assignee).filter(has_identity),
        group: choice(wire.ticketing_team_id, wire.ticketing_team_name),
        labels_are_partial: true,
        responder: choice(wire.responder_id, wire.responder_name),
        updated_at: moment(&wire.completed_at).max(moment(&wire.ongoing_at)).max(created_at),
        created_at,
        requester: Some(requester).filter(has_identity),
        chat,
        facts,
        ..Ticket::default()
    }
}

/// Whether a person has anything to show: a name, an address or an id.
fn has_identity(person: &Person) -> bool {
    !person.display().is_empty()
}

fn non_blank(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

fn choice(id: Option<String>, name: Option<String>) -> Option<Choice> {
    let id = id?;
    Some(Choice { name: non_blank(name).unwrap_or_else(|| id.clone()), id })
}

/// The length of a summary's first line up to which it becomes the subject as it is, in characters.
const MAX_SUBJECT: usize = 120;

/// Returns a subject, which Zaia's tickets do not have: the first line of the summary; if that is too long,
/// its first sentence, or as many of its words as fit.
fn subject(summary: &str) -> String {
    let line = summary.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let Some((end, _)) = line.char_indices().nth(MAX_SUBJECT) else { return line.to_owned() };
    let beginning = &line[..end];
    let ends = [". ", "! ", "? ", "。", "؟ "];
    if let Some(end) = ends.iter().filter_map(|end| Some(beginning.find(end)? + end.trim_end().len())).min() {
        return beginning[..end].to_owned();
    }
    format!("{}…", beginning.rsplit_once(' ').map_or(beginning, |(words, _)| words.trim_end()))
}

/// Returns the state with this name. One that is not among the three is in [`StateCategory::Other`].
pub fn state(word: String, statuses: &Statuses) -> State {
    let index = statuses.iter().position(|known| *known == word);
    State { category: index.map_or(StateCategory::Other, |index| CATEGORIES[index]), word }
}

/// Returns the fields that only Zaia's tickets have. Each is listed even if it is empty.
fn facts(wire: &wire::Details) -> Vec<Fact> {
    let text = |text: &Option<String>| text.clone().map_or(FactValue::Nothing, FactValue::Text);
    let switch = |switch: Option<bool>| switch.map_or(FactValue::Nothing, FactValue::Switch);
    let person = |id: &Option<String>, name: &Option<String>, picture: &Option<String>| {
        let [id, name] = [id, name].map(|text| text.clone().unwrap_or_default());
        let person = Person { id, name, picture: picture.clone(), ..Person::default() };
        Some(person).filter(has_identity).map_or(FactValue::Nothing, FactValue::Person)
    };
    let channel = match (non_blank(wire.channel_name.clone()), non_blank(wire.channel_type.clone())) {
        (Some(name), Some(kind)) => Some(format!("{name} ({kind})")),
        (name, kind) => name.or(kind),
    };
    let facts = [
        (facts::CHANNEL, text(&channel)),
        (facts::OWNER_KIND, text(&wire.owner_entity)),
        (facts::OWNER_IDENTIFIER, text(&wire.owner_identifier)),
        (facts::OWNER_BLOCKED, switch(wire.is_owner_blocked)),
        (facts::CHAT_REMOVED, switch(wire.chat_is_removed)),
        (facts::PENDING_MESSAGES, text(&wire.pending_chat_messages)),
        (facts::RESPONDER, person(&wire.responder_id, &wire.responder_name, &wire.responder_picture)),
        (facts::RESPONDER_KIND, text(&wire.responder_entity)),
        (facts::RESPONDER_VERSION, text(&wire.responder_version_number)),
        (facts::RESPONDER_VERSION_ID, text(&wire.responder_version_id)),
        (facts::TEAM, person(&wire.ticketing_team_id, &wire.ticketing_team_name, &wire.ticketing_team_picture)),
        (ONGOING, moment(&wire.ongoing_at)),
        (COMPLETED, moment(&wire.completed_at)),
        (facts::CHAT_ID, text(&wire.chat_id)),
        (facts::CHANNEL_ID, text(&wire.channel_id)),
        (facts::WORKSPACE_ID, text(&wire.workspace_id)),
    ];
    facts.map(|(name, value)| Fact { name, value }).into()
}

/// These have the same label in a row and in the response to a write.
const ONGOING: Phrase = facts::ONGOING_SINCE;
const COMPLETED: Phrase = facts::COMPLETED;

fn moment(text: &Option<String>) -> FactValue {
    text.as_deref().and_then(time::parse).map_or(FactValue::Nothing, FactValue::Time)
}

/// Returns what the response to a write changes in the ticket. It lacks fields of a row, but has others that
/// rows do not have.
pub fn ticket_patch(entity: Option<wire::Entity>, statuses: &Statuses) -> TicketPatch {
    let Some(entity) = entity else { return change::empty_patch() };
    let statuses = statuses.clone();
    Box::new(move |ticket| {
        if ticket.key.id.as_str() != entity.id {
            return;
        }
        // The response has only ids, so the known name is kept if the id is the same.
        if let Some(id) = entity.assignee_id
            && ticket.assignee.as_ref().map(|it| &it.id) != id.as_ref()
        {
            ticket.assignee = id.map(|id| Person { id, ..Person::default() });
        }
        if let Some(id) = entity.ticketing_team_id
            && ticket.group.as_ref().map(|it| &it.id) != id.as_ref()
        {
            ticket.group = choice(id, None);
        }
        ticket.state = entity.status.map(|word| state(word, &statuses)).or_else(|| ticket.state.take());
        ticket.updated_at = entity.updated_at.as_deref().and_then(time::parse).or(ticket.updated_at);
        let circumstance = entity.circumstance.map_or(FactValue::Nothing, FactValue::Text);
        for (name, value) in [
            (ONGOING, moment(&entity.ongoing_at)),
            (COMPLETED, moment(&entity.completed_at)),
            (facts::ORIGIN, circumstance),
            (facts::LAST_VIEWED, moment(&entity.last_viewed_at)),
        ] {
            match ticket.facts.iter_mut().find(|fact| fact.name == name) {
                Some(fact) => fact.value = value,
                None => ticket.facts.push(Fact { name, value }),
            }
        }
    })
}

/// Converts teams to groups.
pub fn teams(items: Vec<wire::NamedItem>) -> Directory {
    let groups = items.into_iter().filter_map(|it| choice(Some(it.id), it.name)).collect();
    Directory { groups, ..Directory::default() }
}

/// Converts tags to labels.
pub fn tags(items: Vec<wire::NamedItem>) -> Directory {
    let label = |it: wire::NamedItem| Label {
        // The ten colours are not documented, so ten distinct hues are used.
        colour: it.color.and_then(|digit| digit.parse().ok()).map(|index: u16| Colour::Hue(index % 10 * 36)),
        name: non_blank(it.name).unwrap_or_else(|| it.id.clone()),
        id: it.id,
    };
    Directory { labels: items.into_iter().map(label).collect(), ..Directory::default() }
}

/// Returns the body of "Creates a new ticket." The team may be `null`, but must be present.
pub fn new_ticket(draft: &NewTicket) -> wire::Body {
    let value = |key: &'static str| (key, draft.text(key).map_or(Value::Null, Value::from));
    wire::body(super::NEW_TICKET_FIELDS.each_ref().map(|field| value(field.key)))
}
