//! A form with a file, in the format of browsers (RFC 7578, multipart/form-data).

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The MIME type of a file without a usable one.
const ANY_KIND: &str = "application/octet-stream";

/// An encoded form.
#[derive(Clone, PartialEq, Eq)]
pub struct Form {
    /// The content type with the boundary.
    pub kind: String,
    /// The encoded parts. Shared because requests are cloned and a file may be large.
    pub bytes: Arc<[u8]>,
}

impl Form {
    /// Encodes a form with one file: the field's name, then the file's name, MIME type and content.
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
    /// Leaves out the content, which may be megabytes of numbers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Form({}, {} bytes)", self.kind, self.bytes.len())
    }
}

/// Escapes a name for the header of a part as browsers do: quotes and line breaks would end it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Returns a boundary that does not occur in the file. It is a hash of the file, so that a file cannot be
/// crafted to contain it.
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
    fn a_file_is_encoded_between_boundaries() {
        let form = Form::of_file("files[]", "Größen.csv", "text/csv", b"a;b\r\n");
        let boundary = form.kind.strip_prefix("multipart/form-data; boundary=").unwrap();
        let head =
            "Content-Disposition: form-data; name=\"files[]\"; filename=\"Größen.csv\"\r\nContent-Type: text/csv";
        assert_eq!(text(&form), format!("--{boundary}\r\n{head}\r\n\r\na;b\r\n\r\n--{boundary}--\r\n"));
    }

    #[test]
    fn a_name_or_type_cannot_inject_a_header() {
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
    fn the_boundary_does_not_occur_in_the_file() {
        for file in [b"".as_slice(), b"deskbell-", b"--deskbell-0000000000000000--", &[0, 255, 13, 10]] {
            let boundary = boundary(file);
            assert!((10..=70).contains(&boundary.len()) && boundary.bytes().all(|it| it.is_ascii_graphic()));
            let sent = Form::of_file("f", "n", "k", file);
            let found = sent.bytes.windows(boundary.len()).filter(|part| *part == boundary.as_bytes()).count();
            assert_eq!(found, 2);
        }
    }

    #[test]
    fn debug_output_does_not_contain_the_file() {
        assert!(!format!("{:?}", Form::of_file("f", "n", "k", b"secret")).contains("115, 101"));
    }
}
