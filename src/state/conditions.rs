//! Conditions on signals.

use leptos::prelude::*;

/// Makes a condition that notifies only when it changes. All conditions have one type, because every closure type
/// would be compiled separately.
pub fn condition(holds: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| holds())
}
