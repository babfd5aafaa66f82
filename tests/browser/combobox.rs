//! The combobox: typing, arrows, Enter and Escape, and what it tells about itself meanwhile.

use deskbell::ui::controls::{Choosable, Combobox};
use deskbell::ui::reactive;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::stage::{Part, Stage, document, press, press_with_alt, settle, until};

const STATES: [&str; 5] = ["Closed", "Opened", "Pending", "Spam", "Unread"];

/// A combobox of the states, and what was chosen in it.
struct Field {
    stage: Stage,
    value: ArcRwSignal<String>,
    chosen: ArcRwSignal<Vec<String>>,
}

/// What is different about a combobox.
#[derive(Default)]
struct Kind {
    free_entry: bool,
    keeps_asking: bool,
    value: &'static str,
    /// So many options besides the states.
    more: usize,
    recent: Vec<String>,
}

impl Field {
    fn of(kind: Kind) -> Field {
        let chosen = ArcRwSignal::new(Vec::new());
        let taken = chosen.clone();
        let value = ArcRwSignal::new(kind.value.to_owned());
        let shown = value.clone();
        let stage = Stage::set(move || {
            let value = RwSignal::from(shown);
            let on_choose = Callback::new(move |id: String| {
                value.set(STATES.iter().find(|name| name.to_lowercase() == id).map_or(id.clone(), ToString::to_string));
                taken.update(|chosen| chosen.push(id));
            });
            let more = (0..kind.more).map(|at| Choosable::new(format!("more-{at}"), format!("More {at}")));
            let states = STATES.map(|name| Choosable::new(name.to_lowercase(), name));
            let options: Vec<Choosable> = states.into_iter().chain(more).collect();
            let recent = kind.recent;
            view! {
                <Combobox
                    label="State"
                    value=value
                    options=reactive::signal(move || options.clone())
                    on_choose=on_choose
                    free_entry=kind.free_entry
                    keeps_asking=kind.keeps_asking
                    recent=reactive::signal(move || recent.clone())
                />
            }
            .into_any()
        });
        Field { stage, value, chosen }
    }

    fn input(&self) -> Part {
        self.stage.part("combobox", "State")
    }

    async fn enter(&self, text: &str) {
        self.input().enter(text);
        settle().await;
        self.must_tell_the_truth();
    }

    async fn press(&self, key: &str) {
        press(key);
        settle().await;
        self.must_tell_the_truth();
    }

    /// Presses a key together with Alt.
    async fn press_alt(&self, key: &str) {
        press_with_alt(key);
        settle().await;
    }

    fn active(&self) -> String {
        self.input().attribute("aria-activedescendant")
    }

    fn options(&self) -> Vec<String> {
        self.stage.names("option")
    }

    /// The option that Enter would choose.
    fn highlighted(&self) -> Vec<String> {
        let options = self.stage.all("option").into_iter();
        options.filter(|option| option.attribute("aria-selected") == "true").map(|option| option.name()).collect()
    }

    fn chosen(&self) -> Vec<String> {
        self.chosen.get_untracked()
    }

    /// What it says about itself must be what is in sight.
    #[track_caller]
    fn must_tell_the_truth(&self) {
        let (input, list) = (self.input(), self.stage.all("listbox"));
        assert_eq!(input.attribute("aria-expanded"), (!list.is_empty()).to_string());
        for list in &list {
            assert_eq!(input.attribute("aria-controls"), list.id());
            assert_eq!(list.name(), "State");
        }
        let active = input.attribute("aria-activedescendant");
        if self.options().is_empty() {
            assert_eq!(active, "");
        } else {
            let active = document().get_element_by_id(&active).unwrap();
            assert_eq!(active.get_attribute("aria-selected").as_deref(), Some("true"));
            assert_eq!(self.highlighted().len(), 1);
        }
    }
}

/// A choice takes a few letters and Enter: the list narrows to what matches, the best of it first
/// and highlighted.
#[wasm_bindgen_test]
async fn typing_filters_and_enter_chooses_the_best_match() {
    let field = Field::of(Kind::default());
    field.must_tell_the_truth();
    assert_eq!(field.options(), [""; 0]);
    field.enter("pen").await;
    assert_eq!(field.options(), ["Pending", "Opened"]);
    assert_eq!(field.highlighted(), ["Pending"]);
    field.press("Enter").await;
    assert_eq!(field.chosen(), ["pending"]);
    assert_eq!((field.options().len(), field.input().value()), (0, "Pending".to_owned()));
    assert!(field.input().has_focus());
}

/// The arrows open the list at what is chosen, and go round at its ends.
#[wasm_bindgen_test]
async fn the_arrows_open_the_list_and_go_round() {
    let field = Field::of(Kind { value: "Pending", ..Kind::default() });
    field.input().focus().unwrap();
    field.press("ArrowDown").await;
    assert_eq!(field.options(), STATES);
    assert_eq!(field.highlighted(), ["Pending"]);
    let down = ["Spam", "Unread", "Closed", "Opened"].map(|name| ("ArrowDown", name));
    let up = ["Closed", "Unread", "Spam"].map(|name| ("ArrowUp", name));
    for (key, name) in down.into_iter().chain(up) {
        field.press(key).await;
        assert_eq!(field.highlighted(), [name]);
    }
    field.press("Enter").await;
    assert_eq!(field.chosen(), ["spam"]);
}

/// Escape is the way out: nothing is chosen, and the field shows what it showed before.
#[wasm_bindgen_test]
async fn escape_closes_the_list_and_keeps_the_value() {
    let field = Field::of(Kind { value: "Opened", ..Kind::default() });
    field.enter("clo").await;
    field.press("ArrowDown").await;
    field.press("Escape").await;
    assert_eq!((field.options().len(), field.input().value()), (0, "Opened".to_owned()));
    assert!(field.input().has_focus(), "the first Escape only closes the list");
    field.press("Enter").await;
    assert_eq!(field.chosen(), [""; 0]);
    field.press("Escape").await;
    assert!(!document().active_element().unwrap().matches("input").unwrap(), "the second one leaves the field");
}

/// Half a word that was left behind must not look like a choice.
#[wasm_bindgen_test]
async fn leaving_the_field_drops_what_was_typed() {
    let field = Field::of(Kind { value: "Opened", free_entry: true, ..Kind::default() });
    field.enter("clo").await;
    field.input().blur().unwrap();
    until("the list is closed", || field.options().is_empty()).await;
    field.must_tell_the_truth();
    assert_eq!((field.input().value(), field.chosen()), ("Opened".to_owned(), vec![]));
}

/// A text of one's own comes last, so that a known name wins, and first only when it is alone.
#[wasm_bindgen_test]
async fn a_text_of_ones_own_is_offered_last_and_highlighted_when_nothing_matches() {
    let field = Field::of(Kind { free_entry: true, ..Kind::default() });
    field.enter("pen").await;
    assert_eq!(field.options(), ["Pending", "Opened", "Use \"pen\""]);
    assert_eq!(field.highlighted(), ["Pending"]);
    field.enter("Pending").await;
    assert_eq!(field.options(), ["Pending"], "what is known needs no second line");
    field.enter("waiting for Godot").await;
    assert_eq!(field.highlighted(), ["Use \"waiting for Godot\""]);
    assert_eq!(field.options().len(), 1);
    field.press("Enter").await;
    assert_eq!(field.chosen(), ["waiting for Godot"]);
}

/// Where only known things can be chosen, anything else is told apart and never sent.
#[wasm_bindgen_test]
async fn what_is_not_known_cannot_be_chosen_where_only_known_things_can() {
    let field = Field::of(Kind { value: "Opened", ..Kind::default() });
    field.enter("waiting").await;
    assert_eq!(field.options(), [""; 0]);
    assert!(field.stage.text().contains("Nothing matches"));
    field.press("Enter").await;
    assert_eq!(field.chosen(), [""; 0]);
}

/// A mouse down on an option must not take the focus out of the field, or the list would close
/// before the click lands.
#[wasm_bindgen_test]
async fn an_option_can_be_clicked_without_the_field_losing_the_focus() {
    let field = Field::of(Kind::default());
    field.input().click();
    until("the list is open", || field.options() == STATES).await;
    let option = field.stage.part("option", "Spam");
    assert!(!option.mouse_down(), "the browser may not move the focus");
    option.click();
    until("the list is closed", || field.options().is_empty()).await;
    assert_eq!(field.chosen(), ["spam"]);
    assert!(field.input().has_focus());
    field.must_tell_the_truth();
}

/// Where several things are chosen one after the other, each choice leaves an empty field, ready for
/// the next.
#[wasm_bindgen_test]
async fn a_field_that_keeps_asking_is_emptied_after_each_choice() {
    let field = Field::of(Kind { keeps_asking: true, ..Kind::default() });
    for (typed, id) in [("spa", "spam"), ("unr", "unread")] {
        field.enter(typed).await;
        field.press("Enter").await;
        assert_eq!(field.chosen().pop().as_deref(), Some(id));
        assert_eq!(field.input().value(), "");
        assert_eq!(field.options(), STATES);
        assert!(field.input().has_focus());
    }
}

/// The arrow up opens the list, too, and from its end: the last of a list is one key away.
#[wasm_bindgen_test]
async fn the_arrow_up_opens_the_list_at_its_end() {
    let field = Field::of(Kind { value: "Pending", ..Kind::default() });
    field.input().focus().unwrap();
    field.press("ArrowUp").await;
    assert_eq!((field.options().len(), field.highlighted()), (5, vec!["Unread".to_owned()]));
    field.press("ArrowUp").await;
    assert_eq!(field.highlighted(), ["Spam"]);
    field.press("Enter").await;
    assert_eq!(field.chosen(), ["spam"]);
}

/// With Alt the arrows only open and close: nothing is highlighted, so nothing is chosen by mistake.
#[wasm_bindgen_test]
async fn with_alt_the_arrows_only_open_and_close() {
    let field = Field::of(Kind { value: "Pending", ..Kind::default() });
    field.input().focus().unwrap();
    field.press_alt("ArrowDown").await;
    assert_eq!((field.options().len(), field.active(), field.highlighted().len()), (5, String::new(), 0));
    field.press_alt("ArrowUp").await;
    field.must_tell_the_truth();
    assert_eq!((field.options().len(), field.input().value()), (0, "Pending".to_owned()));
    field.press_alt("ArrowDown").await;
    press("Enter");
    settle().await;
    assert_eq!(
        (field.options().len(), field.chosen()),
        (0, vec![]),
        "Enter chooses nothing where nothing is highlighted"
    );
    field.press_alt("ArrowDown").await;
    field.press("ArrowDown").await;
    assert_eq!(field.highlighted(), ["Closed"]);
    field.press("Escape").await;
    field.press_alt("ArrowDown").await;
    field.press("ArrowUp").await;
    assert_eq!(field.highlighted(), ["Unread"]);
}

/// In a long list a page is ten lines, and the ends are ends.
#[wasm_bindgen_test]
async fn page_keys_move_ten_lines_and_stop_at_the_ends() {
    let field = Field::of(Kind { more: 20, ..Kind::default() });
    field.input().focus().unwrap();
    press("PageDown");
    settle().await;
    assert_eq!(field.options().len(), 0, "a closed list stays closed");
    field.press("ArrowDown").await;
    // Five states and twenty more: the lines 0 to 24.
    let down = ["More 5", "More 15", "More 19", "More 19"].map(|name| ("PageDown", name));
    let up = ["More 9", "Unread", "Closed", "Closed"].map(|name| ("PageUp", name));
    for (key, name) in down.into_iter().chain(up) {
        field.press(key).await;
        assert_eq!(field.highlighted(), [name], "{key}");
    }
    let list = field.stage.part("listbox", "State").get_bounding_client_rect();
    field.press("ArrowUp").await;
    let line = document().get_element_by_id(&field.active()).unwrap().get_bounding_client_rect();
    assert!(line.top() >= list.top() && line.bottom() <= list.bottom(), "what is highlighted is in sight");
}

/// Home, End and the arrows to the sides belong to the text.
#[wasm_bindgen_test]
async fn keys_that_move_in_the_text_are_left_to_the_text() {
    let field = Field::of(Kind::default());
    field.enter("pen").await;
    for key in ["Home", "End", "ArrowLeft", "ArrowRight", "Delete", "Backspace"] {
        assert!(press(key), "{key} is the browser's");
        settle().await;
        assert_eq!(field.highlighted(), ["Pending"], "{key} moves no highlight");
    }
    for key in ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Escape"] {
        assert!(!press(key), "{key} is the list's");
        settle().await;
    }
}

/// Tab goes on to the next field: the list closes, and nothing is chosen.
#[wasm_bindgen_test]
async fn tab_closes_the_list_and_chooses_nothing() {
    let field = Field::of(Kind { value: "Opened", ..Kind::default() });
    field.enter("pen").await;
    assert!(press("Tab"), "the browser moves the focus");
    settle().await;
    assert_eq!((field.options().len(), field.chosen(), field.input().value()), (0, vec![], "Opened".to_owned()));
}

/// What was chosen lately is chosen again: it comes first, but only while nothing is typed.
#[wasm_bindgen_test]
async fn what_was_chosen_recently_comes_first_while_nothing_is_typed() {
    let field = Field::of(Kind { recent: vec!["spam".into(), "pending".into()], ..Kind::default() });
    field.input().focus().unwrap();
    field.press("ArrowDown").await;
    assert_eq!(field.options(), ["Spam", "Pending", "Closed", "Opened", "Unread"]);
    field.enter("e").await;
    assert_eq!(field.options(), ["Closed", "Opened", "Pending", "Unread"]);
    field.input().enter("");
    settle().await;
    assert_eq!(field.options()[0], "Spam");
}

/// Whoever does not see the list hears how much of it is left.
#[wasm_bindgen_test]
async fn how_many_options_are_left_is_announced() {
    let field = Field::of(Kind::default());
    let heard = || field.stage.query_selector("[aria-live]").unwrap().unwrap().text_content().unwrap_or_default();
    assert_eq!(heard(), "");
    field.enter("pen").await;
    assert_eq!(heard(), "2 options");
    field.enter("penx").await;
    assert_eq!(heard(), "No option matches");
    field.press("Escape").await;
    assert_eq!(heard(), "");
}

/// Whoever comes with Tab has the whole text selected and types over it: a name that is learned at that moment must not
/// make them type behind it.
#[wasm_bindgen_test]
async fn what_is_selected_to_be_typed_over_stays_so_when_a_better_name_arrives() {
    let field = Field::of(Kind { value: "kenji@tern.example", ..Kind::default() });
    settle().await;
    let input = field.input().dyn_ref::<HtmlInputElement>().unwrap().clone();
    let selected = || (input.selection_start().unwrap(), input.selection_end().unwrap());
    input.focus().unwrap();
    input.select();
    field.value.set("Kenji".into());
    settle().await;
    assert_eq!((input.value().as_str(), selected()), ("Kenji", (Some(0), Some(5))));
    input.set_selection_range(5, 5).unwrap();
    field.value.set("Kenji W.".into());
    settle().await;
    assert_eq!(selected(), (Some(8), Some(8)), "whoever is elsewhere in it stays there");
}
