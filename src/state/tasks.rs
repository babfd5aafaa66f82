//! Tasks that end with what started them: dropping one gives it up, down to its request.

use std::future::Future;

use futures::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A task that runs for as long as this exists.
#[derive(Debug)]
pub struct Task(AbortHandle);

impl Task {
    /// Starts a task.
    pub fn start(task: impl Future<Output = ()> + 'static) -> Self {
        fn start(task: LocalBoxFuture<'static, ()>) -> Task {
            let (task, handle) = abortable(task);
            spawn_local(async move {
                // The task is dropped here, with its requests, whether it ended or was given up.
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

/// A place for one running task: a newer one drops the older.
///
/// Leptos resources let a newer input wait for the older answer and show that first; this gives
/// the older request up. What runs in it ends with the owner that made it.
#[derive(Clone, Copy)]
pub struct LatestTask(StoredValue<Option<Task>>);

impl LatestTask {
    /// A place with nothing in it.
    pub fn new() -> Self {
        LatestTask(StoredValue::new(None))
    }

    /// Runs a task in the place of the one before.
    pub fn run(&self, task: impl Future<Output = ()> + 'static) {
        self.cancel();
        let running = Task::start(task);
        self.0.try_update_value(|place| place.replace(running));
    }

    /// Gives the running task up.
    pub fn cancel(&self) {
        drop(self.0.try_update_value(Option::take));
    }
}

impl Default for LatestTask {
    fn default() -> Self {
        LatestTask::new()
    }
}
