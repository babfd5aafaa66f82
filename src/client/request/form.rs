//! A form with a file, as browsers send it (RFC 7578, multipart/form-data).

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// What a file is when nobody says.
const ANY_KIND: &str = "application/octet-stream";

/// A form that is ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Form {
    /// The content type, which tells what stands between the parts.
    pub kind: String,
    /// The parts. Shared, because a request is copied on its way and a file may be large.
    pub bytes: Arc<[u8]>,
}

impl Form {
    /// A form with one file: the name of the field, then the file's own name, its kind and what is in it.
    pub fn of_file(field: &str, name: &str, kind: &str, file: &[u8]) -> Self {
        let is_kind = |kind: &str| !kind.is_empty() && kind.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let kind = if is_kind(kind) { kind } else { ANY_KIND };
        let boundary = boundary(file);
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
             Content-Type: {kind}\r\n\r\n",
            quoted(field),
            quoted(name),
        );
        let end = format!("\r\n--{boundary}--\r\n");
        let bytes = [head.as_bytes(), file, end.as_bytes()].concat();
        Form { kind: format!("multipart/form-data; boundary={boundary}"), bytes: bytes.into() }
    }
}

impl fmt::Debug for Form {
    /// Without what is in it: nobody reads megabytes of numbers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Form({}, {} bytes)", self.kind, self.bytes.len())
    }
}

/// A name as browsers write it in the header of a part: what would end the name or its line is escaped.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands between the parts, and nowhere in the file. It is made of what is in the file, so that
/// nobody can make a file that holds it.
fn boundary(file: &[u8]) -> String {
    let mut attempt = 0u32;
    loop {
        let mut hasher = DefaultHasher::new();
        (attempt, file).hash(&mut hasher);
        let boundary = format!("deskbell-{:016x}", hasher.finish());
        if !file.windows(boundary.len()).any(|part| part == boundary.as_bytes()) {
            return boundary;
        }
        attempt += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(form: &Form) -> String {
        String::from_utf8_lossy(&form.bytes).into_owned()
    }

    #[test]
    fn a_file_stands_between_its_boundaries() {
        let form = Form::of_file("files[]", "Größen.csv", "text/csv", b"a;b\r\n");
        let boundary = form.kind.strip_prefix("multipart/form-data; boundary=").unwrap();
        let head =
            "Content-Disposition: form-data; name=\"files[]\"; filename=\"Größen.csv\"\r\nContent-Type: text/csv";
        assert_eq!(text(&form), format!("--{boundary}\r\n{head}\r\n\r\na;b\r\n\r\n--{boundary}--\r\n"));
    }

    #[test]
    fn no_name_and_no_kind_ends_its_header() {
        let form = Form::of_file("files[]", "a\".txt\r\nX-Evil: 1\r\n\r\n", "text/plain\r\nX-Evil: 2", b"");
        let text = text(&form);
        let head = text.split("\r\n\r\n").next().unwrap();
        assert_eq!(head.lines().count(), 3, "{head}");
        assert!(head.contains("filename=\"a%22.txt%0D%0AX-Evil: 1%0D%0A%0D%0A\""), "{head}");
        assert!(head.ends_with("Content-Type: application/octet-stream"), "{head}");
        let form = Form::of_file("files[]", "a", "", b"");
        assert!(String::from_utf8_lossy(&form.bytes).contains("Content-Type: application/octet-stream"));
    }

    #[test]
    fn the_boundary_is_in_no_file() {
        for file in [b"".as_slice(), b"deskbell-", b"--deskbell-0000000000000000--", &[0, 255, 13, 10]] {
            let boundary = boundary(file);
            assert!((10..=70).contains(&boundary.len()) && boundary.bytes().all(|it| it.is_ascii_graphic()));
            let sent = Form::of_file("f", "n", "k", file);
            let found = sent.bytes.windows(boundary.len()).filter(|part| *part == boundary.as_bytes()).count();
            assert_eq!(found, 2);
        }
    }

    #[test]
    fn what_is_printed_does_not_hold_the_file() {
        assert!(!format!("{:?}", Form::of_file("f", "n", "k", b"secret")).contains("115, 101"));
    }
}
