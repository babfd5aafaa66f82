//! Times that are updated while the page is open.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::{Instant, time};
use crate::platform::{clock, intl};
use crate::ui::reactive;

/// The present moment, as a signal that is updated regularly.
#[derive(Clone, Copy)]
struct Present(ReadSignal<Instant>);

/// How often the present moment is updated, in milliseconds.
const TICK: u32 = 20_000;

/// Provides the present moment to every [`Moment`] below this component.
pub fn provide_present() {
    let (present, set_present) = signal(clock::now());
    provide_context(Present(present));
    spawn_local(async move {
        loop {
            clock::sleep(TICK).await;
            if set_present.try_set(clock::now()).is_some() {
                return;
            }
        }
    });
}

/// Returns the present moment as a signal. Call it in a component.
pub fn present() -> Signal<Instant> {
    let present = use_context::<Present>();
    reactive::signal(move || present.map_or_else(clock::now, |Present(present)| present.get()))
}

/// A moment in short form, relative to the present. Pointing at it shows it in full (`intl::show_full_time`).
#[component]
pub fn Moment(
    /// The moment.
    at: Instant,
) -> impl IntoView {
    let present = present();
    let brief = reactive::text(move || intl::brief(at, present.get()));
    view! {
        <time datetime=time::iso(at)>{brief}</time>
    }
}
