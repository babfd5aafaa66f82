//! Parts of a view that follow signals, with one type for each kind.
//!
//! A closure in a view has a type of its own, and so does everything made for it: a hundred of them are a hundred
//! copies of the same machine code to download. Behind these functions there is one.

use std::sync::Arc;

use leptos::prelude::*;

/// Makes a text that follows what it reads: a child, an attribute or a property.
pub fn text(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    derive(Box::new(read))
}

/// Makes an attribute that may be absent.
pub fn maybe(read: impl Fn() -> Option<String> + Send + Sync + 'static) -> Signal<Option<String>> {
    derive(Box::new(read))
}

/// Makes a condition that follows what it reads: a property, a class, a switch.
pub fn flag(read: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    derive(Box::new(read))
}

/// Makes a part of a view that is redrawn whenever what it reads changes.
pub fn view<V: IntoAny>(draw: impl Fn() -> V + Send + 'static) -> AnyView {
    fn one(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || draw()).into_any()
    }
    one(Box::new(move || draw().into_any()))
}

/// Makes a part of a view that exists while a condition holds, and is drawn once for as long.
pub fn when<V: IntoAny>(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> V + Send + Sync + 'static,
) -> AnyView {
    either(condition, draw, || ())
}

/// Makes one part of a view while a condition holds, and another while it does not.
pub fn either<V: IntoAny, W: IntoAny>(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> V + Send + Sync + 'static,
    otherwise: impl Fn() -> W + Send + Sync + 'static,
) -> AnyView {
    let holds = memo(condition);
    view(move || if holds.get() { draw().into_any() } else { otherwise().into_any() })
}

/// Makes a condition that notifies only when it changes.
pub fn memo(condition: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    crate::state::condition(Box::new(condition))
}

/// Makes a part of a view for each key. It stays as long as its key does.
pub fn each<V: IntoAny>(
    keys: impl Fn() -> Vec<String> + Send + Sync + 'static,
    draw: impl Fn(String) -> V + Send + Sync + 'static,
) -> AnyView {
    fn one(
        keys: Box<dyn Fn() -> Vec<String> + Send + Sync>,
        draw: Arc<dyn Fn(String) -> AnyView + Send + Sync>,
    ) -> AnyView {
        view! { <For each=keys key=Clone::clone children=move |key| draw(key)/> }.into_any()
    }
    one(Box::new(keys), Arc::new(move |key| draw(key).into_any()))
}

/// Makes an event handler.
pub fn on<E: 'static>(act: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(act)
}

/// Runs an effect whenever what it reads changes.
pub fn effect(act: impl Fn() + 'static) {
    fn one(act: Box<dyn Fn()>) {
        Effect::new(move |_| act());
    }
    one(Box::new(act));
}

/// Makes a signal that follows what it reads.
pub fn signal<T: Send + Sync + 'static>(read: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    derive(Box::new(read))
}

fn derive<T: Send + Sync + 'static>(read: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
    Signal::derive(read)
}
