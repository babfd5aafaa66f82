//! Saved views: their links, and the dialogs to save, rename, reorder and delete them.

use leptos::ev::{self, SubmitEvent};
use leptos::prelude::*;

use super::ViewLink;
use super::names::proposed;
use crate::state::device::saved_views::{NameProblem, SavedView};
use crate::state::{AppState, Overlay};
use crate::text::{actions, dialogs, settings, views};
use crate::ui::controls::{Dialog, IconButton, TextButton, TextField};
use crate::ui::dialogs::reply_drafts::DraftsLink;
use crate::ui::reactive;

/// The section "Saved views" of the views.
#[component]
pub fn SavedSection() -> impl IntoView {
    let app = AppState::here();
    app.saved.reload();
    reactive::effect(move || {
        let shown = app.saved_views().into_iter().find(|it| app.is_shown(&it.view)).map(|it| it.name);
        let shown = shown.unwrap_or_default();
        if app.saved.shown.with_untracked(|now| *now != shown) {
            app.saved.shown.set(shown);
        }
    });
    // Another tab may save views, too.
    let listener = window_event_listener(ev::storage, move |_| app.saved.reload());
    on_cleanup(move || {
        listener.remove();
        app.saved.shown.try_set(String::new());
    });
    let has_any = move || !app.saved.list().is_empty();
    let manage = move |_| app.overlay.set(Some(Overlay::SavedViews));
    let section = reactive::when(has_any, move || {
        view! {
            <div class="section-head">
                <h2>{views::SAVED_VIEWS.text()}</h2>
                <IconButton icon="edit" label=views::EDIT_SAVED on_press=manage/>
            </div>
            <ul>
                {reactive::view(move || {
                    let link = |SavedView { name, view }| {
                        view! { <ViewLink icon="bookmark" name view is_saved=true/> }.into_any()
                    };
                    app.saved_views().into_iter().map(link).collect_view()
                })}
            </ul>
        }
    });
    view! {
        <DraftsLink/>
        {section}
    }
}

/// Explains why a view cannot have a name.
fn explain(problem: NameProblem, name: &str) -> String {
    match problem {
        NameProblem::Empty => views::NAME_MISSING.into(),
        NameProblem::Taken => views::name_taken(name.trim()),
    }
}

/// The dialog "Save view".
#[component]
pub fn SaveViewDialog() -> impl IntoView {
    let app = AppState::here();
    let view = untrack(|| app.present_view());
    let name = RwSignal::new(untrack(|| proposed(app, &view)));
    let problem = RwSignal::new(String::new());
    let close = Callback::new(move |()| app.overlay.set(None));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let named = name.get_untracked();
        match app.saved.save(&named, view.clone()) {
            Ok(()) => {
                close.run(());
                app.notices.done(views::saved(named.trim()), None);
            }
            Err(why) => problem.set(explain(why, &named)),
        }
    };
    view! {
        <Dialog title=views::SAVE class="narrow" on_close=close>
            <form novalidate on:submit=reactive::on(on_submit)>
                <div class="dialog-body">
                    <TextField label=views::NAME.text() value=name hint=String::from(views::SAVE_HINT)/>
                </div>
                <p class="form-problem" role="alert">{reactive::text(move || problem.get())}</p>
                <footer class="dialog-foot">
                    <TextButton label=actions::CANCEL on_press=move |_| close.run(())/>
                    <TextButton label=views::SAVE kind="primary" submits=true/>
                </footer>
            </form>
        </Dialog>
    }
}

/// The dialog "Saved views", which renames, reorders and deletes them.
#[component]
pub fn SavedViewsDialog() -> impl IntoView {
    let app = AppState::here();
    app.saved.reload();
    let problem = RwSignal::new(String::new());
    let removed = RwSignal::new(None::<(usize, SavedView)>);
    let names = move || app.saved.list().into_iter().map(|it| it.name).collect();
    let undo = move |_| {
        if let Some((place, view)) = removed.try_update(Option::take).flatten() {
            app.saved.put_back(place, view);
        }
    };
    view! {
        <Dialog title=views::SAVED_VIEWS class="saved" on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                {reactive::when(
                    move || app.saved.list().is_empty(),
                    || view! { <p class="field-note">{views::NONE_SAVED.text()}</p> },
                )}
                <ul class="saved-list">
                    {reactive::each(names, move |name| view! { <SavedRow name problem removed/> })}
                </ul>
            </div>
            <p class="form-problem" role="alert">{reactive::text(move || problem.get())}</p>
            <footer class="dialog-foot">
                <p role="status" dir="auto">
                    {reactive::text(move || removed.with(|it| it.as_ref().map(|(_, it)| dialogs::deleted_named(&it.name))).unwrap_or_default())}
                </p>
                {reactive::when(
                    move || removed.with(Option::is_some),
                    move || view! { <TextButton label=actions::UNDO on_press=undo/> },
                )}
                <TextButton label=actions::DONE kind="primary" on_press=move |_| app.overlay.set(None)/>
            </footer>
        </Dialog>
    }
}

/// One saved view in the dialog: its name, which can be changed, and buttons to move and delete it.
#[component]
fn SavedRow(name: String, problem: RwSignal<String>, removed: RwSignal<Option<(usize, SavedView)>>) -> impl IntoView {
    let app = AppState::here();
    let saved = app.saved;
    let named = StoredValue::new(name.clone());
    let typed = RwSignal::new(name.clone());
    let rename = move |_| {
        let (now, name) = (named.get_value(), typed.get_untracked());
        problem.set(String::new());
        if let Err(why) = saved.rename(&now, &name) {
            problem.set(explain(why, &name));
            typed.set(now);
        }
    };
    let is_here = reactive::flag(move || named.with_value(|name| app.saved_views().iter().any(|it| it.name == *name)));
    view! {
        <li class="saved-row">
            <input
                aria-label=views::name_of(&name)
                dir="auto"
                autocomplete="off"
                prop:value=reactive::text(move || typed.get())
                on:input=reactive::on(move |event| typed.set(event_target_value(&event)))
                on:change=reactive::on(rename)
            />
            <IconButton icon="up" label=settings::move_up(&name) on_press=move |_| saved.reorder(&named.get_value(), true)/>
            <IconButton icon="down" label=settings::move_down(&name) on_press=move |_| saved.reorder(&named.get_value(), false)/>
            <IconButton icon="close" label=dialogs::delete_named(&name) on_press=move |_| removed.set(saved.remove(&named.get_value()))/>
            {reactive::when(move || !is_here.get(), || view! { <small>{views::ACCOUNT_MISSING.text()}</small> })}
        </li>
    }
}
