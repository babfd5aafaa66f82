//! Conditions that follow signals.

use leptos::prelude::*;

/// A condition that is told to others only when it changes. Of one type for all: every closure of
/// its own would be compiled apart.
pub fn condition(holds: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| holds())
}
