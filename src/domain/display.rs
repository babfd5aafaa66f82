//! How a list looks: its order, density and columns.

use super::field::TicketField;

/// Choices about a list. `None` leaves one to an earlier choice, or to the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// The order of the rows.
    pub sort: Option<Sort>,
    /// The height of the rows.
    pub density: Option<Density>,
    /// The optional columns.
    pub columns: Option<Columns>,
}

impl Display {
    /// Fills in what `self` leaves open from `other`.
    #[must_use]
    pub fn or(self, other: Display) -> Display {
        Display {
            sort: self.sort.or(other.sort),
            density: self.density.or(other.density),
            columns: self.columns.or(other.columns),
        }
    }

    /// Returns the order of the rows.
    pub fn sort(&self) -> Sort {
        self.sort.unwrap_or_default()
    }

    /// Whether a row is one line high.
    pub fn is_compact(&self) -> bool {
        self.density == Some(Density::Compact)
    }

    /// Returns the optional columns.
    pub fn columns(&self) -> Columns {
        self.columns.unwrap_or_default()
    }
}

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The last activity first, as in the helpdesks.
    #[default]
    Activity,
    /// The newest first.
    Created,
    /// Open tickets first, the longest idle at the top.
    Waiting,
}

impl Sort {
    /// Every order, as they are offered.
    pub const ALL: [Sort; 3] = [Sort::Activity, Sort::Created, Sort::Waiting];

    /// Returns the slug for links.
    pub fn slug(self) -> &'static str {
        match self {
            Sort::Activity => "activity",
            Sort::Created => "created",
            Sort::Waiting => "waiting",
        }
    }

    /// Returns the order with this slug.
    pub fn parse(word: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|it| it.slug() == word)
    }
}

/// The height of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    /// Three lines.
    Comfortable,
    /// One line.
    Compact,
}

impl Density {
    /// Both, as they are offered.
    pub const ALL: [Density; 2] = [Density::Comfortable, Density::Compact];

    /// Returns the slug for links.
    pub fn slug(self) -> &'static str {
        match self {
            Density::Comfortable => "comfortable",
            Density::Compact => "compact",
        }
    }

    /// Returns the density with this slug.
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
    /// The state, the preview and so on, which rows have by default.
    fn default() -> Self {
        Columns((1 << TicketField::IN_ROW) - 1)
    }
}

/// The slug for no columns, because an empty value of a link means the default.
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

    /// Returns the columns with one more.
    #[must_use]
    pub fn with(self, column: TicketField) -> Columns {
        Columns(self.0 | Columns::bit(column))
    }

    /// Returns the columns without one.
    #[must_use]
    pub fn without(self, column: TicketField) -> Columns {
        Columns(self.0 & !Columns::bit(column))
    }

    /// Parses a list of slugs; `None` if none of them is known.
    pub fn parse(words: &str) -> Option<Columns> {
        let known = |column: &TicketField| words.split(',').any(|word| word == column.slug());
        let columns = TicketField::COLUMNS.into_iter().filter(known).fold(Columns(0), Columns::with);
        (columns.0 != 0 || words == NONE).then_some(columns)
    }

    /// Formats the list of slugs.
    pub fn words(self) -> String {
        let shown = TicketField::COLUMNS.into_iter().filter(|column| self.has(*column)).map(TicketField::slug);
        let words = shown.collect::<Vec<_>>().join(",");
        if words.is_empty() { NONE.to_owned() } else { words }
    }

    /// Returns the bit of a column; none for a field that is no column.
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
