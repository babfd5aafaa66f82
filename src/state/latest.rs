//! Tasks that belong together: newer ones drop the older, and dropping aborts their requests.

use std::future::Future;

use futures::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A place for running tasks, most often for one.
///
/// Leptos resources let a newer input wait for the older answer and show that first; this gives
/// the older request up.
#[derive(Clone, Copy)]
pub struct Latest(StoredValue<Vec<AbortHandle>>);

impl Latest {
    /// A place with nothing in it. What runs in it ends with the owner that made it.
    pub fn new() -> Self {
        let latest = Latest(StoredValue::new(Vec::new()));
        on_cleanup(move || latest.cancel());
        latest
    }

    /// Runs a task in the place of those before.
    pub fn run(&self, task: impl Future<Output = ()> + 'static) {
        self.cancel();
        self.beside(task);
    }

    /// Runs a task beside those that are running.
    pub fn beside(&self, task: impl Future<Output = ()> + 'static) {
        self.start(Box::pin(task));
    }

    fn start(&self, task: LocalBoxFuture<'static, ()>) {
        let (task, handle) = abortable(task);
        self.0.try_update_value(|running| running.push(handle));
        spawn_local(async move {
            // The task is dropped here, with its requests, whether it ended or was given up.
            let _ = task.await;
        });
    }

    /// Gives the running tasks up.
    pub fn cancel(&self) {
        let running = self.0.try_update_value(std::mem::take);
        running.iter().flatten().for_each(AbortHandle::abort);
    }
}

impl Default for Latest {
    fn default() -> Self {
        Latest::new()
    }
}
