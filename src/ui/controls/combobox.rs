//! The combobox: type to filter, arrows to move, Enter to choose, Escape to leave.
//!
//! It follows the editable combobox of the ARIA authoring practices: the focus stays in the field,
//! and the highlighted option is its active descendant. Written once, used for every choice.

use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::{Avatar, Icon};
use crate::domain::{Person, search};
use crate::platform::anchor::Anchor;
use crate::platform::focus;
use crate::ui::live;

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
    pub tone: Option<&'static str>,
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
        Choosable { id: person.id.clone(), name, detail, person: Some(person.clone()), tone: None }
    }

    fn rank(&self, typed: &str) -> Option<u32> {
        search::rank(&self.name, typed).max(search::rank(&self.detail, typed).filter(|_| !self.detail.is_empty()))
    }
}

/// One line of a list to choose from.
#[derive(Clone, PartialEq)]
pub enum Line {
    /// Something known.
    Known(Choosable),
    /// What was typed, as it is.
    Typed(String),
}

impl Line {
    /// What people read.
    pub fn text(&self) -> String {
        match self {
            Line::Known(choice) => choice.name.clone(),
            Line::Typed(text) => format!("Use \"{text}\""),
        }
    }

    /// What is chosen with it.
    pub fn id(&self) -> String {
        match self {
            Line::Known(choice) => choice.id.clone(),
            Line::Typed(text) => text.clone(),
        }
    }
}

/// How many lines are shown: nobody reads more, and typing narrows.
const MOST_LINES: usize = 100;

/// A field to choose one thing from many.
#[component]
pub fn Combobox(
    /// Its accessible name.
    #[prop(into)]
    label: String,
    /// What is chosen now, as text; empty for nothing.
    #[prop(into)]
    value: Signal<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Choosable>>,
    /// The id of what was chosen, or the typed text where that is allowed.
    on_choose: Callback<String>,
    /// Whether a text that is no option can be chosen.
    #[prop(optional, into)]
    free_entry: Signal<bool>,
    /// Whether the field is emptied after each choice, to choose several.
    #[prop(optional)]
    keeps_asking: bool,
    /// What the empty field says.
    #[prop(optional, into)]
    placeholder: String,
    /// The key that leads here, shown on hover.
    #[prop(optional, into)]
    key: Signal<String>,
    /// The field's id, so that keys can find it.
    #[prop(optional, into)]
    id: Option<String>,
    /// It is about to be used: time to fetch the options.
    #[prop(optional, into)]
    on_open: Option<Callback<()>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    // `None` while nobody types: then the field shows what is chosen.
    let typed = RwSignal::new(None::<String>);
    // What was chosen when the list opened: a better name that arrives meanwhile must not take the
    // place of a text that is selected to be typed over.
    let held = RwSignal::new(String::new());
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
        options.with(|options| matching(options, typed, free_entry.get()))
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
        held.set(now.clone());
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
        // Nothing is highlighted in an emptied field: what was chosen stays.
        let Some(line) = lines.with_untracked(|lines| lines.get(at).cloned()) else { return close() };
        if keeps_asking {
            typed.set(Some(String::new()));
            active.set(0);
        } else {
            close();
        }
        on_choose.run(line.id());
    });
    let step = move |by: isize| {
        let count = lines.with_untracked(Vec::len);
        if count > 0 {
            let at = active.get_untracked();
            // From no line at all the first step leads to an end.
            let at = if at == NOTHING { by.min(0) } else { at as isize + by };
            active.set(at.rem_euclid(count as isize) as usize);
            focus::reveal_id(&option_id(&list_id.get_value(), active.get_untracked()));
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let was_open = is_open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !was_open => open(),
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "Enter" if was_open => {
                choose.run(active.get_untracked());
                if !keeps_asking {
                    focus::go_back();
                }
            }
            "Escape" if was_open => {
                close();
                focus::go_back();
            }
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
        let is_emptied = text.trim().is_empty() && !keeps_asking;
        typed.set(Some(text));
        // Only what means nothing is the best match for nothing.
        let is_nothing = lines.with_untracked(|lines| lines.first().is_some_and(|line| line.id().is_empty()));
        active.set(if is_emptied && !is_nothing { NOTHING } else { 0 });
    };
    let on_blur = move |_: FocusEvent| close();
    let shown = move || match typed.get() {
        Some(typed) => typed,
        None if keeps_asking => String::new(),
        None if is_open.get() => held.get(),
        None => value.get(),
    };
    let name = label.clone();
    let title =
        live::text(move || key.with(|key| if key.is_empty() { String::new() } else { format!("{name} ({key})") }));

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
                aria-expanded=live::text(move || is_open.get().to_string())
                aria-controls=list_id.get_value()
                aria-activedescendant=live::maybe(move || {
                    (is_open.get() && lines.with(|lines| active.get() < lines.len()))
                        .then(|| option_id(&list_id.get_value(), active.get()))
                })
                aria-required=required.then_some("true")
                placeholder=placeholder
                title=title
                dir="auto"
                prop:value=live::text(shown)
                on:keydown=live::on(on_keydown)
                on:input=live::on(on_input)
                on:click=live::on(move |_| {
                    open();
                    field.get_untracked().inspect(|field| field.select());
                })
                on:blur=live::on(on_blur)
            />
            <Icon name="chevron"/>
            <ul
                id=list_id.get_value()
                class="options"
                role="listbox"
                aria-label=label
                hidden=live::flag(move || !is_open.get())
                // The field must keep the focus, or the list would close before the click; and where the whole
                // combobox is in a label, a click in here is not one on the field, which would open it again.
                on:mousedown=live::on(|event: MouseEvent| event.prevent_default())
                on:click=live::on(|event: MouseEvent| event.prevent_default())
                style:left=live::text(move || place.get().left)
                style:top=live::text(move || place.get().top)
                style:bottom=live::text(move || place.get().bottom)
                style:width=live::text(move || place.get().width)
            >
                {live::view(move || {
                    let line = |(at, line)| view! { <Line line at list=list_id active choose/> }.into_any();
                    lines.get().into_iter().enumerate().map(line).collect_view()
                })}
                {live::when(
                    move || is_open.get() && lines.with(Vec::is_empty),
                    || view! { <li class="no-option" role="presentation">"Nothing matches"</li> },
                )}
            </ul>
        </div>
    }
}

/// One line of the list.
#[component]
pub fn Line(
    /// What it says.
    line: Line,
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
        Line::Known(choice) => {
            let face = choice.person.map(|person| view! { <Avatar person/> }.into_any());
            let tone = choice.tone.map(|tone| view! { <span class=format!("tone {tone}")></span> }.into_any());
            (face.or(tone), choice.detail)
        }
        Line::Typed(_) => (None, String::new()),
    };
    view! {
        <li
            id=option_id(&list.get_value(), at)
            role="option"
            aria-selected=live::text(move || (active.get() == at).to_string())
            on:mousemove=live::on(move |_| active.set(at))
            on:click=live::on(move |_| choose.run(at))
        >
            {mark}
            <span class="option-name" dir="auto">{text}</span>
            <span class="option-detail" dir="auto">{detail}</span>
        </li>
    }
}

/// The lines for what was typed, best first; the typed text itself last where it is allowed.
pub fn matching(options: &[Choosable], typed: &str, free_entry: bool) -> Vec<Line> {
    let ranked: Vec<(u32, &Choosable)> =
        options.iter().filter_map(|choice| Some((choice.rank(typed)?, choice))).collect();
    let of_rank = |wanted: u32| ranked.iter().filter(move |(rank, _)| *rank == wanted);
    let best_first = (0..=search::BEST_RANK).rev().flat_map(of_rank);
    let mut lines: Vec<Line> = best_first.take(MOST_LINES).map(|(_, choice)| Line::Known((*choice).clone())).collect();
    let is_known = options.iter().any(|choice| choice.name == typed || choice.id == typed);
    if free_entry && !typed.is_empty() && !is_known {
        lines.push(Line::Typed(typed.to_owned()));
    }
    lines
}

/// The highlight on no line at all.
const NOTHING: usize = usize::MAX;

/// The id of the line at a place of a list.
pub fn option_id(list: &str, at: usize) -> String {
    format!("{list}-{at}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
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
}
