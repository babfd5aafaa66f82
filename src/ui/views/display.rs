//! How the list is displayed, and the dialog that changes it.

use leptos::prelude::*;

use crate::domain::{Columns, Density, Display, Sort, TicketField};
use crate::state::AppState;
use crate::state::navigation::Step;
use crate::text::{self, actions, views};
use crate::ui::controls::{Check, Dialog, TextButton};
use crate::ui::reactive;

/// Changes how the list is displayed, now and as the default of this device. A link leaves out defaults, so that it
/// stays short.
pub fn choose(app: AppState, change: fn(&mut Display, Display), chosen: Display) {
    let is_at_top = untrack(|| app.list.is_at_top());
    let mut preferred = untrack(|| app.preferences.display());
    change(&mut preferred, chosen);
    app.preferences.show(preferred);
    app.navigation.go(Step::Replace, |route| change(&mut route.display, chosen));
    // If the current row was the first one, it is the first one again.
    if is_at_top {
        app.list.go_to_top();
    }
}

/// Sorts the list.
pub fn choose_sort(app: AppState, sort: Sort) {
    let sort = Some(sort).filter(|sort| *sort != Sort::default());
    choose(app, |display, chosen| display.sort = chosen.sort, Display { sort, ..Display::default() });
}

/// Changes the height of rows.
pub fn choose_density(app: AppState, density: Density) {
    let density = Some(density).filter(|density| *density != Density::Comfortable);
    choose(app, |display, chosen| display.density = chosen.density, Display { density, ..Display::default() });
}

/// Changes which columns are shown.
fn choose_columns(app: AppState, columns: Columns) {
    let columns = Some(columns).filter(|columns| *columns != Columns::default());
    choose(app, |display, chosen| display.columns = chosen.columns, Display { columns, ..Display::default() });
}

/// The dialog "Display".
#[component]
pub fn DisplayDialog() -> impl IntoView {
    let app = AppState::here();
    let display = move || app.appearance.display();
    let sort = move |sort: Sort| {
        let is_chosen = reactive::flag(move || display().sort() == sort);
        let choose = move |_| choose_sort(app, sort);
        view! { <Check label=text::sort(sort).text() one_of="sort" checked=is_chosen on_change=choose/> }.into_any()
    };
    let density = move |density: Density| {
        let is_chosen = reactive::flag(move || display().is_compact() == (density == Density::Compact));
        let choose = move |_| choose_density(app, density);
        let label = text::density(density).text();
        view! { <Check label one_of="density" checked=is_chosen on_change=choose/> }.into_any()
    };
    let column = move |column: TicketField| {
        let is_shown = reactive::flag(move || display().columns().has(column));
        let choose = move |is_on: bool| {
            let columns = untrack(display).columns();
            choose_columns(app, if is_on { columns.with(column) } else { columns.without(column) });
        };
        view! { <Check label=text::field(column) checked=is_shown on_change=choose/> }.into_any()
    };
    let is_changed = move || display() != Display::default();
    view! {
        <Dialog title=views::DISPLAY class="display" on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                <fieldset>
                    <legend>{views::SORT_BY.text()}</legend>
                    {Sort::ALL.map(sort).collect_view()}
                    <p class="field-note">{views::SORT_NOTE.text()}</p>
                </fieldset>
                <fieldset>
                    <legend>{views::DENSITY.text()}</legend>
                    {Density::ALL.map(density).collect_view()}
                </fieldset>
                <fieldset>
                    <legend>{views::COLUMNS.text()}</legend>
                    {TicketField::COLUMNS.map(column).collect_view()}
                    {reactive::when(move || display().is_compact(), || view! { <p class="field-note">{views::COMPACT_NOTE.text()}</p> })}
                </fieldset>
            </div>
            <footer class="dialog-foot">
                <TextButton
                    label=actions::RESET_TO_DEFAULTS
                    kind="quiet"
                    disabled=reactive::flag(move || !is_changed())
                    on_press=move |_| choose(app, |display, chosen| *display = chosen, Display::default())
                />
                <TextButton label=actions::DONE kind="primary" on_press=move |_| app.overlay.set(None)/>
            </footer>
        </Dialog>
    }
}
