//! A strict parser for forms with files (multipart/form-data).

use crate::client::request::Form;

/// The beginning of the content type of such a form.
pub const KIND: &str = "multipart/form-data";

/// A file in a form.
pub struct File {
    /// The name of its field.
    pub field: String,
    /// The file name.
    pub name: String,
    /// Its MIME type.
    pub kind: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Parses the files of a form; `None` when it is malformed or has a part that is not a file.
pub fn files(form: &Form) -> Option<Vec<File>> {
    let boundary = form.kind.split_once("boundary=")?.1;
    let mark = format!("\r\n--{boundary}");
    // The first boundary has no line break before it.
    let mut rest = form.bytes.strip_prefix(&mark.as_bytes()[2..])?;
    let mut files = Vec::new();
    loop {
        if rest == b"--\r\n" {
            return Some(files);
        }
        let part = rest.strip_prefix(b"\r\n")?;
        let end = find(part, mark.as_bytes())?;
        files.push(file(&part[..end])?);
        rest = &part[end + mark.len()..];
    }
}

fn file(part: &[u8]) -> Option<File> {
    let end = find(part, b"\r\n\r\n")?;
    let head = String::from_utf8(part[..end].to_vec()).ok()?;
    let header = |name: &str| head.split("\r\n").find_map(|line| line.strip_prefix(name));
    let disposition = header("Content-Disposition: form-data; ")?;
    // Values are quoted and contain no quotes, but a file's name may contain "; ". So names and values take turns between
    // the quotes.
    let parts: Vec<&str> = disposition.split('"').collect();
    let field = |name: &str| {
        let is_wanted = |key: &str| key.trim_start_matches("; ").strip_suffix('=') == Some(name);
        let value = parts.chunks_exact(2).find(|pair| is_wanted(pair[0])).filter(|_| parts.len() % 2 == 1)?[1];
        Some(value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"))
    };
    let kind = header("Content-Type: ")?.to_owned();
    Some(File { field: field("name")?, name: field("filename")?, kind, bytes: part[end + 4..].to_vec() })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_from_the_client_is_parsed() {
        let file = b"line\r\n\r\n--deskbell-\r\n\xff";
        let files = files(&Form::of_file("files[]", "a \"b\".txt", "text/plain", file)).unwrap();
        let [only] = files.as_slice() else { panic!() };
        assert_eq!(
            (only.field.as_str(), only.name.as_str(), only.kind.as_str()),
            ("files[]", "a \"b\".txt", "text/plain")
        );
        assert_eq!(only.bytes, file);
    }

    #[test]
    fn every_byte_and_an_awkward_name_arrive_unchanged() {
        let bytes: Vec<u8> = (0..=255).collect();
        let name = "Größe \"1\"\r\nX-Evil: 1; 配送.bin";
        let files = files(&Form::of_file("files[]", name, "image/png", &bytes)).unwrap();
        let [only] = files.as_slice() else { panic!() };
        assert_eq!((only.name.as_str(), &only.bytes), (name, &bytes));
    }

    #[test]
    fn malformed_forms_are_rejected() {
        let form = |kind: &str, text: &str| Form { kind: kind.to_owned(), bytes: text.as_bytes().into() };
        for (kind, text) in [
            ("multipart/form-data", "--x--\r\n"),
            ("multipart/form-data; boundary=x", ""),
            ("multipart/form-data; boundary=x", "--y--\r\n"),
            ("multipart/form-data; boundary=x", "--x\r\n\r\nno headers\r\n--x--\r\n"),
            (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n",
            ),
        ] {
            assert!(files(&form(kind, text)).is_none(), "{text}");
        }
        assert!(files(&form("multipart/form-data; boundary=x", "--x--\r\n")).is_some_and(|files| files.is_empty()));
    }
}
