//! People: agents and customers alike.

use super::letter;

/// An agent or a customer, as far as a helpdesk tells.
///
/// Two people are the same when their ids are.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// What the provider's API calls this person: an e-mail address, a number or a UUID.
    pub id: String,
    /// The name people use; empty when unknown.
    pub name: String,
    /// The e-mail address; empty when unknown.
    pub email: String,
    /// The address of a picture, on whatever host the helpdesk keeps it.
    pub picture: Option<String>,
}

impl Person {
    /// A person of whom only the e-mail address is known, and who goes by it in the API.
    pub fn by_email(email: impl Into<String>) -> Self {
        let email = email.into();
        Person { id: email.clone(), email, ..Person::default() }
    }

    /// What to show for this person: the name, else the e-mail address, else the id.
    pub fn display(&self) -> &str {
        [&self.name, &self.email, &self.id].into_iter().find(|text| !text.trim().is_empty()).map_or("", String::as_str)
    }

    /// One or two letters that stand for this person where there is no picture.
    pub fn initials(&self) -> String {
        let shown = self.display();
        let name = shown.split('@').next().unwrap_or(shown);
        let mut words = name.split([' ', '.', '_', '-']).filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        let first = words.next();
        let last = words.next_back();
        first.into_iter().chain(last).map(letter::upper).collect()
    }

    /// A stable number for this person, for a colour: the same everywhere, every time.
    pub fn hue(&self) -> u16 {
        let key = if self.email.is_empty() { self.display() } else { &self.email };
        hue_of(key)
    }
}

impl PartialEq for Person {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.name == other.name && self.email == other.email
    }
}

/// A stable hue, 0 to 359, derived from a text.
pub fn hue_of(text: &str) -> u16 {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash % 360) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_best_name_there_is() {
        let named = |name: &str| Person { name: name.into(), ..Person::by_email("ana.bello@acme.example") };
        assert_eq!(named("Mara Lindt").initials(), "ML");
        assert_eq!(named("Jo").initials(), "J");
        assert_eq!(named("Anna Maria van Dam").initials(), "AD");
        assert_eq!(named("").initials(), "AB");
        assert_eq!(named("李 小龍").initials(), "李小");
        assert_eq!(Person::default().initials(), "");
    }
}
