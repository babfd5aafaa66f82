//! Everything the API says about a ticket, as a list of names and values.

use leptos::prelude::*;

use crate::domain::{FactValue, Flag, Phrase, Ticket};
use crate::text::facts;
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
            (facts::NUMBER, text(Some(ticket.key.id.to_string()))),
            (facts::REQUESTER, text(ticket.requester.as_ref().map(|person| person.email.clone()))),
            (facts::CREATED, time(ticket.created_at)),
            (facts::LAST_UPDATED, time(ticket.updated_at)),
        ];
        // Only some helpdesks have these.
        let cc = ticket.cc.iter().map(|person| person.display().to_owned()).collect::<Vec<_>>().join(", ");
        let more = [
            (facts::MESSAGES, text(ticket.messages.map(|messages| messages.to_string()))),
            (facts::STARRED, ticket.flags.get(Flag::Starred).map_or(FactValue::Nothing, FactValue::Switch)),
            (facts::MAILBOX, text(ticket.mailbox.map(|mailbox| mailbox.name))),
            (facts::REPLIES, text(ticket.replies.map(|replies| replies.to_string()))),
            (facts::CC, text(Some(cc))),
            (facts::CHAT, text(ticket.chat.map(|chat| chat.name))),
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
            <summary>{facts::DETAILS.text()}</summary>
            <dl>{facts}</dl>
        </details>
    }
}

#[component]
fn OneFact(name: Phrase, value: FactValue) -> impl IntoView {
    let shown = match value {
        FactValue::Text(text) => view! { <span dir="auto">{text}</span> }.into_any(),
        FactValue::Switch(is_on) => {
            view! { <span>{if is_on { facts::YES } else { facts::NO }.text()}</span> }.into_any()
        }
        FactValue::Time(at) => view! { <Moment at/> }.into_any(),
        FactValue::Nothing => view! { <span class="nothing">{facts::NONE.text()}</span> }.into_any(),
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
            <dt>{name.text()}</dt>
            <dd>{shown}</dd>
        </div>
    }
}
