//! The colours of labels.

use std::fmt;

/// The colour that a helpdesk gave a label, or that follows from the label's name.
///
/// The style sheet starts from it: how light and how colourful a label is, is decided there for each theme, so that
/// every label can be read whatever its helpdesk chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Red, green and blue, eight bits each.
    Rgb(u32),
    /// A hue, in degrees.
    Hue(u16),
}

impl Colour {
    /// Parses `#rrggbb`, `#rgb`, or a hue. Nothing else is a colour: the text comes from outside, and goes into a
    /// style.
    pub fn parse(text: &str) -> Option<Self> {
        let Some(digits) = text.strip_prefix('#') else {
            return text.parse().ok().filter(|hue| *hue < 360).map(Colour::Hue);
        };
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Colour::Rgb(value)),
            3 => {
                let (red, green, blue) = (value >> 8, value >> 4 & 15, value & 15);
                Some(Colour::Rgb((red << 16 | green << 8 | blue) * 17))
            }
            _ => None,
        }
    }

    /// Returns a stable colour for a text: the same everywhere, every time.
    pub fn of(text: &str) -> Self {
        Colour::Hue(super::person::hue_of(text))
    }

    /// Returns it as CSS.
    pub fn css(&self) -> String {
        match self {
            Colour::Rgb(_) => self.to_string(),
            Colour::Hue(hue) => format!("oklch(0.6 0.2 {hue})"),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Colour::Rgb(rgb) => write!(f, "#{rgb:06x}"),
            Colour::Hue(hue) => write!(f, "{hue}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colours_are_colours() {
        assert_eq!(Colour::parse("#ff8000"), Some(Colour::Rgb(0xff_80_00)));
        assert_eq!(Colour::parse("#F80"), Some(Colour::Rgb(0xff_88_00)));
        assert_eq!(Colour::parse("252"), Some(Colour::Hue(252)));
        for text in ["", "#", "#12345", "#+12345", "red", "360", "-1", "#fff;", "url(https://x.example)", "#fffffé"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
        for colour in [Colour::Rgb(7), Colour::Rgb(0xff_ff_ff), Colour::Hue(0), Colour::Hue(359)] {
            assert_eq!(Colour::parse(&colour.to_string()), Some(colour));
        }
    }

    /// What the style sheet makes of a label's colour: how light, and how colourful at most.
    struct Shade {
        lightness: f64,
        chroma: f64,
    }

    /// The background and the text of a label, light and dark, as style/controls.css has them.
    fn shades() -> [[Shade; 2]; 2] {
        let sheet = include_str!("../../style/controls.css");
        let rule = sheet.split("\n  .label {").nth(1).and_then(|rest| rest.split('}').next()).unwrap();
        let shades: Vec<Shade> = rule
            .split("oklch(from var(--label) ")
            .skip(1)
            .map(|text| {
                let mut numbers = text.split([' ', ')', ',']).filter_map(|it| it.parse::<f64>().ok());
                Shade { lightness: numbers.next().unwrap(), chroma: numbers.next().unwrap() }
            })
            .collect();
        let [ground, dark_ground, text, dark_text] = shades.try_into().ok().unwrap();
        [[ground, text], [dark_ground, dark_text]]
    }

    fn linear(channel: f64) -> f64 {
        if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    }

    /// The hue and the chroma of a colour in OKLCH.
    fn hue_and_chroma(colour: Colour) -> (f64, f64) {
        let rgb = match colour {
            Colour::Hue(hue) => return (f64::from(hue).to_radians(), 0.2),
            Colour::Rgb(rgb) => rgb,
        };
        let [red, green, blue] = [16, 8, 0].map(|shift| linear(f64::from(rgb >> shift & 255) / 255.0));
        let long = (0.412_221_47 * red + 0.536_332_54 * green + 0.051_445_99 * blue).cbrt();
        let middle = (0.211_903_5 * red + 0.680_699_55 * green + 0.107_396_96 * blue).cbrt();
        let short = (0.088_302_46 * red + 0.281_718_84 * green + 0.629_978_7 * blue).cbrt();
        let a = 1.977_998_5 * long - 2.428_592_2 * middle + 0.450_593_7 * short;
        let b = 0.025_904_04 * long + 0.782_771_77 * middle - 0.808_675_77 * short;
        (b.atan2(a), a.hypot(b))
    }

    /// The relative luminance of a shade of a colour, what a screen cannot show cut off.
    fn luminance(shade: &Shade, colour: Colour) -> f64 {
        let (hue, chroma) = hue_and_chroma(colour);
        let chroma = chroma.min(shade.chroma);
        let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
        let long = (shade.lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let middle = (shade.lightness - 0.105_561_35 * a - 0.063_854_17 * b).powi(3);
        let short = (shade.lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
        let red = 4.076_741_7 * long - 3.307_711_6 * middle + 0.230_969_93 * short;
        let green = -1.268_438 * long + 2.609_757_4 * middle - 0.341_319_4 * short;
        let blue = -0.004_196_09 * long - 0.703_418_6 * middle + 1.707_614_7 * short;
        0.2126 * red.clamp(0.0, 1.0) + 0.7152 * green.clamp(0.0, 1.0) + 0.0722 * blue.clamp(0.0, 1.0)
    }

    fn contrast(of: &[Shade; 2], colour: Colour) -> f64 {
        let [one, other] = of.each_ref().map(|shade| luminance(shade, colour) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn every_label_can_be_read_in_both_themes() {
        let shades = shades();
        // A small generator will do for chance.
        let mut seed = 0x2545_f491_u32;
        let mut chance = move || {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            seed
        };
        let named =
            (0..5000).map(|_| format!("{:x} label", chance())).map(|name| Colour::of(&name)).collect::<Vec<_>>();
        let mut given: Vec<Colour> = (0..20_000).map(|_| Colour::Rgb(chance() & 0xff_ffff)).collect();
        // The corners of the cube, and the greys.
        given.extend((0..8).map(|corner| {
            Colour::Rgb(((corner >> 2 & 1) * 0xff_0000) | ((corner >> 1 & 1) * 0xff00) | ((corner & 1) * 0xff))
        }));
        given.extend((0..=255).map(|grey| Colour::Rgb(grey * 0x01_0101)));
        for colour in named.into_iter().chain(given).chain((0..360).map(Colour::Hue)) {
            for (theme, of) in ["light", "dark"].into_iter().zip(&shades) {
                let contrast = contrast(of, colour);
                assert!(contrast >= 4.5, "{colour:?} has {contrast:.2} in {theme}");
            }
        }
    }

    #[test]
    fn colours_stay_told_apart() {
        let (red, _) = hue_and_chroma(Colour::Rgb(0xff_0000));
        assert!((red.to_degrees() - 29.23).abs() < 0.1, "the arithmetic of this test is right");
        assert_ne!(Colour::of("refund"), Colour::of("vip"));
        assert_eq!(Colour::of("refund"), Colour::of("refund"));
    }
}
