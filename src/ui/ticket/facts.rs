//! Everything the API tells about a ticket, as a list of names and values.

use leptos::prelude::*;

use crate::domain::{FactValue, Flag, Ticket};
use crate::ui::controls::{Avatar, Moment};
use crate::ui::{is_web, reactive};

/// The list of facts.
#[component]
pub fn Facts(ticket: Signal<Ticket>) -> impl IntoView {
    let facts = reactive::view(move || {
        let ticket = ticket.get();
        let time = |at| match at {
            Some(at) => FactValue::Time(at),
            None => FactValue::Nothing,
        };
        let text =
            |text: Option<String>| text.filter(|text| !text.is_empty()).map_or(FactValue::Nothing, FactValue::Text);
        let common = [
            ("Number", text(Some(ticket.key.id.to_string()))),
            ("Requester", text(ticket.requester.as_ref().map(|person| person.email.clone()))),
            ("Created", time(ticket.created_at)),
            ("Last updated", time(ticket.updated_at)),
        ];
        // Only some helpdesks have these.
        let cc = ticket.cc.iter().map(|person| person.display().to_owned()).collect::<Vec<_>>().join(", ");
        let more = [
            ("Messages", text(ticket.messages.map(|messages| messages.to_string()))),
            (
                "Starred",
                text(ticket.flags.get(Flag::Starred).map(|starred| if starred { "Yes" } else { "No" }.to_owned())),
            ),
            ("Mailbox", text(ticket.mailbox.map(|mailbox| mailbox.name))),
            ("Replies", text(ticket.replies.map(|replies| replies.to_string()))),
            ("Copies to", text(Some(cc))),
            ("Chat", text(ticket.chat.map(|chat| chat.name))),
        ];
        let more = more.into_iter().filter(|(_, value)| *value != FactValue::Nothing);
        let own = ticket.facts.into_iter().map(|fact| (fact.name, fact.value));
        common
            .into_iter()
            .chain(more)
            .chain(own)
            .map(|(name, value)| view! { <OneFact name value/> }.into_any())
            .collect_view()
    });
    view! {
        <details class="facts">
            <summary>"Details"</summary>
            <dl>{facts}</dl>
        </details>
    }
}

#[component]
fn OneFact(name: &'static str, value: FactValue) -> impl IntoView {
    let shown = match value {
        FactValue::Text(text) => view! { <span dir="auto">{text}</span> }.into_any(),
        FactValue::Time(at) => view! { <Moment at/> }.into_any(),
        FactValue::Nothing => view! { <span class="nothing">"None"</span> }.into_any(),
        FactValue::Person(person) => {
            let name = person.display().to_owned();
            view! { <span class="person"><Avatar person/><span dir="auto">{name}</span></span> }.into_any()
        }
        FactValue::Link(address) if is_web(&address) => {
            let href = address.clone();
            view! { <a class="link" href=href target="_blank" rel="noopener noreferrer">{address}</a> }.into_any()
        }
        // Any other scheme is shown, never followed.
        FactValue::Link(address) => view! { <span>{address}</span> }.into_any(),
    };
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{shown}</dd>
        </div>
    }
}
