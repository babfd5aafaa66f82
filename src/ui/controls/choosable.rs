//! The options of a list: how they match a search, their order, and how they look.

use leptos::prelude::*;

use super::Avatar;
use crate::domain::{Colour, Label, Person, search};
use crate::text;
use crate::ui::reactive;

/// An option of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choosable {
    /// What the choice is reported by.
    pub id: String,
    /// The name that people read and search for.
    pub name: String,
    /// A second text that is shown and searched, such as an email address.
    pub detail: String,
    /// The person whose avatar is shown beside it.
    pub person: Option<Person>,
    /// The state category whose mark is shown beside it.
    pub category: Option<&'static str>,
    /// The colour of the dot beside it.
    pub colour: Option<Colour>,
    /// Whether it stays before the recent choices.
    pub is_first: bool,
}

impl Choosable {
    /// Makes an option with a name.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Choosable { id: id.into(), name: name.into(), ..Choosable::default() }
    }

    /// Makes an option of a person.
    pub fn person(person: &Person) -> Self {
        let name = person.display().to_owned();
        let detail = if person.email == name { String::new() } else { person.email.clone() };
        Choosable { id: person.id.clone(), name, detail, person: Some(person.clone()), ..Choosable::default() }
    }

    /// Makes an option of a label.
    pub fn label(label: &Label) -> Self {
        Choosable { colour: Some(label.colour()), ..Choosable::new(&label.id, &label.name) }
    }

    fn rank(&self, typed: &str) -> Option<u32> {
        search::rank(&self.name, typed).max(search::rank(&self.detail, typed).filter(|_| !self.detail.is_empty()))
    }
}

/// One line of a list of options.
#[derive(Clone, PartialEq)]
pub enum OptionLine {
    /// A known option.
    Known(Choosable),
    /// The typed text itself.
    Typed(String),
}

impl OptionLine {
    /// Returns what people read.
    pub fn text(&self) -> String {
        match self {
            OptionLine::Known(choice) => choice.name.clone(),
            OptionLine::Typed(text) => text::controls::use_typed(text.clone()),
        }
    }

    /// Returns what is reported when it is chosen: an id, or the typed text.
    pub fn id(&self) -> String {
        match self {
            OptionLine::Known(choice) => choice.id.clone(),
            OptionLine::Typed(text) => text.clone(),
        }
    }
}

/// One line of a list of options.
#[component]
pub fn OptionLine(
    /// The line.
    line: OptionLine,
    /// Its index.
    at: usize,
    /// The id of the list.
    list: StoredValue<String>,
    /// The index of the highlighted line.
    active: RwSignal<usize>,
    /// Chooses the line at an index.
    choose: Callback<usize>,
) -> impl IntoView {
    let text = line.text();
    let (mark, detail) = match line {
        OptionLine::Known(choice) => {
            let avatar = choice.person.map(|person| view! { <Avatar person/> }.into_any());
            let category =
                choice.category.map(|category| view! { <span class=format!("tone {category}")></span> }.into_any());
            let dot =
                choice.colour.map(|colour| view! { <span class="dot" style:--label=colour.css()></span> }.into_any());
            (avatar.or(category).or(dot), choice.detail)
        }
        OptionLine::Typed(_) => (None, String::new()),
    };
    view! {
        <li
            id=option_id(&list.get_value(), at)
            role="option"
            aria-selected=reactive::text(move || (active.get() == at).to_string())
            on:mousemove=reactive::on(move |_| active.set(at))
            on:click=reactive::on(move |_| choose.run(at))
        >
            {mark}
            <span class="option-name" dir="auto">{text}</span>
            <span class="option-detail" dir="auto">{detail}</span>
        </li>
    }
}

/// How many lines are shown. People type to narrow a longer list.
const MOST_LINES: usize = 100;

/// Returns the lines that match a text, best first. With `free_entry` the text itself is the last one.
pub fn matching(options: &[Choosable], typed: &str, free_entry: bool) -> Vec<OptionLine> {
    let ranked: Vec<(u32, &Choosable)> =
        options.iter().filter_map(|choice| Some((choice.rank(typed)?, choice))).collect();
    let of_rank = |wanted: u32| ranked.iter().filter(move |(rank, _)| *rank == wanted);
    let best_first = (0..=search::BEST_RANK).rev().flat_map(of_rank);
    let mut lines: Vec<OptionLine> =
        best_first.take(MOST_LINES).map(|(_, choice)| OptionLine::Known((*choice).clone())).collect();
    let is_known = options.iter().any(|choice| choice.name == typed || choice.id == typed);
    if free_entry && !typed.is_empty() && !is_known {
        lines.push(OptionLine::Typed(typed.to_owned()));
    }
    lines
}

/// Moves recent choices to the front, newest first. The rest keeps its order.
pub fn recent_first(options: &mut [Choosable], recent: &[String]) {
    let place = |option: &Choosable| recent.iter().position(|id| *id == option.id).unwrap_or(recent.len());
    options.sort_by_key(|option| (!option.is_first, place(option)));
}

/// Returns the id of the line at an index of a list.
pub fn option_id(list: &str, at: usize) -> String {
    format!("{list}-{at}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lines: &[OptionLine]) -> Vec<String> {
        lines.iter().map(OptionLine::text).collect()
    }

    #[test]
    fn the_best_match_comes_first_and_the_typed_text_last() {
        let options = ["Closed", "Opened", "Pending"].map(|name| Choosable::new(name.to_lowercase(), name));
        assert_eq!(names(&matching(&options, "", false)), ["Closed", "Opened", "Pending"]);
        assert_eq!(names(&matching(&options, "pen", false)), ["Pending", "Opened"]);
        assert_eq!(names(&matching(&options, "pen", true)), ["Pending", "Opened", "Use \"pen\""]);
        assert_eq!(names(&matching(&options, "xyz", true)), ["Use \"xyz\""]);
        assert_eq!(names(&matching(&options, "Pending", true)), ["Pending"]);
    }

    #[test]
    fn people_are_found_by_email() {
        let person = Person { name: "Ana Bello".into(), ..Person::by_email("ana@acme.example") };
        let options = [Choosable::person(&person)];
        assert_eq!(names(&matching(&options, "acme", false)), ["Ana Bello"]);
    }

    #[test]
    fn recent_choices_come_after_pinned_options_and_before_the_rest() {
        let mut options = ["Ana", "Bob", "Cleo", "Dan"].map(|name| Choosable::new(name.to_lowercase(), name)).to_vec();
        options.insert(0, Choosable { is_first: true, ..Choosable::new("dan", "Assign to me") });
        recent_first(&mut options, &["cleo".into(), "gone".into(), "bob".into()]);
        assert_eq!(names(&matching(&options, "", false)), ["Assign to me", "Cleo", "Bob", "Ana", "Dan"]);
    }
}
