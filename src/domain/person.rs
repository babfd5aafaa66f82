//! People: agents and customers alike.

use super::letter;

/// An agent or a customer, as far as a helpdesk describes them.
///
/// Two people are the same if their ids are.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Their id in the provider's API: an email address, a number or a UUID.
    pub id: String,
    /// The name; empty if unknown.
    pub name: String,
    /// The email address; empty if unknown.
    pub email: String,
    /// The address of a picture, on any host.
    pub picture: Option<String>,
}

impl Person {
    /// Makes a person who is identified by the email address in the API.
    pub fn by_email(email: impl Into<String>) -> Self {
        let email = email.into();
        Person { id: email.clone(), email, ..Person::default() }
    }

    /// Returns what to show for this person: the name, else the email address, else the id.
    pub fn display(&self) -> &str {
        [&self.name, &self.email, &self.id].into_iter().find(|text| !text.trim().is_empty()).map_or("", String::as_str)
    }

    /// Returns one or two letters that replace a picture.
    pub fn initials(&self) -> String {
        let shown = self.display();
        let name = shown.split('@').next().unwrap_or(shown);
        let mut words = name.split([' ', '.', '_', '-']).filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        let first = words.next();
        let last = words.next_back();
        first.into_iter().chain(last).map(letter::upper).collect()
    }

    /// Returns a stable number for this person, for a colour.
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

/// Returns a stable hue, 0 to 359, for a text.
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
