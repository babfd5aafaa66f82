//! How a list is shown: in which order, how dense, and with which columns.

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

/// Something that a row may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Where the ticket stands.
    State,
    /// How the conversation begins.
    Preview,
    /// Its labels.
    Labels,
    /// Whose it is.
    Assignee,
    /// Which group's it is.
    Group,
    /// When it was created.
    Created,
}

impl Column {
    /// Every column, as they are offered.
    pub const ALL: [Column; 6] =
        [Column::State, Column::Preview, Column::Labels, Column::Assignee, Column::Group, Column::Created];

    /// The word of links, and of style sheets.
    pub fn slug(self) -> &'static str {
        match self {
            Column::State => "state",
            Column::Preview => "preview",
            Column::Labels => "labels",
            Column::Assignee => "assignee",
            Column::Group => "group",
            Column::Created => "created",
        }
    }
}

/// Which columns are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns(u8);

impl Default for Columns {
    /// Those that say where a ticket stands and what it is about.
    fn default() -> Self {
        [Column::State, Column::Preview, Column::Labels, Column::Assignee].into_iter().fold(Columns(0), Columns::with)
    }
}

/// The word for no column at all: an empty value of a link says nothing.
const NONE: &str = "none";

impl Columns {
    /// Whether a column is shown.
    pub fn has(self, column: Column) -> bool {
        self.0 & (1 << column as u8) != 0
    }

    /// The same columns and one more.
    #[must_use]
    pub fn with(self, column: Column) -> Columns {
        Columns(self.0 | 1 << column as u8)
    }

    /// The same columns without one.
    #[must_use]
    pub fn without(self, column: Column) -> Columns {
        Columns(self.0 & !(1 << column as u8))
    }

    /// Reads a list of words. A list without any word that is known says nothing.
    pub fn parse(words: &str) -> Option<Columns> {
        let known = Column::ALL.into_iter().filter(|column| words.split(',').any(|word| word == column.slug()));
        let columns = known.fold(Columns(0), Columns::with);
        (columns.0 != 0 || words == NONE).then_some(columns)
    }

    /// The words as a list.
    pub fn words(self) -> String {
        let shown = Column::ALL.into_iter().filter(|column| self.has(*column)).map(Column::slug);
        let words = shown.collect::<Vec<_>>().join(",");
        if words.is_empty() { NONE.to_owned() } else { words }
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
        let shown = Columns::default().without(Column::Preview).with(Column::Created);
        assert_eq!(shown.words(), "state,labels,assignee,created");
        assert!(shown.has(Column::Created) && !shown.has(Column::Group));
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
