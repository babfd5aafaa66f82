//! Writing an answer: a reply to whoever asked, or a note among agents. What is draft stays until it is
//! sent or thrown away.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::{Attachment, Intent, Phrase, ReplyOption, TicketKey};
use crate::platform::{files, focus};
use crate::routes::Layout;
use crate::state::outbox::replies::ReplyStatus;
use crate::state::outbox::reply_drafts::ReplyDraft;
use crate::state::outbox::reply_sending::{self, Then};
use crate::state::ticket::attachments;
use crate::state::{AppState, Overlay};
use crate::text::{self, composer as words};
use crate::ui::commands::{Action, Context};
use crate::ui::controls::{Check, IconButton, TextButton};
use crate::ui::element_ids::REPLY;
use crate::ui::reactive;

/// What else happens when an answer is sent.
#[derive(Clone, Copy, PartialEq)]
enum Also {
    /// Nothing.
    Nothing,
    /// The ticket is closed once the answer is there.
    Close,
    /// The next ticket is opened at once.
    GoOn,
}

/// What an answer to one ticket is draft in; nothing where the API has nothing for it.
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
    let problem = RwSignal::new(String::new());
    let send = move |is_note: Option<bool>, also: Also| {
        let key = key.get_value();
        if untrack(|| app.conversations().reply_drafts.of(&key)).text.trim().is_empty() {
            problem.set(words::EMPTY.into());
            focus::focus_id(REPLY);
            return;
        }
        is_note.inspect(|is_note| app.conversations().reply_drafts.write(&key, |draft| draft.is_note = *is_note));
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
        let is_enter = event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing();
        if is_enter {
            event.prevent_default();
            let also = match (event.shift_key(), event.alt_key()) {
                (true, _) => Also::Close,
                (_, true) => Also::GoOn,
                _ => Also::Nothing,
            };
            send(None, also);
        } else if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            context.leave_field();
        } else if event.key() == "/" && node.get_untracked().is_some_and(|it| focus::is_at_line_start(&it)) {
            event.prevent_default();
            app.overlay.set(Some(Overlay::CannedResponses));
        }
    };
    let placeholder = move || match draft.with(|draft| draft.is_note) {
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
                <TextButton label=text::actions::RETRY on_press=move |_| send(None, Also::Nothing)/>
            }
            .into_any(),
        ),
    });
    let button = move |is_note: bool| {
        let label = if is_note { words::ADD_NOTE } else { words::SEND_REPLY };
        let kind = move || if draft.with(|it| it.is_note) == is_note { "button primary" } else { "button" };
        view! {
            <button
                type="button"
                class=reactive::text(move || kind().to_owned())
                disabled=is_busy
                on:click=reactive::on(move |_: leptos::ev::MouseEvent| send(Some(is_note), Also::Nothing))
            >
                <span>{label.text()}</span>
            </button>
        }
        .into_any()
    };
    view! {
        <section class="composer" aria-label=words::REGION.text() class:is-note=reactive::flag(move || draft.with(|it| it.is_note))>
            {copies.then(|| view! { <Copies key draft/> })}
            <textarea
                node_ref=node
                id=REPLY
                aria-label=words::REPLY.text()
                aria-keyshortcuts="Control+Enter"
                aria-describedby="reply-problem"
                rows="3"
                dir="auto"
                placeholder=reactive::text(move || placeholder().to_owned())
                readonly=is_busy
                prop:value=reactive::text(move || draft.with(|draft| draft.text.clone()))
                on:input=reactive::on(move |event: Event| {
                    let text = event_target_value(&event);
                    problem.set(String::new());
                    write(&move |draft| draft.text.clone_from(&text));
                })
                on:keydown=reactive::on(on_keydown)
            ></textarea>
            <small id="reply-problem" class="problem" aria-live="polite">{reactive::text(move || problem.get())}</small>
            {files.then(|| view! { <Files key draft/> })}
            {reactive::when(
                move || choice && draft.with(|it| !it.is_note && !it.text.is_empty()),
                move || view! {
                    <Check
                        label=text::new_ticket::SEND_COPY_TO_CUSTOMER
                        checked=reactive::flag(move || draft.with(|it| !it.is_quiet))
                        on_change=move |is_on: bool| write(&move |draft| draft.is_quiet = !is_on)
                    />
                },
            )}
            <div class="composer-foot">
                {replies.then(|| button(false))}
                {notes.then(|| button(true))}
                <TextButton label=words::SEND_AND_CLOSE kind="quiet" disabled=is_busy on_press=move |_| send(None, Also::Close)/>
                // A ticket alone has none after it.
                {(app.navigation.frame().1 != Layout::Ticket).then(|| view! {
                    <TextButton label=words::SEND_AND_NEXT kind="quiet" disabled=is_busy on_press=move |_| send(None, Also::GoOn)/>
                })}
                <IconButton
                    icon="bookmark"
                    label=text::dialogs::CANNED_RESPONSES
                    on_press=move |_| app.overlay.set(Some(Overlay::CannedResponses))
                />
                {state}
            </div>
        </section>
    }
}

/// That an answer can be taken back still.
#[component]
fn Held(key: StoredValue<TicketKey>, draft: Memo<ReplyDraft>) -> impl IntoView {
    let app = AppState::here();
    let sentence = text::sending(&untrack(|| draft.get()).reply());
    let take_back = move |_| {
        key.with_value(|key| app.conversations().replies.take_back(key));
        focus::focus_id(REPLY);
    };
    view! {
        <p class="composer-state">{sentence}</p>
        <TextButton label=text::actions::UNDO on_press=take_back/>
    }
}

/// Who else gets the reply.
#[component]
fn Copies(key: StoredValue<TicketKey>, draft: Memo<ReplyDraft>) -> impl IntoView {
    let app = AppState::here();
    let field = move |label: Phrase, of: fn(&ReplyDraft) -> &String, to: fn(&mut ReplyDraft) -> &mut String| {
        let write = move |event: Event| {
            let text = event_target_value(&event);
            key.with_value(|key| app.conversations().reply_drafts.write(key, |draft| *to(draft) = text));
        };
        view! {
            <label class="field">
                <span aria-hidden="true">{label.text()}</span>
                <input
                    type="text"
                    inputmode="email"
                    aria-label=label.text()
                    autocomplete="off"
                    prop:value=reactive::text(move || draft.with(|draft| of(draft).clone()))
                    on:input=reactive::on(write)
                />
            </label>
        }
        .into_any()
    };
    let is_open = untrack(|| draft.with(|it| !(it.copies.is_empty() && it.blind_copies.is_empty())));
    view! {
        <details class="copies" open=is_open>
            <summary>{words::COPIES.text()}</summary>
            <div class="fields">
                {field(words::CC, |it| &it.copies, |it| &mut it.copies)}
                {field(words::BCC, |it| &it.blind_copies, |it| &mut it.blind_copies)}
            </div>
        </details>
    }
}

/// The files that go with the answer: each is uploaded as soon as it is chosen.
#[component]
fn Files(key: StoredValue<TicketKey>, draft: Memo<ReplyDraft>) -> impl IntoView {
    let app = AppState::here();
    let uploading = RwSignal::new(0_usize);
    let choose = move |event: Event| {
        let key = key.get_value();
        spawn_local(async move {
            for file in files::uploads(&event).await {
                uploading.try_update(|count| *count += 1);
                attachments::attach(app, &key, &file).await;
                uploading.try_update(|count| *count -= 1);
            }
        });
    };
    let chip = move |file: Attachment| {
        let name = file.name.clone();
        let remove = move |_| {
            let id = file.id.clone();
            key.with_value(|key| {
                app.conversations().reply_drafts.write(key, |draft| draft.files.retain(|it| it.id != id))
            });
        };
        view! {
            <li class="label">
                <span dir="auto">{name.clone()}</span>
                <IconButton icon="close" label=words::remove_file(&name) on_press=remove/>
            </li>
        }
        .into_any()
    };
    view! {
        <div class="files">
            <ul>{reactive::view(move || draft.get().files.into_iter().map(chip).collect_view())}</ul>
            <label class="button quiet">
                <input type="file" class="hidden" multiple=true aria-label=words::ATTACH_FILES.text() on:change=reactive::on(choose)/>
                <span>{reactive::text(move || match uploading.get() {
                    0 => words::ATTACH_FILES.into(),
                    count => words::uploading(count),
                })}</span>
            </label>
        </div>
    }
}
