//! The open ticket: what it is about, its state and people, and everything else the API tells.

mod actions;
mod attachments;
mod changed;
mod facts;
mod head;
mod labels;
mod mailbox;
mod properties;

pub use labels::{LabelChip, RemovableLabel};
pub use mailbox::MailboxDialog;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::attachments::Attachments;
use self::changed::ChangedNote;
use self::facts::Facts;
use self::head::Head;
use self::properties::Properties;
use super::commands::{Action, Context, hint};
use super::controls::{Avatar, Icon, Moment, TextButton, is_plain};
use super::later::{self, Part};
use super::live;
use super::troubles::Failure;
use crate::domain::{Intent, Property, Query, Ticket};
use crate::routes::Scope;
use crate::state::Desk;
use crate::text;

/// The pane of the open ticket, or what stands there while none is.
#[component]
pub fn TicketPane() -> impl IntoView {
    let desk = Desk::here();
    let is_open = move || desk.open.key().is_some();
    live::either(is_open, || later::draw(Part::Ticket), || view! { <NothingOpen/> })
}

#[component]
fn NothingOpen() -> impl IntoView {
    let key = |id| view! { <kbd>{hint(id)}</kbd> };
    view! {
        <section class="ticket nothing-open" aria-label="No ticket open">
            <Icon name="bell"/>
            <p>"Choose a ticket to read it."</p>
            <p class="keys">
                {key("next")} {key("previous")} " move · " {key("open")} " open · " {key("help")} " all keys"
            </p>
        </section>
    }
}

/// The open ticket.
#[component]
pub fn OpenTicket() -> impl IntoView {
    let desk = Desk::here();
    let failure = live::view(move || {
        let error = desk.open.progress.get().error().cloned()?;
        let account = desk.open.key()?.account;
        Some(view! { <Failure error account on_retry=Callback::new(move |()| desk.open.load())/> })
    });
    let known = live::signal(move || desk.open.ticket().unwrap_or_default());
    let body = move || {
        view! {
            // The editors belong to one ticket: another one gets its own.
            {live::view(move || desk.open.key().map(|key| {
                // With what the helpdesk turned out not to know, they change.
                desk.accounts.capabilities(&key.account);
                view! { <Properties key ticket=known/> }
            }))}
            <Beginning ticket=known/>
            <Facts ticket=known/>
        }
    };
    view! {
        <section
            class="ticket"
            role="region"
            aria-label="Ticket"
            aria-busy=live::text(move || desk.open.progress.get().is_loading().to_string())
        >
            <Head ticket=known/>
            <ChangedNote/>
            <div class="ticket-body">
                {failure}
                {live::either(move || desk.open.ticket().is_some(), body, || view! { <Skeleton/> })}
            </div>
            <BottomBar/>
        </section>
    }
}

/// The most used actions within reach of a thumb; only on a narrow screen.
#[component]
fn BottomBar() -> impl IntoView {
    let context = Context::here();
    let desk = context.desk();
    let button = move |icon: &'static str, label: &'static str, name: &'static str, action: Action| {
        view! {
            <button type="button" aria-label=name on:click=live::on(move |_: MouseEvent| context.act(action))>
                <Icon name=icon/>
                <span>{label}</span>
            </button>
        }
        .into_any()
    };
    let can = move |property: Property| {
        let account = desk.open.key().map(|key| key.account);
        account.is_some_and(|account| property.is_offered(&desk.accounts.capabilities(&account)))
    };
    view! {
        <div class="bottom-bar" role="toolbar" aria-label="Most used">
            {button("back", "Back", "Back to all tickets", Action::Back)}
            {live::when(move || can(Property::Assignee), move || {
                button("mine", "Assign", "Assign the ticket", Action::Edit(Property::Assignee))
            })}
            {live::when(move || can(Property::Label), move || {
                button("tag", "Label", "Label the ticket", Action::Edit(Property::Label))
            })}
            {button("check", "Close", "Close the ticket", Action::CarryOut(Intent::Finish))}
        </div>
    }
}

/// How the conversation begins, as the ticket itself tells it.
#[component]
fn Beginning(ticket: Signal<Ticket>) -> impl IntoView {
    let desk = Desk::here();
    let person = move || ticket.with(|ticket| ticket.requester.clone()).unwrap_or_default();
    let name = move || ticket.with(text::requester);
    let count = live::text(move || {
        let messages = ticket.with(|ticket| ticket.messages);
        messages.map(|messages| text::count(messages as usize, "message", "messages")).unwrap_or_default()
    });
    let of_customer = move || Query { customer: Some(person().id), ..Query::default() };
    let can_ask = move || {
        let account = ticket.with(|ticket| ticket.key.account.clone());
        desk.accounts.capabilities(&account).customers
    };
    // A customer is one account's own, whatever others call by the same id.
    let scope = move || {
        let account = ticket.with(|ticket| ticket.key.account.clone());
        (desk.accounts.list().len() > 1).then_some(Scope::One(account))
    };
    let customer_link = live::text(move || {
        let mut route = desk.navigation.route();
        route.query = of_customer();
        route.scope = scope();
        route.ticket = None;
        format!("?{}", route.print())
    });
    // Inside the page: loading it anew would forget a token that is in memory only.
    let show_customer = move |event: MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            desk.navigation.show(untrack(scope), untrack(of_customer));
        }
    };
    view! {
        <article class="message" aria-label=live::text(move || format!("Beginning of the conversation with {}", text::isolated(&name())))>
            <header>
                {live::view(move || view! { <Avatar person=person()/> })}
                <p class="author">
                    <strong dir="auto">{live::text(name)}</strong>
                    <span class="address" dir="ltr">{live::text(move || person().email)}</span>
                </p>
                <span class="when">
                    {live::view(move || ticket.with(|ticket| ticket.created_at).map(|at| view! { <Moment at/> }))}
                </span>
            </header>
            <p class="words" dir="auto">{live::text(move || ticket.with(words))}</p>
            {live::view(move || {
                let files = ticket.with(|ticket| ticket.content.clone()).map(|content| content.attachments);
                view! { <Attachments files=files.unwrap_or_default()/> }
            })}
            <footer>
                <span>{count}</span>
                {live::when(can_ask, move || view! { <AboutRequester ticket/> })}
                <a class="link" href=customer_link on:click=live::on(show_customer)>{live::text(move || format!("All tickets of {}", text::isolated(&name())))}</a>
            </footer>
        </article>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <div class="ticket-skeleton" aria-hidden="true">
            <span></span>
            <span></span>
            <span></span>
        </div>
    }
}

/// Asks what else the helpdesk knows about who asked; it joins the details.
#[component]
fn AboutRequester(ticket: Signal<Ticket>) -> impl IntoView {
    let desk = Desk::here();
    let is_asking = RwSignal::new(false);
    let ask = move |_| {
        let Ticket { key, requester, .. } = ticket.get_untracked();
        let (Some(client), Some(requester)) = (desk.accounts.client_now(&key.account), requester) else { return };
        is_asking.set(true);
        spawn_local(async move {
            match client.customer(&requester).await {
                Ok(facts) if facts.is_empty() => {
                    desk.notices.done("The helpdesk knows nothing else about them.".to_owned(), None);
                }
                Ok(facts) => desk.tickets.change(&key, |ticket| {
                    ticket.facts.retain(|known| !facts.iter().any(|fact| fact.name == known.name));
                    ticket.facts.extend(facts);
                }),
                Err(error) => {
                    desk.notices.failed(text::explain(&error, client.account().proxy.is_some()).sentence, None);
                }
            }
            is_asking.try_set(false);
        });
    };
    view! { <TextButton label="Customer details" kind="quiet" disabled=is_asking on_press=ask/> }
}

/// What the first message says: all of it where the API tells it, else how it begins.
fn words(ticket: &Ticket) -> String {
    let text = ticket.content.as_ref().map(|content| content.text.trim()).filter(|text| !text.is_empty());
    text.map_or_else(|| ticket.summary.clone(), str::to_owned)
}

/// What the editor of a property is called.
pub fn label_of(property: Property) -> &'static str {
    match property {
        Property::State => "State",
        Property::Assignee => "Assignee",
        Property::Group => "Group",
        Property::Label => "Add label",
    }
}

/// The id of the editor of a property, so that a key can find it.
pub fn id_of(property: Property) -> &'static str {
    match property {
        Property::State => "edit-state",
        Property::Assignee => "edit-assignee",
        Property::Group => "edit-group",
        Property::Label => "add-label",
    }
}

/// The command that leads to the editor of a property.
pub fn command_of(property: Property) -> &'static str {
    match property {
        Property::State => "state",
        Property::Assignee => "assign",
        Property::Group => "group",
        Property::Label => "label",
    }
}
