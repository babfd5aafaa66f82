//! One message of a conversation.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attachments::Attachments;
use super::mail_frame::Mail;
use super::plain_text::PlainText;
use crate::domain::{Message, MessageKind, TicketKey, html};
use crate::platform::intl;
use crate::state::AppState;
use crate::state::ticket::attachments;
use crate::state::ticket::threads::Thread;
use crate::text::{self, messages as words};
use crate::ui::controls::{Avatar, Icon, Moment, TextButton};
use crate::ui::reactive;

/// A message, as long as it is in the conversation.
#[component]
pub fn MessageArticle(
    /// Its id.
    id: String,
    /// The key of its ticket.
    key: TicketKey,
    /// Its conversation.
    thread: Thread,
) -> impl IntoView {
    let app = AppState::here();
    let (messages, wanted) = (thread.messages.clone(), id.clone());
    // Redrawing loses what was unfolded in it, so it is redrawn only if the message changes.
    let message = ArcMemo::new(move |_| {
        messages.with(|messages| messages.list.iter().find(|message| message.id == wanted).cloned())
    });
    let (messages, of) = (thread.messages.clone(), id);
    let place = reactive::signal(move || {
        messages.with(|messages| (messages.list.iter().position(|message| message.id == of), messages.list.len()))
    });
    let account = key.account.clone();
    let person = move |message: &Message| {
        let person = message.author.clone().unwrap_or_default();
        app.accounts.known(&account, &person)
    };
    let key = StoredValue::new(key);
    reactive::view(move || {
        let message = message.get()?;
        let author = person(&message);
        let name = if author.display().is_empty() { words::UNKNOWN_AUTHOR.into() } else { author.display().to_owned() };
        let when = message.at.map(intl::full).unwrap_or_default();
        let label = text::message(&message, &name, &when);
        let (kind, badge) = match message.kind {
            MessageKind::Incoming => ("incoming", None),
            MessageKind::Outgoing => ("outgoing", Some(("reply", words::AGENT))),
            MessageKind::Note => ("note", Some(("edit", words::NOTE))),
        };
        let badge = badge.map(|(icon, word)| view! { <span class="badge"><Icon name=icon/>{word.text()}</span> });
        let copies = (!message.copies.is_empty()).then(|| {
            let names: Vec<_> = message.copies.iter().map(|person| person.display().to_owned()).collect();
            view! { <p class="copies">{words::copies(&names)}</p> }
        });
        let address = author.email.clone();
        let address = (address != name).then_some(address);
        Some(view! {
            <article
                class=format!("message {kind}")
                tabindex="-1"
                aria-label=label
                aria-posinset=reactive::maybe(move || place.get().0.map(|place| (place + 1).to_string()))
                aria-setsize=reactive::text(move || place.get().1.to_string())
            >
                <header>
                    <Avatar person=author/>
                    <p class="author">
                        <strong dir="auto">{name}</strong>
                        <span class="address" dir="ltr">{address}</span>
                        {badge}
                    </p>
                    <span class="when">{message.at.map(|at| view! { <Moment at/> })}</span>
                </header>
                {copies}
                <Body message=message.clone() key/>
                <Attachments
                    files=message.content.attachments.clone()
                    account=key.with_value(|key| key.account.clone())
                />
                {message.has_more_files.then(|| view! { <MoreFiles message key/> })}
            </article>
        })
    })
}

/// The content of the message: its HTML if that is more than text.
#[component]
fn Body(message: Message, key: StoredValue<TicketKey>) -> impl IntoView {
    if let Some(problem) = message.problem {
        return view! {
            <p class="words unreadable">
                <Icon name="warning"/>
                {words::unreadable(&problem)}
            </p>
        }
        .into_any();
    }
    let content = message.content;
    if content.html.is_empty() || html::is_plain(&content.html) {
        return view! { <PlainText text=content.text/> }.into_any();
    }
    let sender = message.author.map(|author| if author.email.is_empty() { author.id } else { author.email });
    view! { <Mail html=content.html text=content.text sender=sender.unwrap_or_default() account=key.with_value(|key| key.account.clone())/> }
        .into_any()
}

/// The button that loads which files came with the message.
#[component]
fn MoreFiles(message: Message, key: StoredValue<TicketKey>) -> impl IntoView {
    let app = AppState::here();
    let is_asking = RwSignal::new(false);
    let ask = move |_| {
        let key = key.get_value();
        let message = message.clone();
        is_asking.set(true);
        spawn_local(async move {
            attachments::load(app, key, message).await;
            is_asking.try_set(false);
        });
    };
    view! { <TextButton label=words::SHOW_ATTACHMENTS kind="quiet" disabled=is_asking on_press=ask/> }
}
