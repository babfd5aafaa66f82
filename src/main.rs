//! Mounts the app in the place of the static shell, and nothing else.

use deskbell::app::{App, configuration};
use deskbell::platform::page;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

fn main() {
    spawn_local(async {
        let parsed = configuration().await;
        // Built aside and swapped in at once: there is never an empty frame, and a failure on the
        // way leaves the shell for the boot script to explain.
        page::replace_shell(|root| mount_to(root, move || view! { <App parsed/> }).forget());
    });
}
