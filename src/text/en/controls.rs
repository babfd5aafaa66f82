//! Fields and lists to choose from.

super::phrases! { "controls"
    use_typed(text: String) = "Use \"{text}\"";
    options(count: usize) = "{count, plural, =0 {No matching options} one {# option} other {# options}}";
    NO_MATCHES = "No matches";
    REQUIRED = "(required)";
}
