//! An HTML message in a frame of its own: nothing in it reaches the app, and nothing remote is loaded until the agent
//! allows it.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::plain_text::PlainText;
use crate::domain::AccountId;
use crate::platform::mail_frame::{self, Listeners, Options, Report};
use crate::state::AppState;
use crate::state::device::trusted_senders::TrustedSenders;
use crate::state::ticket::conversations::SuspiciousLink;
use crate::text::{self, ticket as words};
use crate::ui::controls::{Icon, TextButton};
use crate::ui::reactive;

/// The frame of an HTML message.
#[component]
pub fn Mail(
    /// Its HTML as received.
    html: String,
    /// Its plain text, for when the HTML can't be shown.
    text: String,
    /// The sender: the address, or the name that the helpdesk gives.
    sender: String,
    /// The account it belongs to.
    account: AccountId,
) -> impl IntoView {
    let app = AppState::here();
    let node = NodeRef::<html::Div>::new();
    let senders = app.conversations().trusted_senders;
    let who = TrustedSenders::name(&account, &sender);
    let is_once = RwSignal::new(false);
    let shows_all = RwSignal::new(false);
    let of = who.clone();
    let is_always = reactive::memo(move || senders.may(&of));
    let report = RwSignal::new(None::<Result<Report, String>>);
    let listeners = Rc::new(Listeners::new(
        move |address, host, named| {
            app.conversations().suspicious_link.set(Some(SuspiciousLink { address, host, named }))
        },
        move |address| drop(app.conversations().pointed.try_set(address)),
    ));
    // They live as long as the mail does.
    let listeners = StoredValue::new_local(listeners);
    reactive::effect(move || {
        let Some(place) = node.get() else { return };
        let options = Options { remote: is_once.get() || is_always.get(), all: shows_all.get() };
        let html = html.clone();
        let listeners = listeners.get_value();
        spawn_local(async move {
            if let Some(shown) = mail_frame::show(&place, &html, options, &listeners).await {
                report.try_set(Some(shown));
            }
        });
    });
    on_cleanup(move || drop(app.conversations().pointed.try_set(String::new())));
    let plain = text;
    let again = move |_| shows_all.notify();
    let banner = reactive::view(move || match report.get()? {
        Err(reason) => Some(
            view! {
                <p class="mail-banner" role="alert">
                    <Icon name="warning"/>
                    <span>{words::not_shown(&reason)}</span>
                    <TextButton label=text::actions::RETRY on_press=again/>
                </p>
                <PlainText text=plain.clone()/>
            }
            .into_any(),
        ),
        Ok(report) if report.images == 0 => None,
        Ok(report) => {
            let (who, sender) = (who.clone(), sender.clone());
            Some(view! { <Images report who sender is_once is_always/> }.into_any())
        }
    });
    let is_cut = move || matches!(report.get(), Some(Ok(Report { is_cut: true, .. })));
    view! {
        {banner}
        <div node_ref=node class="mail"></div>
        {reactive::when(is_cut, move || view! {
            <TextButton label=words::SHOW_ALL on_press=move |_| shows_all.set(true)/>
        })}
    }
}

/// Says which remote images were not loaded, and offers to load them.
#[component]
fn Images(
    report: Report,
    who: String,
    sender: String,
    is_once: RwSignal<bool>,
    is_always: Memo<bool>,
) -> impl IntoView {
    let senders = AppState::here().conversations().trusted_senders;
    let who = StoredValue::new(who);
    let hosts = report.hosts.join(", ");
    let blocked = text::blocked_images(report.images, report.hosts.len(), report.trackers);
    let always = words::images_always(&sender);
    let no_longer = words::images_shown_for(&sender);
    let can_remember = !sender.is_empty();
    view! {
        <div class="mail-banner" title=hosts>
            <Icon name="picture"/>
            {reactive::view(move || match (is_always.get(), is_once.get()) {
                (true, _) => view! {
                    <span>{no_longer.clone()}</span>
                    <TextButton label=words::IMAGES_STOP kind="quiet" on_press=move |_| {
                        is_once.set(false);
                        senders.forbid(&who.get_value());
                    }/>
                }.into_any(),
                (false, true) => view! { <span>{words::IMAGES_ONCE.text()}</span> }.into_any(),
                (false, false) => view! {
                    <span>{blocked.clone()}</span>
                    <TextButton label=words::SHOW_IMAGES on_press=move |_| is_once.set(true)/>
                    {can_remember.then(|| view! {
                        <TextButton label=always.clone() kind="quiet" on_press=move |_| senders.allow(&who.get_value())/>
                    })}
                }.into_any(),
            })}
        </div>
    }
}
