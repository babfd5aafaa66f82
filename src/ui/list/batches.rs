//! Changes to many tickets: how far they are, with a way to stop them, and how they ended.

use leptos::prelude::*;

use crate::client::error::Error;
use crate::domain::TicketKey;
use crate::state::AppState;
use crate::state::outbox::{ActionId, Batch, BatchOutcome};
use crate::text;
use crate::ui::controls::{Dialog, TextButton, is_plain};
use crate::ui::reactive;

/// The jobs, each with its bar.
#[component]
pub fn Batches() -> impl IntoView {
    let outbox = AppState::here().outbox;
    let ids = move || outbox.with_jobs(|jobs| jobs.iter().map(|job| job.id.to_string()).collect());
    let job = |id: String| id.parse().ok().map(|id| view! { <OneJob id/> });
    view! { <section class="jobs" aria-label="Changes under way">{reactive::each(ids, job)}</section> }
}

#[component]
fn OneJob(id: ActionId) -> impl IntoView {
    let app = AppState::here();
    let outbox = app.outbox;
    let job = Memo::new(move |_| outbox.with_jobs(|jobs| jobs.iter().find(|job| job.id == id).map(Progress::of)));
    let progress = move || job.get().unwrap_or_default();
    let what = untrack(|| outbox.job(id)).map(|job| job.text).unwrap_or_default();
    let label = what.clone();
    let show = move |_| app.overlay.set(Some(crate::state::Overlay::Results(id)));
    let going = move || {
        let label = label.clone();
        view! {
            <progress
                aria-label=label
                max=reactive::text(move || progress().of.to_string())
                prop:value=reactive::text(move || progress().over.to_string())
            ></progress>
            {reactive::either(
                move || progress().is_paused,
                move || view! { <TextButton label="Resume" on_press=move |_| outbox.pause(id, false)/> },
                move || view! { <TextButton label="Pause" on_press=move |_| outbox.pause(id, true)/> },
            )}
            <TextButton label="Cancel" on_press=move |_| outbox.stop(id)/>
        }
    };
    let over = move || {
        view! {
            <TextButton label="Show results" on_press=show/>
            <TextButton label="Dismiss" kind="quiet" on_press=move |_| outbox.dismiss_job(id)/>
        }
    };
    view! {
        <div class="notice job-notice">
            <p>
                <strong dir="auto">{what}</strong>
                <span class="job-count" aria-live="polite">{reactive::text(move || progress().sentence())}</span>
            </p>
            <div class="job">{reactive::either(move || progress().over < progress().of, going, over)}</div>
        </div>
    }
}

/// How far a job is.
#[derive(Clone, Default, PartialEq)]
struct Progress {
    of: usize,
    over: usize,
    done: usize,
    is_paused: bool,
}

impl Progress {
    fn of(job: &Batch) -> Self {
        Progress { of: job.len(), over: job.over(), done: job.done(), is_paused: job.is_paused }
    }

    fn sentence(&self) -> String {
        let Progress { of, over, done, is_paused } = self;
        match over == of {
            true => format!("{done} of {of} done, {} not.", of - done),
            false if *is_paused => format!("Paused at {over} of {of}."),
            false => format!("{over} of {of} sent."),
        }
    }
}

/// How each change of a job ended, those first that did not end well.
#[component]
pub fn ResultsDialog(
    /// Which job.
    job: ActionId,
) -> impl IntoView {
    let app = AppState::here();
    let found = untrack(|| app.outbox.job(job));
    let results: Vec<(TicketKey, Option<BatchOutcome>)> =
        found.iter().flat_map(Batch::results).map(|(key, outcome)| (key.clone(), outcome.cloned())).collect();
    let (well, badly): (Vec<_>, Vec<_>) = results.into_iter().partition(|(_, it)| *it == Some(BatchOutcome::Done));
    let can_retry = badly.iter().any(|(_, it)| matches!(it, Some(BatchOutcome::Failed(_))));
    let heading = format!("{} done, {} not.", text::count(well.len(), "change", "changes"), badly.len());
    let row = move |(key, outcome): (TicketKey, Option<BatchOutcome>)| {
        let ticket = app.tickets.signal(&key).map(|ticket| ticket.get_untracked()).unwrap_or_default();
        let open = move |event: leptos::ev::MouseEvent| {
            if is_plain(&event) {
                event.prevent_default();
                app.overlay.set(None);
                app.navigation.open(key.clone());
            }
        };
        let link = app.navigation.link_to(&ticket.key);
        view! {
            <li class="result-row">
                <a href=link dir="auto" on:click=reactive::on(open)>{text::subject(&ticket)}</a>
                <span>{ending(outcome)}</span>
            </li>
        }
        .into_any()
    };
    let retry = move |_| {
        app.overlay.set(None);
        app.outbox.retry_job(job);
    };
    view! {
        <Dialog title="Results" on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                <p>{found.map(|job| job.text)}". "{heading}</p>
                {can_retry.then(|| view! { <TextButton label="Retry failed" kind="primary" on_press=retry/> })}
                <ul class="results">{badly.into_iter().chain(well).map(row).collect_view()}</ul>
            </div>
        </Dialog>
    }
}

fn ending(outcome: Option<BatchOutcome>) -> String {
    let why = |error: &Error| text::explain(error, true).sentence;
    match outcome {
        None => "On its way".to_owned(),
        Some(BatchOutcome::Done) => "Done".to_owned(),
        Some(BatchOutcome::NotSent) => "Not sent".to_owned(),
        Some(BatchOutcome::Conflict) => "Somebody else changed the same thing".to_owned(),
        Some(BatchOutcome::Failed(error)) => format!("Failed. {}", why(&error)),
        Some(BatchOutcome::InDoubt(error)) => format!("Nobody knows whether it was done. {}", why(&error)),
    }
}
