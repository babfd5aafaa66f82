//! The combobox: typing, arrow keys, Enter and Escape, and the accessibility attributes.

use deskbell::ui::controls::{Choosable, Combobox};
use deskbell::ui::reactive;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::support::{Element, Mount, document, press, press_with_alt, settle, until};

const STATES: [&str; 5] = ["Closed", "Opened", "Pending", "Spam", "Unread"];

/// A combobox of states, and the choices made in it.
struct Field {
    mount: Mount,
    value: ArcRwSignal<String>,
    chosen: ArcRwSignal<Vec<String>>,
}

/// The options of a combobox under test.
#[derive(Default)]
struct Settings {
    free_entry: bool,
    is_multiple: bool,
    value: &'static str,
    /// The number of options besides the states.
    more: usize,
    recent: Vec<String>,
}

impl Field {
    fn new(settings: Settings) -> Field {
        let chosen = ArcRwSignal::new(Vec::new());
        let recorded = chosen.clone();
        let value = ArcRwSignal::new(settings.value.to_owned());
        let shown = value.clone();
        let mount = Mount::new(move || {
            let value = RwSignal::from(shown);
            let on_choose = Callback::new(move |id: String| {
                value.set(STATES.iter().find(|name| name.to_lowercase() == id).map_or(id.clone(), ToString::to_string));
                recorded.update(|chosen| chosen.push(id));
            });
            let more = (0..settings.more).map(|at| Choosable::new(format!("more-{at}"), format!("More {at}")));
            let states = STATES.map(|name| Choosable::new(name.to_lowercase(), name));
            let options: Vec<Choosable> = states.into_iter().chain(more).collect();
            let recent = settings.recent;
            view! {
                <Combobox
                    label="State"
                    value=value
                    options=reactive::signal(move || options.clone())
                    on_choose=on_choose
                    free_entry=settings.free_entry
                    is_multiple=settings.is_multiple
                    recent=reactive::signal(move || recent.clone())
                />
            }
            .into_any()
        });
        Field { mount, value, chosen }
    }

    fn input(&self) -> Element {
        self.mount.element("combobox", "State")
    }

    async fn enter(&self, text: &str) {
        self.input().enter(text);
        settle().await;
        self.assert_accessible();
    }

    async fn press(&self, key: &str) {
        press(key);
        settle().await;
        self.assert_accessible();
    }

    /// Presses a key with Alt.
    async fn press_alt(&self, key: &str) {
        press_with_alt(key);
        settle().await;
    }

    fn active(&self) -> String {
        self.input().attribute("aria-activedescendant")
    }

    fn options(&self) -> Vec<String> {
        self.mount.names("option")
    }

    /// Returns the highlighted option, which Enter would choose.
    fn highlighted(&self) -> Vec<String> {
        let options = self.mount.all("option").into_iter();
        options.filter(|option| option.attribute("aria-selected") == "true").map(|option| option.name()).collect()
    }

    fn chosen(&self) -> Vec<String> {
        self.chosen.get_untracked()
    }

    /// Asserts that the accessibility attributes match what is visible.
    #[track_caller]
    fn assert_accessible(&self) {
        let (input, list) = (self.input(), self.mount.all("listbox"));
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

/// A choice takes a few letters and Enter: the list narrows to the matches, with the best one first and highlighted.
#[wasm_bindgen_test]
async fn typing_filters_and_enter_chooses_the_best_match() {
    let field = Field::new(Settings::default());
    field.assert_accessible();
    assert_eq!(field.options(), [""; 0]);
    field.enter("pen").await;
    assert_eq!(field.options(), ["Pending", "Opened"]);
    assert_eq!(field.highlighted(), ["Pending"]);
    field.press("Enter").await;
    assert_eq!(field.chosen(), ["pending"]);
    assert_eq!((field.options().len(), field.input().value()), (0, "Pending".to_owned()));
    assert!(field.input().has_focus());
}

/// Arrow keys open the list at the current value and wrap around at its ends.
#[wasm_bindgen_test]
async fn arrow_keys_open_the_list_and_wrap_around() {
    let field = Field::new(Settings { value: "Pending", ..Settings::default() });
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

/// Escape cancels: nothing is chosen, and the field shows its previous value.
#[wasm_bindgen_test]
async fn escape_closes_the_list_and_keeps_the_value() {
    let field = Field::new(Settings { value: "Opened", ..Settings::default() });
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

/// A half-typed word must not look like a choice.
#[wasm_bindgen_test]
async fn leaving_the_field_discards_typed_text() {
    let field = Field::new(Settings { value: "Opened", free_entry: true, ..Settings::default() });
    field.enter("clo").await;
    field.input().blur().unwrap();
    until("the list is closed", || field.options().is_empty()).await;
    field.assert_accessible();
    assert_eq!((field.input().value(), field.chosen()), ("Opened".to_owned(), vec![]));
}

/// Free text is offered last, so that a known name is preferred, and highlighted only when it is the sole option.
#[wasm_bindgen_test]
async fn free_text_is_offered_last_and_highlighted_when_nothing_matches() {
    let field = Field::new(Settings { free_entry: true, ..Settings::default() });
    field.enter("pen").await;
    assert_eq!(field.options(), ["Pending", "Opened", "Use \"pen\""]);
    assert_eq!(field.highlighted(), ["Pending"]);
    field.enter("Pending").await;
    assert_eq!(field.options(), ["Pending"], "a known name is offered once");
    field.enter("waiting for Godot").await;
    assert_eq!(field.highlighted(), ["Use \"waiting for Godot\""]);
    assert_eq!(field.options().len(), 1);
    field.press("Enter").await;
    assert_eq!(field.chosen(), ["waiting for Godot"]);
}

/// Without free entry, text that matches no option cannot be chosen.
#[wasm_bindgen_test]
async fn unknown_text_cannot_be_chosen_without_free_entry() {
    let field = Field::new(Settings { value: "Opened", ..Settings::default() });
    field.enter("waiting").await;
    assert_eq!(field.options(), [""; 0]);
    assert!(field.mount.text().contains("No matches"));
    field.press("Enter").await;
    assert_eq!(field.chosen(), [""; 0]);
}

/// Mouse down on an option must not take the focus from the field, or the list would close before the click.
#[wasm_bindgen_test]
async fn clicking_an_option_keeps_the_focus_in_the_field() {
    let field = Field::new(Settings::default());
    field.input().click();
    until("the list is open", || field.options() == STATES).await;
    let option = field.mount.element("option", "Spam");
    assert!(!option.mouse_down(), "the browser must not move the focus");
    option.click();
    until("the list is closed", || field.options().is_empty()).await;
    assert_eq!(field.chosen(), ["spam"]);
    assert!(field.input().has_focus());
    field.assert_accessible();
}

/// In a field for several choices, each choice clears the field for the next one.
#[wasm_bindgen_test]
async fn a_field_for_several_choices_is_cleared_after_each() {
    let field = Field::new(Settings { is_multiple: true, ..Settings::default() });
    for (typed, id) in [("spa", "spam"), ("unr", "unread")] {
        field.enter(typed).await;
        field.press("Enter").await;
        assert_eq!(field.chosen().pop().as_deref(), Some(id));
        assert_eq!(field.input().value(), "");
        assert_eq!(field.options(), STATES);
        assert!(field.input().has_focus());
    }
}

/// Arrow up opens the list at its end, so the last option is one key away.
#[wasm_bindgen_test]
async fn arrow_up_opens_the_list_at_its_end() {
    let field = Field::new(Settings { value: "Pending", ..Settings::default() });
    field.input().focus().unwrap();
    field.press("ArrowUp").await;
    assert_eq!((field.options().len(), field.highlighted()), (5, vec!["Unread".to_owned()]));
    field.press("ArrowUp").await;
    assert_eq!(field.highlighted(), ["Spam"]);
    field.press("Enter").await;
    assert_eq!(field.chosen(), ["spam"]);
}

/// With Alt, arrow keys only open and close the list. Nothing is highlighted, so nothing is chosen by mistake.
#[wasm_bindgen_test]
async fn alt_with_arrow_keys_only_opens_and_closes_the_list() {
    let field = Field::new(Settings { value: "Pending", ..Settings::default() });
    field.input().focus().unwrap();
    field.press_alt("ArrowDown").await;
    assert_eq!((field.options().len(), field.active(), field.highlighted().len()), (5, String::new(), 0));
    field.press_alt("ArrowUp").await;
    field.assert_accessible();
    assert_eq!((field.options().len(), field.input().value()), (0, "Pending".to_owned()));
    field.press_alt("ArrowDown").await;
    press("Enter");
    settle().await;
    assert_eq!((field.options().len(), field.chosen()), (0, vec![]), "Enter chooses nothing without a highlight");
    field.press_alt("ArrowDown").await;
    field.press("ArrowDown").await;
    assert_eq!(field.highlighted(), ["Closed"]);
    field.press("Escape").await;
    field.press_alt("ArrowDown").await;
    field.press("ArrowUp").await;
    assert_eq!(field.highlighted(), ["Unread"]);
}

/// In a long list a page is ten options, and paging does not wrap around.
#[wasm_bindgen_test]
async fn page_keys_move_ten_options_and_stop_at_the_ends() {
    let field = Field::new(Settings { more: 20, ..Settings::default() });
    field.input().focus().unwrap();
    press("PageDown");
    settle().await;
    assert_eq!(field.options().len(), 0, "a closed list stays closed");
    field.press("ArrowDown").await;
    // Five states and twenty more make 25 options.
    let down = ["More 5", "More 15", "More 19", "More 19"].map(|name| ("PageDown", name));
    let up = ["More 9", "Unread", "Closed", "Closed"].map(|name| ("PageUp", name));
    for (key, name) in down.into_iter().chain(up) {
        field.press(key).await;
        assert_eq!(field.highlighted(), [name], "{key}");
    }
    let list = field.mount.element("listbox", "State").get_bounding_client_rect();
    field.press("ArrowUp").await;
    let option = document().get_element_by_id(&field.active()).unwrap().get_bounding_client_rect();
    assert!(option.top() >= list.top() && option.bottom() <= list.bottom(), "the highlighted option is visible");
}

/// Home, End, left and right move the text cursor.
#[wasm_bindgen_test]
async fn text_editing_keys_are_left_to_the_browser() {
    let field = Field::new(Settings::default());
    field.enter("pen").await;
    for key in ["Home", "End", "ArrowLeft", "ArrowRight", "Delete", "Backspace"] {
        assert!(press(key), "the browser handles {key}");
        settle().await;
        assert_eq!(field.highlighted(), ["Pending"], "{key} does not move the highlight");
    }
    for key in ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Escape"] {
        assert!(!press(key), "the list handles {key}");
        settle().await;
    }
}

/// Tab moves to the next field, closes the list and chooses nothing.
#[wasm_bindgen_test]
async fn tab_closes_the_list_and_chooses_nothing() {
    let field = Field::new(Settings { value: "Opened", ..Settings::default() });
    field.enter("pen").await;
    assert!(press("Tab"), "the browser moves the focus");
    settle().await;
    assert_eq!((field.options().len(), field.chosen(), field.input().value()), (0, vec![], "Opened".to_owned()));
}

/// Recent choices are likely to be repeated, so they come first while nothing is typed.
#[wasm_bindgen_test]
async fn recent_choices_come_first_while_nothing_is_typed() {
    let field = Field::new(Settings { recent: vec!["spam".into(), "pending".into()], ..Settings::default() });
    field.input().focus().unwrap();
    field.press("ArrowDown").await;
    assert_eq!(field.options(), ["Spam", "Pending", "Closed", "Opened", "Unread"]);
    field.enter("e").await;
    assert_eq!(field.options(), ["Closed", "Opened", "Pending", "Unread"]);
    field.input().enter("");
    settle().await;
    assert_eq!(field.options()[0], "Spam");
}

/// Screen readers announce how many options match.
#[wasm_bindgen_test]
async fn the_number_of_options_is_announced() {
    let field = Field::new(Settings::default());
    let announcement =
        || field.mount.query_selector("[aria-live]").unwrap().unwrap().text_content().unwrap_or_default();
    assert_eq!(announcement(), "");
    field.enter("pen").await;
    assert_eq!(announcement(), "2 options");
    field.enter("penx").await;
    assert_eq!(announcement(), "No matching options");
    field.press("Escape").await;
    assert_eq!(announcement(), "");
}

/// After Tab the whole text is selected, so typing replaces it. A name that arrives at that moment must not change the
/// selection.
#[wasm_bindgen_test]
async fn selected_text_stays_selected_when_the_value_changes() {
    let field = Field::new(Settings { value: "kenji@tern.example", ..Settings::default() });
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
    assert_eq!(selected(), (Some(8), Some(8)), "a cursor at the end stays at the end");
}
