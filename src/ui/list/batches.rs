//! Changes to many tickets: their progress, buttons to pause and cancel them, and their results.

use leptos::prelude::*;

use crate::client::account::Via;
use crate::client::error::Error;
use crate::domain::TicketKey;
use crate::state::AppState;
use crate::state::outbox::{ActionId, Batch, BatchOutcome};
use crate::text::{self, actions, bulk};
use crate::ui::controls::{Dialog, TextButton, is_plain};
use crate::ui::reactive;

/// The batches, each with a progress bar.
#[component]
pub fn Batches() -> impl IntoView {
    let outbox = AppState::here().outbox;
    let ids = move || outbox.with_jobs(|batches| batches.iter().map(|batch| batch.id.to_string()).collect());
    let item = |id: String| id.parse().ok().map(|id| view! { <BatchItem id/> });
    view! { <section class="jobs" aria-label=bulk::CHANGES.text()>{reactive::each(ids, item)}</section> }
}

#[component]
fn BatchItem(id: ActionId) -> impl IntoView {
    let app = AppState::here();
    let outbox = app.outbox;
    let progress =
        Memo::new(move |_| outbox.with_jobs(|batches| batches.iter().find(|it| it.id == id).map(Progress::of)));
    let progress = move || progress.get().unwrap_or_default();
    let what = untrack(|| outbox.job(id)).map(|batch| batch.text).unwrap_or_default();
    let label = what.clone();
    let show = move |_| app.overlay.set(Some(crate::state::Overlay::Results(id)));
    let in_progress = move || {
        let label = label.clone();
        view! {
            <progress
                aria-label=label
                max=reactive::text(move || progress().total.to_string())
                prop:value=reactive::text(move || progress().sent.to_string())
            ></progress>
            {reactive::either(
                move || progress().is_paused,
                move || view! { <TextButton label=bulk::RESUME on_press=move |_| outbox.pause(id, false)/> },
                move || view! { <TextButton label=bulk::PAUSE on_press=move |_| outbox.pause(id, true)/> },
            )}
            <TextButton label=actions::CANCEL on_press=move |_| outbox.stop(id)/>
        }
    };
    let finished = move || {
        view! {
            <TextButton label=bulk::SHOW_RESULTS on_press=show/>
            <TextButton label=actions::DISMISS kind="quiet" on_press=move |_| outbox.dismiss_job(id)/>
        }
    };
    view! {
        <div class="notice job-notice">
            <p>
                <strong dir="auto">{what}</strong>
                <span class="job-count" aria-live="polite">{reactive::text(move || progress().sentence())}</span>
            </p>
            <div class="job">{reactive::either(move || progress().sent < progress().total, in_progress, finished)}</div>
        </div>
    }
}

/// The progress of a batch.
#[derive(Clone, Default, PartialEq)]
struct Progress {
    total: usize,
    sent: usize,
    done: usize,
    is_paused: bool,
}

impl Progress {
    fn of(batch: &Batch) -> Self {
        Progress { total: batch.len(), sent: batch.over(), done: batch.done(), is_paused: batch.is_paused }
    }

    fn sentence(&self) -> String {
        let Progress { total, sent, done, is_paused } = *self;
        match sent == total {
            true => bulk::finished(done, total, total - done),
            false if is_paused => bulk::paused(sent, total),
            false => bulk::sent(sent, total),
        }
    }
}

/// The result of each change of a batch, with those first that were not made.
#[component]
pub fn ResultsDialog(
    /// The batch.
    job: ActionId,
) -> impl IntoView {
    let app = AppState::here();
    let batch = untrack(|| app.outbox.job(job));
    let results: Vec<(TicketKey, Option<BatchOutcome>)> =
        batch.iter().flat_map(Batch::results).map(|(key, outcome)| (key.clone(), outcome.cloned())).collect();
    let (done, failed): (Vec<_>, Vec<_>) = results.into_iter().partition(|(_, it)| *it == Some(BatchOutcome::Done));
    let can_retry = failed.iter().any(|(_, it)| matches!(it, Some(BatchOutcome::Failed(_))));
    let what = batch.map(|batch| batch.text).unwrap_or_default();
    let summary = bulk::summary(what, done.len(), failed.len());
    let row = move |(key, outcome): (TicketKey, Option<BatchOutcome>)| {
        let ticket = app.tickets.signal(&key).map(|ticket| ticket.get_untracked()).unwrap_or_default();
        let open = move |event: leptos::ev::MouseEvent| {
            if is_plain(&event) {
                event.prevent_default();
                app.overlay.set(None);
                app.navigation.open(key.clone());
            }
        };
        let via = app.accounts.via(&ticket.key.account);
        let link = app.navigation.link_to(&ticket.key);
        view! {
            <li class="result-row">
                <a href=link dir="auto" on:click=reactive::on(open)>{text::subject(&ticket)}</a>
                <span>{explain(outcome, via)}</span>
            </li>
        }
        .into_any()
    };
    let retry = move |_| {
        app.overlay.set(None);
        app.outbox.retry_job(job);
    };
    view! {
        <Dialog title=bulk::RESULTS on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                <p>{summary}</p>
                {can_retry.then(|| view! { <TextButton label=bulk::RETRY_FAILED kind="primary" on_press=retry/> })}
                <ul class="results">{failed.into_iter().chain(done).map(row).collect_view()}</ul>
            </div>
        </Dialog>
    }
}

fn explain(outcome: Option<BatchOutcome>, via: Via) -> String {
    let why = |error: &Error| text::explain(error, via).sentence;
    match outcome {
        None => bulk::SENDING.into(),
        Some(BatchOutcome::Done) => actions::DONE.into(),
        Some(BatchOutcome::NotSent) => bulk::NOT_SENT.into(),
        Some(BatchOutcome::Conflict) => bulk::CONFLICT.into(),
        Some(BatchOutcome::Failed(error)) => bulk::failed(why(&error)),
        Some(BatchOutcome::InDoubt(error)) => bulk::in_doubt(why(&error)),
    }
}
