//! How a list is shown: in which order, how dense, and with which columns.

use super::field::TicketField;

/// What somebody chose of it; what is `None` is left to whoever chose before, or to the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// The order of the rows.
    pub sort: Option<Sort>,
    /// How much room a row takes.
    pub density: Option<Density>,
    /// What a row shows beside who, when and what.
    pub columns: Option<Columns>,
}

impl Display {
    /// What `self` leaves open is as `other` has it.
    #[must_use]
    pub fn or(self, other: Display) -> Display {
        Display {
            sort: self.sort.or(other.sort),
            density: self.density.or(other.density),
            columns: self.columns.or(other.columns),
        }
    }

    /// The order of the rows.
    pub fn sort(&self) -> Sort {
        self.sort.unwrap_or_default()
    }

    /// Whether a row is one line high.
    pub fn is_compact(&self) -> bool {
        self.density == Some(Density::Compact)
    }

    /// What a row shows beside who, when and what.
    pub fn columns(&self) -> Columns {
        self.columns.unwrap_or_default()
    }
}

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The last activity first: the order of the helpdesks.
    #[default]
    Activity,
    /// The newest first.
    Created,
    /// What nobody is done with first, and of that what rests the longest.
    Waiting,
}

impl Sort {
    /// Every order, as they are offered.
    pub const ALL: [Sort; 3] = [Sort::Activity, Sort::Created, Sort::Waiting];

    /// The word of links.
    pub fn slug(self) -> &'static str {
        match self {
            Sort::Activity => "activity",
            Sort::Created => "created",
            Sort::Waiting => "waiting",
        }
    }

    /// The order of that word.
    pub fn parse(word: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|it| it.slug() == word)
    }
}

/// How much room a row takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    /// Three lines.
    Comfortable,
    /// One.
    Compact,
}

impl Density {
    /// Both, as they are offered.
    pub const ALL: [Density; 2] = [Density::Comfortable, Density::Compact];

    /// The word of links.
    pub fn slug(self) -> &'static str {
        match self {
            Density::Comfortable => "comfortable",
            Density::Compact => "compact",
        }
    }

    /// The density of that word.
    pub fn parse(word: &str) -> Option<Density> {
        Density::ALL.into_iter().find(|it| it.slug() == word)
    }
}

/// Which columns are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns(u8);

/// A bit for each column.
const _: () = assert!(TicketField::COLUMNS.len() <= u8::BITS as usize);

impl Default for Columns {
    /// Those that say where a ticket stands and what it is about.
    fn default() -> Self {
        Columns((1 << TicketField::IN_ROW) - 1)
    }
}

/// The word for no column at all: an empty value of a link says nothing.
const NONE: &str = "none";

impl Columns {
    /// Whether a column is shown.
    pub fn has(self, column: TicketField) -> bool {
        self.0 & Columns::bit(column) != 0
    }

    /// Whether any column is shown that rows do not have by default.
    pub fn has_more(self) -> bool {
        self.0 >> TicketField::IN_ROW != 0
    }

    /// The same columns and one more.
    #[must_use]
    pub fn with(self, column: TicketField) -> Columns {
        Columns(self.0 | Columns::bit(column))
    }

    /// The same columns without one.
    #[must_use]
    pub fn without(self, column: TicketField) -> Columns {
        Columns(self.0 & !Columns::bit(column))
    }

    /// Reads a list of slugs. A list without any that is known says nothing.
    pub fn parse(words: &str) -> Option<Columns> {
        let known = |column: &TicketField| words.split(',').any(|word| word == column.slug());
        let columns = TicketField::COLUMNS.into_iter().filter(known).fold(Columns(0), Columns::with);
        (columns.0 != 0 || words == NONE).then_some(columns)
    }

    /// The slugs as a list.
    pub fn words(self) -> String {
        let shown = TicketField::COLUMNS.into_iter().filter(|column| self.has(*column)).map(TicketField::slug);
        let words = shown.collect::<Vec<_>>().join(",");
        if words.is_empty() { NONE.to_owned() } else { words }
    }

    /// The bit of a column; none for a field that is no column.
    fn bit(column: TicketField) -> u8 {
        TicketField::COLUMNS.iter().position(|it| *it == column).map_or(0, |place| 1 << place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        assert!(Sort::ALL.into_iter().all(|sort| Sort::parse(sort.slug()) == Some(sort)));
        assert!(Density::ALL.into_iter().all(|density| Density::parse(density.slug()) == Some(density)));
        for bits in 0..64 {
            let columns = Columns(bits);
            assert_eq!(Columns::parse(&columns.words()), Some(columns), "{}", columns.words());
        }
    }

    #[test]
    fn columns_come_and_go_and_unknown_words_are_left_out() {
        assert_eq!(Columns::default().words(), "state,preview,labels,assignee");
        let shown = Columns::default().without(TicketField::Preview).with(TicketField::Created);
        assert_eq!(shown.words(), "state,labels,assignee,created");
        assert!(shown.has(TicketField::Created) && !shown.has(TicketField::Group));
        assert!(shown.has_more() && !Columns::default().has_more());
        assert_eq!(shown.with(TicketField::Subject), shown, "it is no column");
        assert_eq!(Columns::parse("created,size,state").map(Columns::words).as_deref(), Some("state,created"));
        assert_eq!(Columns::parse("size"), None);
        assert_eq!(Columns::parse("none").map(Columns::words).as_deref(), Some("none"));
    }

    #[test]
    fn what_a_link_leaves_open_is_as_it_was_chosen_before() {
        let link = Display { sort: Some(Sort::Waiting), ..Display::default() };
        let before = Display { sort: Some(Sort::Created), density: Some(Density::Compact), columns: None };
        let both = link.or(before);
        assert_eq!((both.sort(), both.is_compact(), both.columns()), (Sort::Waiting, true, Columns::default()));
        assert_eq!(Display::default().sort(), Sort::Activity);
    }
}
