//! What can be chosen from a list, in which order, and how it looks there.

use leptos::prelude::*;

use super::Avatar;
use crate::domain::{Colour, Label, Person, search};
use crate::ui::reactive;

/// Something that can be chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choosable {
    /// What the choice is called outside.
    pub id: String,
    /// What people read and type.
    pub name: String,
    /// More to find it by, shown beside it: an e-mail address.
    pub detail: String,
    /// Whose face stands beside it.
    pub person: Option<Person>,
    /// The kind of state whose mark stands beside it.
    pub category: Option<&'static str>,
    /// The colour whose dot stands beside it.
    pub colour: Option<Colour>,
    /// Whether it stays before what was chosen recently.
    pub is_first: bool,
}

impl Choosable {
    /// A choice with a name.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Choosable { id: id.into(), name: name.into(), ..Choosable::default() }
    }

    /// A person to choose.
    pub fn person(person: &Person) -> Self {
        let name = person.display().to_owned();
        let detail = if person.email == name { String::new() } else { person.email.clone() };
        Choosable { id: person.id.clone(), name, detail, person: Some(person.clone()), ..Choosable::default() }
    }

    /// A label to choose.
    pub fn label(label: &Label) -> Self {
        Choosable { colour: Some(label.colour()), ..Choosable::new(&label.id, &label.name) }
    }

    fn rank(&self, typed: &str) -> Option<u32> {
        search::rank(&self.name, typed).max(search::rank(&self.detail, typed).filter(|_| !self.detail.is_empty()))
    }
}

/// One line of a list to choose from.
#[derive(Clone, PartialEq)]
pub enum OptionLine {
    /// Something known.
    Known(Choosable),
    /// What was typed, as it is.
    Typed(String),
}

impl OptionLine {
    /// What people read.
    pub fn text(&self) -> String {
        match self {
            OptionLine::Known(choice) => choice.name.clone(),
            OptionLine::Typed(text) => format!("Use \"{text}\""),
        }
    }

    /// What is chosen with it.
    pub fn id(&self) -> String {
        match self {
            OptionLine::Known(choice) => choice.id.clone(),
            OptionLine::Typed(text) => text.clone(),
        }
    }
}

/// One line of the list.
#[component]
pub fn OptionLine(
    /// What it says.
    line: OptionLine,
    /// Its place.
    at: usize,
    /// The id of the list.
    list: StoredValue<String>,
    /// The place that is highlighted.
    active: RwSignal<usize>,
    /// Chooses what is at a place.
    choose: Callback<usize>,
) -> impl IntoView {
    let text = line.text();
    let (mark, detail) = match line {
        OptionLine::Known(choice) => {
            let face = choice.person.map(|person| view! { <Avatar person/> }.into_any());
            let category =
                choice.category.map(|category| view! { <span class=format!("tone {category}")></span> }.into_any());
            let dot =
                choice.colour.map(|colour| view! { <span class="dot" style:--label=colour.css()></span> }.into_any());
            (face.or(category).or(dot), choice.detail)
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

/// How many lines are shown: nobody reads more, and typing narrows.
const MOST_LINES: usize = 100;

/// The lines for what was typed, best first; the typed text itself last where it is allowed.
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

/// What was chosen recently comes first, the newest before the others; the rest stays in order.
pub fn recent_first(options: &mut [Choosable], recent: &[String]) {
    let place = |option: &Choosable| recent.iter().position(|id| *id == option.id).unwrap_or(recent.len());
    options.sort_by_key(|option| (!option.is_first, place(option)));
}

/// The id of the line at a place of a list.
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
    fn people_are_found_by_address() {
        let person = Person { name: "Ana Bello".into(), ..Person::by_email("ana@acme.example") };
        let options = [Choosable::person(&person)];
        assert_eq!(names(&matching(&options, "acme", false)), ["Ana Bello"]);
    }

    #[test]
    fn what_was_chosen_recently_comes_first_but_for_what_is_always_first() {
        let mut options = ["Ana", "Bob", "Cleo", "Dan"].map(|name| Choosable::new(name.to_lowercase(), name)).to_vec();
        options.insert(0, Choosable { is_first: true, ..Choosable::new("dan", "Assign to me") });
        recent_first(&mut options, &["cleo".into(), "gone".into(), "bob".into()]);
        assert_eq!(names(&matching(&options, "", false)), ["Assign to me", "Cleo", "Bob", "Ana", "Dan"]);
    }
}
