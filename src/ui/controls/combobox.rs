//! The combobox: type to filter, arrow keys to move, Enter to choose, Escape to leave.
//!
//! It follows the editable combobox of the ARIA Authoring Practices Guide: the focus stays in the field, and the
//! highlighted option is its active descendant. Every choice in the app uses this component.

use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::{Choosable, Icon, OptionLine, matching, option_id, recent_first};
use crate::platform::anchor::Anchor;
use crate::platform::focus;
use crate::text::controls;
use crate::ui::reactive;

/// The index of the highlighted line while no line is highlighted.
const NONE: usize = usize::MAX;

/// How many lines Page Up and Page Down move.
const PAGE: isize = 10;

/// A field with a list of options, which typing filters.
#[component]
pub fn Combobox(
    /// Its accessible name.
    #[prop(into)]
    label: String,
    /// The text of the present choice; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// The options.
    #[prop(into)]
    options: Signal<Vec<Choosable>>,
    /// Called with the id of the chosen option, or with the typed text if `free_entry` allows that.
    on_choose: Callback<String>,
    /// Whether a text that is not an option can be chosen.
    #[prop(optional, into)]
    free_entry: Signal<bool>,
    /// Whether the field is emptied after each choice, to choose several.
    #[prop(optional)]
    is_multiple: bool,
    /// The placeholder of the empty field.
    #[prop(optional, into)]
    placeholder: String,
    /// The key that focuses the field, shown in its tooltip.
    #[prop(optional, into)]
    key: Signal<String>,
    /// The field's id, by which commands focus it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Called when the list opens, so that the options can be loaded.
    #[prop(optional, into)]
    on_open: Option<Callback<()>>,
    /// Whether it is required.
    #[prop(optional)]
    required: bool,
    /// The ids of recent choices, newest first. They come first while nothing is typed.
    #[prop(optional, into)]
    recent: Signal<Vec<String>>,
    /// The ids of the elements that describe it.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// Whether the choice is invalid.
    #[prop(optional, into)]
    invalid: Signal<bool>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    // `None` until a key is typed: then the field shows the present choice.
    let typed = RwSignal::new(None::<String>);
    // The choice when the list opened. A better name that arrives later must not replace a text that is selected to be
    // typed over.
    let value_at_open = RwSignal::new(String::new());
    let is_open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let place = RwSignal::new(Anchor::default());
    let id = id.unwrap_or_else(|| format!("combobox-{}", label.to_ascii_lowercase().replace(' ', "-")));
    let list_id = StoredValue::new(format!("{id}-list"));

    let lines = Memo::new(move |_| {
        if !is_open.get() {
            return Vec::new();
        }
        let typed = typed.get().unwrap_or_default();
        let typed = typed.trim();
        let mut options = options.get();
        if typed.is_empty() {
            recent_first(&mut options, &recent.get());
        }
        matching(&options, typed, free_entry.get())
    });

    let open = move || {
        if is_open.get_untracked() {
            return;
        }
        if let Some(on_open) = on_open {
            on_open.run(());
        }
        if let Some(field) = field.get_untracked() {
            place.set(Anchor::below(&field));
        }
        let now = value.get_untracked();
        value_at_open.set(now.clone());
        is_open.set(true);
        let chosen = lines.with_untracked(|lines| lines.iter().position(|line| line.text() == now));
        active.set(chosen.unwrap_or(0));
    };
    let close = move || {
        is_open.set(false);
        typed.set(None);
        active.set(0);
    };
    let choose = Callback::new(move |at: usize| {
        // Nothing is highlighted in a field that was emptied, so the choice stays.
        let Some(line) = lines.with_untracked(|lines| lines.get(at).cloned()) else { return close() };
        if is_multiple {
            typed.set(Some(String::new()));
            active.set(0);
        } else {
            close();
        }
        on_choose.run(line.id());
    });
    let highlight = move |at: usize| {
        active.set(at);
        // A list that this key opens is not drawn yet.
        spawn_local(async move {
            tick().await;
            list_id.try_with_value(|list| focus::scroll_to_id(&option_id(list, at)));
        });
    };
    let step = move |by: isize| {
        let count = lines.with_untracked(Vec::len) as isize;
        if count > 0 {
            let at = active.get_untracked();
            // If no line is highlighted, the first step leads to the first or the last line.
            let at = if at == NONE { by.min(0) } else { at as isize + by };
            let at = if by.abs() == 1 { at.rem_euclid(count) } else { at.clamp(0, count - 1) };
            highlight(at as usize);
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let was_open = is_open.get_untracked();
        match event.key().as_str() {
            // Alt only opens and closes the list: it highlights and chooses nothing.
            "ArrowDown" if event.alt_key() => {
                open();
                active.set(NONE);
            }
            "ArrowUp" if event.alt_key() => close(),
            "ArrowDown" if !was_open => {
                open();
                highlight(active.get_untracked());
            }
            "ArrowUp" if !was_open => {
                open();
                highlight(lines.with_untracked(Vec::len).saturating_sub(1));
            }
            "PageDown" if was_open => step(PAGE),
            "PageUp" if was_open => step(-PAGE),
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "Enter" if was_open => {
                choose.run(active.get_untracked());
                if !is_multiple {
                    focus::restore();
                }
            }
            "Escape" if was_open => {
                close();
                focus::restore();
            }
            // With the list closed, Escape closes the dialog around the field.
            "Escape" if focus::is_in_dialog() => return,
            "Escape" => {
                field.get_untracked().inspect(|field| drop(field.blur()));
            }
            "Tab" => return close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_input = move |event| {
        open();
        let text = event_target_value(&event);
        let is_emptied = text.trim().is_empty() && !is_multiple;
        typed.set(Some(text));
        // An empty field matches an option only if that option means "none".
        let has_empty_option = lines.with_untracked(|lines| lines.first().is_some_and(|line| line.id().is_empty()));
        active.set(if is_emptied && !has_empty_option { NONE } else { 0 });
    };
    let on_blur = move |_: FocusEvent| close();
    let text = move || match typed.get() {
        Some(typed) => typed,
        None if is_multiple => String::new(),
        None if is_open.get() => value_at_open.get(),
        None => {
            let now = value.get();
            // Tab selects the whole text. It stays selected when a better name replaces it.
            if let Some(field) = field.get_untracked().filter(focus::is_all_selected) {
                spawn_local(async move {
                    tick().await;
                    field.select();
                });
            }
            now
        }
    };
    // Screen readers announce how many options match.
    let match_count = move || {
        let is_typed =
            is_open.get() && typed.with(|typed| typed.as_ref().is_some_and(|typed| !typed.trim().is_empty()));
        if is_typed { controls::options(lines.with(Vec::len)) } else { String::new() }
    };
    let name = label.clone();
    let title =
        reactive::text(move || key.with(|key| if key.is_empty() { String::new() } else { format!("{name} ({key})") }));

    view! {
        <div class="combobox">
            <input
                node_ref=field
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-label=label.clone()
                aria-autocomplete="list"
                aria-expanded=reactive::text(move || is_open.get().to_string())
                aria-controls=list_id.get_value()
                aria-activedescendant=reactive::maybe(move || {
                    (is_open.get() && lines.with(|lines| active.get() < lines.len()))
                        .then(|| option_id(&list_id.get_value(), active.get()))
                })
                aria-required=required.then_some("true")
                aria-invalid=reactive::maybe(move || invalid.get().then(|| "true".to_owned()))
                aria-describedby=described_by
                placeholder=placeholder
                title=title
                dir="auto"
                prop:value=reactive::text(text)
                on:keydown=reactive::on(on_keydown)
                on:input=reactive::on(on_input)
                on:click=reactive::on(move |_| {
                    open();
                    field.get_untracked().inspect(|field| field.select());
                })
                on:blur=reactive::on(on_blur)
            />
            <Icon name="chevron"/>
            <ul
                id=list_id.get_value()
                class="options"
                role="listbox"
                aria-label=label
                hidden=reactive::flag(move || !is_open.get())
                // The field must keep the focus, or the list would close before the click. If the whole combobox is in a
                // label, a click on the list must not count as a click on the field, which would open the list again.
                on:mousedown=reactive::on(|event: MouseEvent| event.prevent_default())
                on:click=reactive::on(|event: MouseEvent| event.prevent_default())
                style:left=reactive::text(move || place.get().left)
                style:top=reactive::text(move || place.get().top)
                style:bottom=reactive::text(move || place.get().bottom)
                style:width=reactive::text(move || place.get().width)
            >
                {reactive::view(move || {
                    let line = |(at, line)| view! { <OptionLine line at list=list_id active choose/> }.into_any();
                    lines.get().into_iter().enumerate().map(line).collect_view()
                })}
                {reactive::when(
                    move || is_open.get() && lines.with(Vec::is_empty),
                    || view! { <li class="no-option" role="presentation">{controls::NO_MATCHES.text()}</li> },
                )}
            </ul>
            <span class="hidden" aria-live="polite">{reactive::text(match_count)}</span>
        </div>
    }
}
