//! Writing a reply to the requester, or a note for the team. A draft stays until it is sent or discarded, and keeps its
//! kind until the agent changes it.

mod checks;
mod parts;

use leptos::ev::{ClipboardEvent, DragEvent, Event, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::checks::{Check, Problem};
use self::parts::{Copies, Files, Held, upload};
use crate::domain::{Intent, Phrase, ReplyOption, TicketKey};
use crate::platform::{files, focus};
use crate::routes::Layout;
use crate::state::outbox::replies::ReplyStatus;
use crate::state::outbox::reply_drafts::ReplyDraft;
use crate::state::outbox::reply_sending::{self, Then};
use crate::state::{AppState, Overlay};
use crate::text::{self, composer as words};
use crate::ui::commands::{Action, Context};
use crate::ui::controls::{Check as CheckBox, IconButton, TextButton};
use crate::ui::element_ids::REPLY;
use crate::ui::reactive;

/// What else happens when something is sent.
#[derive(Clone, Copy, PartialEq)]
enum Also {
    /// Nothing.
    Nothing,
    /// The ticket is closed once the helpdesk has the reply.
    Close,
    /// The next ticket is opened at once.
    GoOn,
}

/// The composer of one ticket; nothing where the API has neither replies nor notes.
#[component]
pub fn Composer(key: TicketKey) -> impl IntoView {
    let app = AppState::here();
    let account = key.account.clone();
    let can = Memo::new(move |_| app.accounts.capabilities(&account).reply_options);
    let key = StoredValue::new(key);
    reactive::view(move || {
        let can = can.get();
        let is_any = can.contains(&ReplyOption::Reply) || can.contains(&ReplyOption::Note);
        is_any.then(|| view! { <Form key can/> })
    })
}

#[component]
fn Form(key: StoredValue<TicketKey>, can: Vec<ReplyOption>) -> impl IntoView {
    let app = AppState::here();
    let context = Context::here();
    let draft = Memo::new(move |_| key.with_value(|key| app.conversations().reply_drafts.of(key)));
    let standing = Memo::new(move |_| key.with_value(|key| app.conversations().replies.status(key)));
    let is_busy = reactive::memo(move || standing.get().is_some_and(|it| !matches!(it, ReplyStatus::Failed(_))));
    let write = move |change: &dyn Fn(&mut ReplyDraft)| {
        key.with_value(|key| {
            app.conversations().replies.dismiss(key);
            app.conversations().reply_drafts.write(key, change);
        });
    };
    let [replies, notes, copies, choice, files] =
        [ReplyOption::Reply, ReplyOption::Note, ReplyOption::Copies, ReplyOption::SendCopy, ReplyOption::Files]
            .map(|what| can.contains(&what));
    // Where the API has only one of the two, there is nothing to choose.
    let has_both = replies && notes;
    let is_note = reactive::memo(move || if has_both { draft.with(|draft| draft.is_note) } else { notes });
    let problem = RwSignal::new(None::<Problem>);
    let send = move |also: Also, check: Check| {
        let key = key.get_value();
        if !has_both {
            app.conversations().reply_drafts.turn(&key, is_note.get_untracked());
        }
        let draft = untrack(|| app.conversations().reply_drafts.of(&key));
        if let Some(found) = Problem::of(&draft, check) {
            if found == Problem::Empty {
                focus::focus_id(REPLY);
            }
            return problem.set(Some(found));
        }
        problem.set(None);
        let closing = key.clone();
        let then: Then = match also {
            Also::Close => Box::new(move || app.carry_out(Intent::Finish, vec![closing])),
            _ => Box::new(|| ()),
        };
        reply_sending::send(app, key, then);
        if also == Also::GoOn {
            context.act(Action::Step(1));
        }
    };
    let node = NodeRef::<html::Textarea>::new();
    let on_keydown = move |event: KeyboardEvent| {
        // While an input method composes, every key is its own. Chromium reports 229 for the first key of a line.
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.repeat() {
            event.prevent_default();
            let also = match (event.shift_key(), event.alt_key()) {
                (true, _) => Also::Close,
                (_, true) => Also::GoOn,
                _ => Also::Nothing,
            };
            send(also, Check::All);
        } else if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            context.leave_field();
        }
    };
    // A slash that begins a line is written, and offers the canned responses, which replace it.
    let on_input = move |event: Event| {
        let text = event_target_value(&event);
        problem.set(None);
        let was_typed = text.len() == draft.with_untracked(|draft| draft.text.len()) + 1;
        write(&|draft| draft.text.clone_from(&text));
        if was_typed && node.get_untracked().is_some_and(|field| focus::is_after_opening_slash(&field)) {
            app.overlay.set(Some(Overlay::CannedResponses));
        }
    };
    let uploading = RwSignal::new(0_usize);
    let attach = move |event: &Event| {
        let transferred = files::transferred(event);
        if transferred.is_empty() {
            return;
        }
        event.prevent_default();
        if !files {
            app.notices.failed(words::NO_FILES.into(), None);
            return;
        }
        let key = key.get_value();
        spawn_local(async move { upload(app, &key, files::read(transferred).await, uploading).await });
    };
    let placeholder = move || match is_note.get() {
        true => words::NOTE_PLACEHOLDER.text(),
        false => words::REPLY_PLACEHOLDER.text(),
    };
    let state = reactive::view(move || match standing.get()? {
        ReplyStatus::Held(_) => Some(view! { <Held key draft/> }.into_any()),
        ReplyStatus::Sending => Some(view! { <p class="composer-state">{words::SENDING.text()}</p> }.into_any()),
        ReplyStatus::Looking => Some(view! { <p class="composer-state">{words::LOOKING.text()}</p> }.into_any()),
        ReplyStatus::Failed(sentence) => Some(
            view! {
                <p class="composer-state problem" role="alert">{sentence}</p>
                <TextButton label=text::actions::RETRY on_press=move |_| send(Also::Nothing, Check::All)/>
            }
            .into_any(),
        ),
    });
    let tab = move |of_note: bool, label: Phrase| {
        let is_selected = move || is_note.get() == of_note;
        let choose = move |of_note: bool| key.with_value(|key| app.conversations().reply_drafts.turn(key, of_note));
        let on_keydown = move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
                event.prevent_default();
                choose(!of_note);
                focus::focus_id(tab_id(!of_note));
            }
        };
        view! {
            <button
                type="button"
                role="tab"
                id=tab_id(of_note)
                aria-controls="composer-panel"
                aria-selected=reactive::text(move || is_selected().to_string())
                tabindex=reactive::text(move || if is_selected() { "0" } else { "-1" }.to_owned())
                disabled=is_busy
                on:click=reactive::on(move |_: MouseEvent| {
                    choose(of_note);
                    focus::focus_id(REPLY);
                })
                on:keydown=reactive::on(on_keydown)
            >
                {label.text()}
            </button>
        }
        .into_any()
    };
    let send_label = move || if is_note.get() { words::ADD_NOTE } else { words::SEND_REPLY }.text().to_owned();
    let recipient = key.with_value(|key| app.tickets.signal(key));
    let recipient = move || recipient.as_ref().map(|ticket| ticket.with(text::requester)).unwrap_or_default();
    view! {
        <section
            class="composer"
            aria-label=words::REGION.text()
            class:is-note=reactive::flag(move || is_note.get())
            on:drop=reactive::on(move |event: DragEvent| attach(&event))
        >
            {has_both.then(|| view! {
                <div class="composer-tabs" role="tablist" aria-label=words::KIND.text()>
                    {tab(false, words::REPLY)}
                    {tab(true, words::NOTE)}
                </div>
            })}
            <div
                class="composer-panel"
                id="composer-panel"
                role=has_both.then_some("tabpanel")
                aria-labelledby=reactive::maybe(move || has_both.then(|| tab_id(is_note.get()).to_owned()))
            >
                {reactive::when(move || !is_note.get(), move || view! {
                    <p class="composer-to" dir="auto">{reactive::text({
                        let recipient = recipient.clone();
                        move || words::to(recipient())
                    })}</p>
                    {copies.then(|| view! { <Copies key draft problem/> })}
                })}
                <textarea
                    node_ref=node
                    id=REPLY
                    aria-label=reactive::text(move || if is_note.get() { words::NOTE } else { words::REPLY }.text().to_owned())
                    aria-keyshortcuts="Control+Enter"
                    aria-describedby="reply-problem"
                    rows="3"
                    dir="auto"
                    placeholder=reactive::text(move || placeholder().to_owned())
                    readonly=is_busy
                    prop:value=reactive::text(move || draft.with(|draft| draft.text.clone()))
                    on:input=reactive::on(on_input)
                    on:paste=reactive::on(move |event: ClipboardEvent| attach(&event))
                    on:keydown=reactive::on(on_keydown)
                ></textarea>
                <small id="reply-problem" class="problem" aria-live="polite">
                    {reactive::text(move || problem.with(|problem| problem.as_ref().map(Problem::sentence).unwrap_or_default()))}
                </small>
                {reactive::when(move || app.conversations().reply_drafts.is_unstored.get(), || view! {
                    <p class="composer-state problem" role="alert">{words::NOT_STORED.text()}</p>
                })}
                {files.then(|| view! { <Files key draft uploading/> })}
                {reactive::when(
                    move || choice && !is_note.get() && draft.with(|it| !it.text.is_empty()),
                    move || view! {
                        <CheckBox
                            label=text::new_ticket::SEND_COPY_TO_CUSTOMER
                            checked=reactive::flag(move || draft.with(|it| !it.is_quiet))
                            on_change=move |is_on: bool| write(&move |draft| draft.is_quiet = !is_on)
                        />
                    },
                )}
                <div class="composer-foot">
                    <button
                        type="button"
                        class="button primary"
                        disabled=is_busy
                        on:click=reactive::on(move |_: MouseEvent| send(Also::Nothing, Check::All))
                    >
                        <span>{reactive::text(send_label)}</span>
                    </button>
                    {reactive::when(
                        move || problem.with(|problem| matches!(problem, Some(Problem::Placeholder(_)))),
                        move || view! {
                            <TextButton label=words::SEND_ANYWAY on_press=move |_| send(Also::Nothing, Check::Addresses)/>
                        },
                    )}
                    <TextButton label=words::SEND_AND_CLOSE kind="quiet" disabled=is_busy on_press=move |_| send(Also::Close, Check::All)/>
                    // A ticket alone has none after it.
                    {(app.navigation.frame().1 != Layout::Ticket).then(|| view! {
                        <TextButton label=words::SEND_AND_NEXT kind="quiet" disabled=is_busy on_press=move |_| send(Also::GoOn, Check::All)/>
                    })}
                    <IconButton
                        icon="bookmark"
                        label=text::dialogs::CANNED_RESPONSES
                        on_press=move |_| app.overlay.set(Some(Overlay::CannedResponses))
                    />
                    {state}
                </div>
            </div>
        </section>
    }
}

/// The id of a tab, which names the panel.
fn tab_id(of_note: bool) -> &'static str {
    if of_note { "composer-note" } else { "composer-reply" }
}
