//! A message that is more than words: its HTML in a frame, from which nothing reaches the app, and which
//! asks nobody for anything until the agent allows it.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::plain_text::Words;
use crate::domain::AccountId;
use crate::platform::mail_frame::{self, How, Listeners, Report};
use crate::state::AppState;
use crate::state::device::trusted_senders::TrustedSenders;
use crate::state::ticket::conversations::SuspiciousLink;
use crate::text;
use crate::ui::controls::{Icon, TextButton};
use crate::ui::reactive;

/// The mail.
#[component]
pub fn Mail(
    /// Its HTML, as it came.
    html: String,
    /// Its words, for when that cannot be shown.
    text: String,
    /// Who sent it: the address, or whatever the helpdesk calls them.
    sender: String,
    /// Whose mail it is.
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
        let how = How { remote: is_once.get() || is_always.get(), all: shows_all.get() };
        let html = html.clone();
        let listeners = listeners.get_value();
        spawn_local(async move {
            if let Some(shown) = mail_frame::show(&place, &html, how, &listeners).await {
                report.try_set(Some(shown));
            }
        });
    });
    on_cleanup(move || drop(app.conversations().pointed.try_set(String::new())));
    let words = text;
    let again = move |_| shows_all.notify();
    let banner = reactive::view(move || match report.get()? {
        Err(reason) => Some(
            view! {
                <p class="mail-banner" role="alert">
                    <Icon name="warning"/>
                    <span>{format!("This message could not be shown. {reason}")}</span>
                    <TextButton label=text::actions::RETRY on_press=again/>
                </p>
                <Words text=words.clone()/>
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
            <TextButton label="Show all of this long message" on_press=move |_| shows_all.set(true)/>
        })}
    }
}

/// What is known of the images that were not fetched, and the ways to have them.
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
    let always = format!("Always for {}", text::isolated(&sender));
    let no_longer = format!("Remote images are shown for {}.", text::isolated(&sender));
    let can_remember = !sender.is_empty();
    view! {
        <div class="mail-banner" title=hosts>
            <Icon name="picture"/>
            {reactive::view(move || match (is_always.get(), is_once.get()) {
                (true, _) => view! {
                    <span>{no_longer.clone()}</span>
                    <TextButton label="No longer" kind="quiet" on_press=move |_| {
                        is_once.set(false);
                        senders.forbid(&who.get_value());
                    }/>
                }.into_any(),
                (false, true) => view! { <span>"Remote images are shown this time."</span> }.into_any(),
                (false, false) => view! {
                    <span>{blocked.clone()}</span>
                    <TextButton label="Show remote images" on_press=move |_| is_once.set(true)/>
                    {can_remember.then(|| view! {
                        <TextButton label=always.clone() kind="quiet" on_press=move |_| senders.allow(&who.get_value())/>
                    })}
                }.into_any(),
            })}
        </div>
    }
}
