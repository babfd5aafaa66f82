//! One task at a time: a newer one drops the older, and dropping aborts its request.

use std::future::Future;

use futures::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A place for one running task.
///
/// Leptos resources let a newer input wait for the older answer and show that first; this gives
/// the older request up.
#[derive(Clone, Copy)]
pub struct Latest(StoredValue<Option<AbortHandle>>);

impl Latest {
    /// A place with nothing in it. What runs in it ends with the owner that made it.
    pub fn new() -> Self {
        let latest = Latest(StoredValue::new(None));
        on_cleanup(move || latest.cancel());
        latest
    }

    /// Runs a task in the place of the one before.
    pub fn run(&self, task: impl Future<Output = ()> + 'static) {
        self.start(Box::pin(task));
    }

    fn start(&self, task: LocalBoxFuture<'static, ()>) {
        let (task, handle) = abortable(task);
        let before = self.0.try_update_value(|place| place.replace(handle));
        before.flatten().inspect(AbortHandle::abort);
        spawn_local(async move {
            // The task is dropped here, with its requests, whether it ended or was given up.
            let _ = task.await;
        });
    }

    /// Gives the running task up.
    pub fn cancel(&self) {
        let running = self.0.try_update_value(Option::take);
        running.flatten().inspect(AbortHandle::abort);
    }
}

impl Default for Latest {
    fn default() -> Self {
        Latest::new()
    }
}
