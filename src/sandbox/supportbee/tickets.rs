//! The calls of the documented page "Tickets API", in its order.

use super::directory::team_with_id;
use super::ticket::{Attachment, Ticket, ticket};
use super::{SupportBee, directory, me};
use crate::client::response::Response;
use crate::sandbox::asked::{Answer, Asked, Page, refusal};
use crate::sandbox::company::AGENTS;
use crate::sandbox::documents::{created, one};

/// The label that the system gives to what nobody has answered.
const UNANSWERED: &str = "unanswered";

/// Whose tickets a list asks for.
enum Owner<T> {
    Anybody,
    Nobody,
    One(T),
}

impl<T: PartialEq> Owner<T> {
    fn has(&self, owner: Option<T>) -> bool {
        match self {
            Owner::Anybody => true,
            Owner::Nobody => owner.is_none(),
            Owner::One(wanted) => owner.as_ref() == Some(wanted),
        }
    }
}

impl SupportBee {
    /// "Retrieving Tickets": 200 and a page of them, the last activity first.
    ///
    /// What is archived, spam or in the trash stays hidden unless it is asked for (beyond the
    /// documented page, which says so of spam only). "Contain tickets marked as spam" is taken
    /// literally: the others are there too. `archived=true` means archived tickets only.
    pub(super) fn list_tickets(&mut self, asked: &Asked) -> Answer {
        let page = page_of(asked)?;
        let spam = asked.switch("spam")?.unwrap_or(false);
        let trash = asked.switch("trash")?.unwrap_or(false);
        let archived = if asked.query("archived") == Some("any") { None } else { Some(asked.switch("archived")?) };
        let replies = asked.switch("replies")?;
        let most = asked.count("max_replies", 0, usize::MAX)?;
        if replies == Some(false) && most.is_some() {
            return Err(asked.invalid("max_replies", "cannot be used with replies=false"));
        }
        let user = assigned_user(asked)?;
        let group = assigned_group(asked)?;
        // The page says "assigned to the current user" of what is not starred, which is taken for a
        // slip: stars are the current user's.
        let starred = asked.switch("starred")?;
        let label = asked.query("label");
        let found = self.tickets.iter().filter(|ticket| {
            (spam || !ticket.spam)
                && (trash || !ticket.trash)
                && archived.is_none_or(|only| ticket.archived == only.unwrap_or(false))
                && replies.is_none_or(|some| (ticket.replies_count() > 0) == some)
                && most.is_none_or(|most| ticket.replies_count() <= most)
                && user.has(ticket.user)
                && group.has(ticket.team)
                && starred.is_none_or(|starred| ticket.starred == starred)
                && label.is_none_or(|label| has_label(ticket, label))
        });
        Ok(self.paged(&page, &by_activity(found)))
    }

    /// "Searching Tickets": 200 and a page of those that hold every word, 400 without a query.
    pub(super) fn search_tickets(&mut self, asked: &Asked) -> Answer {
        let page = page_of(asked)?;
        let spam = asked.switch("spam")?.unwrap_or(false);
        let query = asked.query("query").unwrap_or_default().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        if words.is_empty() {
            return Err(asked.invalid("query", "is missing"));
        }
        let found = self.tickets.iter().filter(|ticket| (spam || !ticket.spam) && !ticket.trash).filter(|ticket| {
            let Ticket { subject, requester_name, requester_email, .. } = ticket;
            let text = format!("{subject} {} {requester_name} {requester_email}", ticket.words()).to_lowercase();
            words.iter().all(|word| text.contains(word))
        });
        Ok(self.paged(&page, &by_activity(found)))
    }

    /// "Creating Tickets": 201 and the ticket.
    pub(super) fn create_ticket(&mut self, asked: &Asked) -> Answer {
        let new =
            asked.body().object("ticket", &["subject", "requester_name", "requester_email", "content_attributes"])?;
        let subject = new.required_text("subject")?;
        let name = new.required_text("requester_name")?;
        let email = new.text("requester_email")?.unwrap_or_default();
        if !email.is_empty() && !email.contains('@') {
            return Err(asked.invalid("requester_email", "is not an e-mail address"));
        }
        let content = new.object("content_attributes", &["body", "body_html", "attachment_ids"])?;
        let (body, body_html) = (content.text("body")?, content.text("body_html")?);
        if [body, body_html].into_iter().flatten().all(|text| text.trim().is_empty()) {
            return Err(asked.invalid("content_attributes", "needs a body or a body_html"));
        }
        let id = self.tickets.last().map_or(1, |last| last.id.saturating_add(1));
        let mut made = ticket(id).subject(subject).requester(name, email).created_at(asked.now);
        made.text = body.map(str::to_owned);
        made.html = body_html.map(str::to_owned);
        made.inbox = "";
        // Besides what was uploaded here, any number is taken for an upload of earlier.
        let earlier = |id| Attachment::new(id, &format!("upload-{id}.txt"), "text/plain");
        let upload = |id| self.upload(id).cloned().unwrap_or_else(|| earlier(id));
        made.attachments = content.numbers("attachment_ids")?.into_iter().map(upload).collect();
        self.insert(made);
        Ok(created("ticket", self.ticket_payload(self.with_id(id)?)))
    }

    /// "Showing a Ticket": 200 and the ticket, 404 when there is none.
    pub(super) fn show_ticket(&mut self, asked: &Asked) -> Answer {
        Ok(one("ticket", self.ticket_payload(self.with_id(asked.number()?)?)))
    }

    /// The ticket of that id; refused with 404 when there is none.
    pub(super) fn with_id(&self, id: u64) -> Result<&Ticket, Response> {
        self.tickets.iter().find(|ticket| ticket.id == id).ok_or_else(no_ticket)
    }
}

/// The refusal of an id that no ticket has.
pub(super) fn no_ticket() -> Response {
    refusal(404, "ticket", "is not known")
}

pub(super) fn no_attachment() -> Response {
    refusal(404, "attachment", "is not known")
}

/// The page asked for: 15 tickets unless the request says otherwise, less than 100.
fn page_of(asked: &Asked) -> Result<Page, Response> {
    asked.page(15, 99)
}

/// "assigned_user": `me`, `none`, or the id of an agent.
fn assigned_user(asked: &Asked) -> Result<Owner<&'static str>, Response> {
    Ok(match asked.query("assigned_user") {
        None => Owner::Anybody,
        Some("none") => Owner::Nobody,
        Some("me") => Owner::One(me()),
        Some(id) => {
            let agent = id.parse().ok().and_then(directory::agent_with_id);
            Owner::One(agent.ok_or_else(|| asked.invalid("assigned_user", "is not the id of an agent"))?.email)
        }
    })
}

/// "assigned_group": `mine`, or the id of a group. Every agent of the company has one group.
fn assigned_group(asked: &Asked) -> Result<Owner<&'static str>, Response> {
    Ok(match asked.query("assigned_group") {
        None => Owner::Anybody,
        Some("mine") => Owner::One(AGENTS[0].team),
        Some(id) => {
            let team = id.parse().ok().and_then(team_with_id);
            Owner::One(team.ok_or_else(|| asked.invalid("assigned_group", "is not the id of a group"))?)
        }
    })
}

fn has_label(ticket: &Ticket, label: &str) -> bool {
    (label == UNANSWERED && !ticket.answered) || ticket.labels.iter().any(|it| it == label)
}

/// The last activity first, and of those at the same second the newest.
fn by_activity<'a>(tickets: impl Iterator<Item = &'a Ticket>) -> Vec<&'a Ticket> {
    let mut tickets: Vec<_> = tickets.collect();
    tickets.sort_unstable_by_key(|ticket| std::cmp::Reverse((ticket.last_activity_at, ticket.id)));
    tickets
}
