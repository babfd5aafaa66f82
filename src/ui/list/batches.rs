//! Changes to many tickets: how far they are, with a way to stop them, and how they ended.

use leptos::prelude::*;

use crate::client::error::Error;
use crate::domain::TicketKey;
use crate::state::Desk;
use crate::state::outbox::{ActionId, BulkJob, Outcome};
use crate::text;
use crate::ui::controls::{Dialog, TextButton, is_plain};
use crate::ui::reactive;

/// The jobs, each with its bar.
#[component]
pub fn Jobs() -> impl IntoView {
    let edits = Desk::here().edits;
    let ids = move || edits.with_jobs(|jobs| jobs.iter().map(|job| job.id.to_string()).collect());
    let job = |id: String| id.parse().ok().map(|id| view! { <OneJob id/> });
    view! { <section class="jobs" aria-label="Changes under way">{reactive::each(ids, job)}</section> }
}

#[component]
fn OneJob(id: ActionId) -> impl IntoView {
    let desk = Desk::here();
    let edits = desk.edits;
    let job = Memo::new(move |_| edits.with_jobs(|jobs| jobs.iter().find(|job| job.id == id).map(Progress::of)));
    let progress = move || job.get().unwrap_or_default();
    let what = untrack(|| edits.job(id)).map(|job| job.text).unwrap_or_default();
    let label = what.clone();
    let show = move |_| desk.overlay.set(Some(crate::state::Overlay::Results(id)));
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
                move || view! { <TextButton label="Resume" on_press=move |_| edits.pause(id, false)/> },
                move || view! { <TextButton label="Pause" on_press=move |_| edits.pause(id, true)/> },
            )}
            <TextButton label="Cancel" on_press=move |_| edits.stop(id)/>
        }
    };
    let over = move || {
        view! {
            <TextButton label="Show results" on_press=show/>
            <TextButton label="Dismiss" kind="quiet" on_press=move |_| edits.dismiss_job(id)/>
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
    fn of(job: &BulkJob) -> Self {
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
    let desk = Desk::here();
    let found = untrack(|| desk.edits.job(job));
    let results: Vec<(TicketKey, Option<Outcome>)> =
        found.iter().flat_map(BulkJob::results).map(|(key, outcome)| (key.clone(), outcome.cloned())).collect();
    let (well, badly): (Vec<_>, Vec<_>) = results.into_iter().partition(|(_, it)| *it == Some(Outcome::Done));
    let can_retry = badly.iter().any(|(_, it)| matches!(it, Some(Outcome::Failed(_))));
    let heading = format!("{} done, {} not.", text::count(well.len(), "change", "changes"), badly.len());
    let row = move |(key, outcome): (TicketKey, Option<Outcome>)| {
        let ticket = desk.tickets.signal(&key).map(|ticket| ticket.get_untracked()).unwrap_or_default();
        let open = move |event: leptos::ev::MouseEvent| {
            if is_plain(&event) {
                event.prevent_default();
                desk.overlay.set(None);
                desk.navigation.open(key.clone());
            }
        };
        let link = desk.navigation.link_to(&ticket.key);
        view! {
            <li class="result-row">
                <a href=link dir="auto" on:click=reactive::on(open)>{text::subject(&ticket)}</a>
                <span>{ending(outcome)}</span>
            </li>
        }
        .into_any()
    };
    let retry = move |_| {
        desk.overlay.set(None);
        desk.edits.retry_job(job);
    };
    view! {
        <Dialog title="Results" on_close=Callback::new(move |()| desk.overlay.set(None))>
            <div class="dialog-body">
                <p>{found.map(|job| job.text)}". "{heading}</p>
                {can_retry.then(|| view! { <TextButton label="Retry failed" kind="primary" on_press=retry/> })}
                <ul class="results">{badly.into_iter().chain(well).map(row).collect_view()}</ul>
            </div>
        </Dialog>
    }
}

fn ending(outcome: Option<Outcome>) -> String {
    let why = |error: &Error| text::explain(error, true).sentence;
    match outcome {
        None => "On its way".to_owned(),
        Some(Outcome::Done) => "Done".to_owned(),
        Some(Outcome::NotSent) => "Not sent".to_owned(),
        Some(Outcome::Conflict) => "Somebody else changed the same thing".to_owned(),
        Some(Outcome::Failed(error)) => format!("Failed. {}", why(&error)),
        Some(Outcome::InDoubt(error)) => format!("Nobody knows whether it was done. {}", why(&error)),
    }
}
