//! The accent colour: links, primary buttons, the focus. It is the only colour that can be configured.

use std::fmt;

/// The least contrast of text to its background (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;

/// The darkest background behind the accent in the light theme, and the lightest in the dark one, as style/tokens.css
/// has them.
const GROUNDS: [u32; 2] = [0xf5_f2_ee, 0x2b_29_27];

/// What is mixed in step by step until the colour is readable: black on a light background, white on a dark one.
const TOWARDS: [u32; 2] = [0x00_00_00, 0xff_ff_ff];

/// An accent for both themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    light: u32,
    dark: u32,
}

impl Accent {
    /// Parses `#rrggbb`. It must be readable on one of the two backgrounds; for the other one it is adjusted.
    pub fn parse(text: &str) -> Option<Self> {
        let digits =
            text.strip_prefix('#').filter(|it| it.len() == 6 && it.bytes().all(|it| it.is_ascii_hexdigit()))?;
        let colour = u32::from_str_radix(digits, 16).ok()?;
        if !GROUNDS.iter().any(|ground| contrast(colour, *ground) >= LEAST) {
            return None;
        }
        let [light, dark] = [0, 1].map(|theme| {
            let mut steps = (0..=20).map(|step| mixed(colour, TOWARDS[theme], step));
            steps.find(|it| contrast(*it, GROUNDS[theme]) >= LEAST).unwrap_or(TOWARDS[theme])
        });
        Some(Accent { light, dark })
    }
}

impl fmt::Display for Accent {
    /// Returns it as CSS.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "light-dark(#{:06x}, #{:06x})", self.light, self.dark)
    }
}

fn channels(colour: u32) -> [u32; 3] {
    [16, 8, 0].map(|shift| colour >> shift & 255)
}

/// Mixes a colour with some twentieths of another.
fn mixed(colour: u32, other: u32, twentieths: u32) -> u32 {
    let both = channels(colour).into_iter().zip(channels(other));
    both.fold(0, |mixed, (one, other)| (mixed << 8) | ((one * (20 - twentieths) + other * twentieths) / 20))
}

fn luminance(colour: u32) -> f64 {
    let [red, green, blue] = channels(colour).map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accent_can_be_read_in_both_themes() {
        let mut taken = 0;
        for colour in (0..0x100_0000).step_by(4099) {
            let Some(accent) = Accent::parse(&format!("#{colour:06x}")) else { continue };
            taken += 1;
            assert!(contrast(accent.light, GROUNDS[0]) >= LEAST, "{accent} of {colour:06x}");
            assert!(contrast(accent.dark, GROUNDS[1]) >= LEAST, "{accent} of {colour:06x}");
        }
        assert!(taken > 3000, "{taken}");
    }

    #[test]
    fn what_can_be_read_stays_as_it_is() {
        assert_eq!(Accent::parse("#1f6f68").unwrap().light, 0x1f_6f_68);
        assert_eq!(Accent::parse("#FFD700").unwrap().dark, 0xff_d7_00);
    }

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let sheet = include_str!("../../style/tokens.css");
        assert!(sheet.contains(&format!("--ground: light-dark(#{:06x}, ", GROUNDS[0])));
        assert!(sheet.contains(&format!(", #{:06x});\n    --pending-soft", GROUNDS[1])));
    }

    #[test]
    fn what_is_no_colour_or_cannot_be_read_is_refused() {
        for text in
            ["", "red", "#fff", "#12345g", "#1234567", "1f6f68", "#1f6f68;", "light-dark(#000000, #ffffff)", "#e8590c"]
        {
            assert_eq!(Accent::parse(text), None, "{text}");
        }
    }
}
