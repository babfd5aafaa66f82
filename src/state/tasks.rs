//! Tasks that are cancelled when their handle is dropped, down to their request.

use std::future::Future;

use futures::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A task that runs as long as this exists.
#[derive(Debug)]
pub struct Task(AbortHandle);

impl Task {
    /// Starts a task.
    pub fn start(task: impl Future<Output = ()> + 'static) -> Self {
        fn start(task: LocalBoxFuture<'static, ()>) -> Task {
            let (task, handle) = abortable(task);
            spawn_local(async move {
                // The task and its requests are dropped here, whether it ended or was cancelled.
                let _ = task.await;
            });
            Task(handle)
        }
        start(Box::pin(task))
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A place for one running task: a newer one cancels the older.
///
/// Leptos resources let a newer input wait for the older response and show that first; this cancels the older request.
/// The running task is cancelled with the owner of this place.
#[derive(Clone, Copy)]
pub struct LatestTask(StoredValue<Option<Task>>);

impl LatestTask {
    /// Creates an empty place.
    pub fn new() -> Self {
        LatestTask(StoredValue::new(None))
    }

    /// Runs a task in place of the one before.
    pub fn run(&self, task: impl Future<Output = ()> + 'static) {
        self.cancel();
        let running = Task::start(task);
        self.0.try_update_value(|place| place.replace(running));
    }

    /// Cancels the running task.
    pub fn cancel(&self) {
        drop(self.0.try_update_value(Option::take));
    }
}

impl Default for LatestTask {
    fn default() -> Self {
        LatestTask::new()
    }
}
