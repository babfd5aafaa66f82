//! The calls of the page "Tickets API", in its order.

use super::directory::team_with_id;
use super::ticket::{Attachment, Ticket, ticket};
use super::{SupportBee, directory, me};
use crate::client::response::Response;
use crate::sandbox::company::AGENTS;
use crate::sandbox::documents::{created, document};
use crate::sandbox::params::{Answer, Page, Params, refusal};

/// The label that the system adds to unanswered tickets.
const UNANSWERED: &str = "unanswered";

/// A filter for the assigned user or group of a ticket.
enum AssigneeFilter<T> {
    Any,
    Unassigned,
    One(T),
}

impl<T: PartialEq> AssigneeFilter<T> {
    fn matches(&self, assignee: Option<T>) -> bool {
        match self {
            AssigneeFilter::Any => true,
            AssigneeFilter::Unassigned => assignee.is_none(),
            AssigneeFilter::One(wanted) => assignee.as_ref() == Some(wanted),
        }
    }
}

impl SupportBee {
    /// "Retrieving Tickets": 200 and a page of them, the most recent activity first.
    ///
    /// Tickets that are archived, spam or in the trash are left out unless requested (the page "Tickets API" documents
    /// this for spam only). "Contain tickets marked as spam" is taken literally: the list then has spam and all other
    /// tickets. `archived=true` means archived tickets only.
    pub(super) fn list_tickets(&mut self, params: &Params) -> Answer {
        let page = page_of(params)?;
        let spam = params.query_bool("spam")?.unwrap_or(false);
        let trash = params.query_bool("trash")?.unwrap_or(false);
        let archived =
            if params.query("archived") == Some("any") { None } else { Some(params.query_bool("archived")?) };
        let replies = params.query_bool("replies")?;
        let most = params.query_integer("max_replies", 0, usize::MAX)?;
        if replies == Some(false) && most.is_some() {
            return Err(params.invalid("max_replies", "cannot be used with replies=false"));
        }
        let user = assigned_user(params)?;
        let group = assigned_group(params)?;
        // The page describes `starred` as "assigned to the current user", which is taken for a mistake: stars belong to
        // the current user.
        let starred = params.query_bool("starred")?;
        let label = params.query("label");
        let found = self.tickets.iter().filter(|ticket| {
            (spam || !ticket.spam)
                && (trash || !ticket.trash)
                && archived.is_none_or(|only| ticket.archived == only.unwrap_or(false))
                && replies.is_none_or(|some| (ticket.replies_count() > 0) == some)
                && most.is_none_or(|most| ticket.replies_count() <= most)
                && user.matches(ticket.user)
                && group.matches(ticket.team)
                && starred.is_none_or(|starred| ticket.starred == starred)
                && label.is_none_or(|label| has_label(ticket, label))
        });
        Ok(self.paged(&page, &by_activity(found)))
    }

    /// "Searching Tickets": 200 and a page of those that contain every word, 400 without a query.
    pub(super) fn search_tickets(&mut self, params: &Params) -> Answer {
        let page = page_of(params)?;
        let spam = params.query_bool("spam")?.unwrap_or(false);
        let query = params.query("query").unwrap_or_default().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        if words.is_empty() {
            return Err(params.invalid("query", "is missing"));
        }
        let found = self.tickets.iter().filter(|ticket| (spam || !ticket.spam) && !ticket.trash).filter(|ticket| {
            let Ticket { subject, requester_name, requester_email, .. } = ticket;
            let text = format!("{subject} {} {requester_name} {requester_email}", ticket.plain_text()).to_lowercase();
            words.iter().all(|word| text.contains(word))
        });
        Ok(self.paged(&page, &by_activity(found)))
    }

    /// "Creating Tickets": 201 and the ticket.
    pub(super) fn create_ticket(&mut self, params: &Params) -> Answer {
        let new =
            params.body().object("ticket", &["subject", "requester_name", "requester_email", "content_attributes"])?;
        let subject = new.required_text("subject")?;
        let name = new.required_text("requester_name")?;
        let email = new.text("requester_email")?.unwrap_or_default();
        if !email.is_empty() && !email.contains('@') {
            return Err(params.invalid("requester_email", "is not an e-mail address"));
        }
        let content = new.object("content_attributes", &["body", "body_html", "attachment_ids"])?;
        let (body, body_html) = (content.text("body")?, content.text("body_html")?);
        if [body, body_html].into_iter().flatten().all(|text| text.trim().is_empty()) {
            return Err(params.invalid("content_attributes", "needs a body or a body_html"));
        }
        let id = self.tickets.last().map_or(1, |last| last.id.saturating_add(1));
        let mut new_ticket = ticket(id).subject(subject).requester(name, email).created_at(params.now);
        new_ticket.text = body.map(str::to_owned);
        new_ticket.html = body_html.map(str::to_owned);
        new_ticket.inbox = "";
        // An unknown id is accepted as an earlier upload.
        let earlier = |id| Attachment::new(id, &format!("upload-{id}.txt"), "text/plain");
        let upload = |id| self.upload(id).cloned().unwrap_or_else(|| earlier(id));
        new_ticket.attachments = content.numbers("attachment_ids")?.into_iter().map(upload).collect();
        self.insert(new_ticket);
        Ok(created("ticket", self.ticket_payload(self.ticket_by_id(id)?)))
    }

    /// "Showing a Ticket": 200 and the ticket, or 404.
    pub(super) fn show_ticket(&mut self, params: &Params) -> Answer {
        Ok(document("ticket", self.ticket_payload(self.ticket_by_id(params.number()?)?)))
    }

    /// Returns the ticket with this id, or a 404.
    pub(super) fn ticket_by_id(&self, id: u64) -> Result<&Ticket, Response> {
        self.tickets.iter().find(|ticket| ticket.id == id).ok_or_else(no_ticket)
    }
}

/// Makes the response for an unknown ticket id.
pub(super) fn no_ticket() -> Response {
    refusal(404, "ticket", "is not known")
}

pub(super) fn no_attachment() -> Response {
    refusal(404, "attachment", "is not known")
}

/// Returns the requested page: 15 tickets by default, less than 100.
fn page_of(params: &Params) -> Result<Page, Response> {
    params.page(15, 99)
}

/// Reads "assigned_user": `me`, `none`, or the id of an agent.
fn assigned_user(params: &Params) -> Result<AssigneeFilter<&'static str>, Response> {
    Ok(match params.query("assigned_user") {
        None => AssigneeFilter::Any,
        Some("none") => AssigneeFilter::Unassigned,
        Some("me") => AssigneeFilter::One(me()),
        Some(id) => {
            let agent = id.parse().ok().and_then(directory::agent_with_id);
            AssigneeFilter::One(
                agent.ok_or_else(|| params.invalid("assigned_user", "is not the id of an agent"))?.email,
            )
        }
    })
}

/// Reads "assigned_group": `mine`, or the id of a group. Every agent of the company is in one group.
fn assigned_group(params: &Params) -> Result<AssigneeFilter<&'static str>, Response> {
    Ok(match params.query("assigned_group") {
        None => AssigneeFilter::Any,
        Some("mine") => AssigneeFilter::One(AGENTS[0].team),
        Some(id) => {
            let team = id.parse().ok().and_then(team_with_id);
            AssigneeFilter::One(team.ok_or_else(|| params.invalid("assigned_group", "is not the id of a group"))?)
        }
    })
}

fn has_label(ticket: &Ticket, label: &str) -> bool {
    (label == UNANSWERED && !ticket.answered) || ticket.labels.iter().any(|it| it == label)
}

/// Sorts by last activity, the most recent first, then by id.
fn by_activity<'a>(tickets: impl Iterator<Item = &'a Ticket>) -> Vec<&'a Ticket> {
    let mut tickets: Vec<_> = tickets.collect();
    tickets.sort_unstable_by_key(|ticket| std::cmp::Reverse((ticket.last_activity_at, ticket.id)));
    tickets
}
