//! Saved views: named links, stored on the device.

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::domain::search;
use crate::platform::storage::{self, Key};
use crate::routes::Route;

/// A view with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedView {
    /// Its unique name.
    pub name: String,
    /// Its scope, filters and looks.
    pub view: Route,
}

/// The saved views, in the agent's order.
#[derive(Clone, Copy)]
pub struct SavedViews {
    /// All of them, as they are stored on the device.
    kept: RwSignal<String>,
    /// The name of the shown one; empty if none is.
    pub shown: RwSignal<String>,
}

/// Why a name cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// It is empty.
    Empty,
    /// Another view has it.
    Taken,
}

impl SavedViews {
    /// Creates an empty list; see [`SavedViews::reload`].
    pub fn new() -> Self {
        SavedViews { kept: RwSignal::new(String::new()), shown: RwSignal::new(String::new()) }
    }

    /// Returns all of them. Tracked.
    pub fn list(&self) -> Vec<SavedView> {
        self.kept.with(|text| parse(text))
    }

    /// Reads the stored views, which another tab may have changed.
    pub fn reload(&self) {
        // A browser that stores nothing must not remove those in memory.
        if let Some(text) = storage::read(Key::Views)
            && self.kept.with_untracked(|kept| *kept != text)
        {
            self.kept.set(text);
        }
    }

    /// Returns why a name cannot be used; `now` is the view's present name, if it has one.
    pub fn problem(&self, name: &str, now: Option<&str>) -> Option<NameProblem> {
        let name = name.trim();
        if name.is_empty() {
            return Some(NameProblem::Empty);
        }
        let is_taken = |it: &SavedView| is_same(&it.name, name) && Some(it.name.as_str()) != now;
        untrack(|| self.list()).iter().any(is_taken).then_some(NameProblem::Taken)
    }

    /// Adds a view at the end.
    ///
    /// # Errors
    ///
    /// What is wrong with the name.
    pub fn save(&self, name: &str, view: Route) -> Result<(), NameProblem> {
        self.reload();
        self.problem(name, None).map_or(Ok(()), Err)?;
        self.change(|list| list.push(SavedView { name: name.trim().to_owned(), view: view.view() }));
        Ok(())
    }

    /// Renames a view.
    ///
    /// # Errors
    ///
    /// What is wrong with the new name.
    pub fn rename(&self, now: &str, name: &str) -> Result<(), NameProblem> {
        self.reload();
        self.problem(name, Some(now)).map_or(Ok(()), Err)?;
        self.change(|list| {
            list.iter_mut().filter(|it| it.name == now).for_each(|it| name.trim().clone_into(&mut it.name));
        });
        Ok(())
    }

    /// Moves a view up or down in the order, by one place.
    pub fn reorder(&self, name: &str, is_up: bool) {
        self.reload();
        self.change(|list| {
            let Some(place) = list.iter().position(|it| it.name == name) else { return };
            let other = if is_up { place.checked_sub(1) } else { Some(place + 1).filter(|it| *it < list.len()) };
            if let Some(other) = other {
                list.swap(place, other);
            }
        });
    }

    /// Removes a view. Returns it and its index, to restore it there.
    pub fn remove(&self, name: &str) -> Option<(usize, SavedView)> {
        self.reload();
        let mut removed = None;
        self.change(|list| {
            let place = list.iter().position(|it| it.name == name);
            removed = place.map(|place| (place, list.remove(place)));
        });
        removed
    }

    /// Restores a view at its index, unless another one has its name by now.
    pub fn put_back(&self, place: usize, view: SavedView) {
        self.reload();
        if self.problem(&view.name, None).is_none() {
            self.change(|list| list.insert(place.min(list.len()), view));
        }
    }

    fn change(&self, change: impl FnOnce(&mut Vec<SavedView>)) {
        let mut views = untrack(|| self.list());
        change(&mut views);
        let text = print(&views);
        storage::write(Key::Views, &text);
        self.kept.set(text);
    }
}

impl Default for SavedViews {
    fn default() -> Self {
        SavedViews::new()
    }
}

/// Whether two names look the same.
fn is_same(one: &str, other: &str) -> bool {
    search::fold(one) == search::fold(other)
}

/// Returns the views in a text; whatever cannot be read is left out.
fn parse(text: &str) -> Vec<SavedView> {
    let kept: Value = serde_json::from_str(text).unwrap_or_default();
    let mut views: Vec<SavedView> = Vec::new();
    for entry in kept.as_array().into_iter().flatten() {
        let (Some(name), Some(link)) = (entry["name"].as_str().map(str::trim), entry["link"].as_str()) else {
            continue;
        };
        if !name.is_empty() && !views.iter().any(|it| is_same(&it.name, name)) {
            views.push(SavedView { name: name.to_owned(), view: Route::parse(link).view() });
        }
    }
    views
}

fn print(views: &[SavedView]) -> String {
    let entry = |it: &SavedView| json!({ "name": it.name, "link": it.view.print() });
    Value::Array(views.iter().map(entry).collect()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(views: &[SavedView]) -> Vec<&str> {
        views.iter().map(|it| it.name.as_str()).collect()
    }

    #[test]
    fn views_read_back() {
        let link = "account=acme&label=vip&q=refund&sort=waiting";
        let views = vec![SavedView { name: "VIP".into(), view: Route::parse(link) }];
        assert_eq!(parse(&print(&views)), views);
        assert!(print(&views).contains(link));
    }

    #[test]
    fn what_is_broken_is_left_out() {
        assert_eq!(parse(""), []);
        assert_eq!(parse("{\"name\":1}"), []);
        let text = r#"[1, {"name": "A"}, {"name": " ", "link": ""}, {"link": "q=x"}, {"name": 7, "link": "q=x"},
            {"name": "Kept", "link": "q=x&ticket=acme:7&demo=3"}, {"name": "kept", "link": "q=y"}]"#;
        let views = parse(text);
        assert_eq!(names(&views), ["Kept"]);
        assert_eq!(views[0].view.print(), "q=x");
    }
}
