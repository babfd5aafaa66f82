//! Which rows of a long list are mounted: pure arithmetic.

use std::ops::Range;

/// What is known of a scrolled list, in pixels and rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Viewport {
    /// How far it is scrolled.
    pub top: f64,
    /// How high the window onto it is.
    pub height: f64,
    /// How high a row is.
    pub row: f64,
    /// How many rows there are.
    pub count: usize,
}

/// How many rows are mounted beyond either edge, so that scrolling shows no gap.
const OVERSCAN: usize = 6;

impl Viewport {
    /// The rows to mount.
    pub fn mounted(&self) -> Range<usize> {
        if self.row <= 0.0 || self.count == 0 {
            return 0..0;
        }
        let first = (self.top.max(0.0) / self.row) as usize;
        let visible = (self.height.max(0.0) / self.row).ceil() as usize + 1;
        let end = first.saturating_add(visible).saturating_add(OVERSCAN).min(self.count);
        first.saturating_sub(OVERSCAN).min(end)..end
    }

    /// Whether the end of the list is less than one window away.
    pub fn is_near_end(&self) -> bool {
        self.height > 0.0 && self.top + self.height * 2.0 >= self.count as f64 * self.row
    }

    /// How far to scroll so that a row is wholly in sight; `None` when it is.
    pub fn reveal(&self, row: usize) -> Option<f64> {
        let top = row as f64 * self.row;
        if top < self.top {
            Some(top)
        } else if top + self.row > self.top + self.height {
            Some(top + self.row - self.height)
        } else {
            None
        }
    }

    /// How many rows fit into the window, for moving by pages.
    pub fn page(&self) -> usize {
        if self.row <= 0.0 { 1 } else { ((self.height / self.row) as usize).saturating_sub(1).max(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewport(top: f64) -> Viewport {
        Viewport { top, height: 720.0, row: 72.0, count: 1000 }
    }

    #[test]
    fn only_what_is_in_sight_is_mounted() {
        assert_eq!(viewport(0.0).mounted(), 0..17);
        assert_eq!(viewport(7200.0).mounted(), 94..117);
        assert_eq!(viewport(71_280.0).mounted(), 984..1000);
        assert_eq!(viewport(-50.0).mounted(), 0..17);
        assert_eq!(viewport(1e12).mounted(), 1000..1000);
        assert_eq!(Viewport::default().mounted(), 0..0);
    }

    #[test]
    fn the_end_is_near_within_one_window() {
        assert!(!viewport(0.0).is_near_end());
        assert!(viewport(71_000.0).is_near_end());
        assert!(Viewport { count: 5, ..viewport(0.0) }.is_near_end());
        assert!(!Viewport { height: 0.0, ..viewport(0.0) }.is_near_end(), "a hidden list loads nothing");
    }

    #[test]
    fn revealing_scrolls_as_little_as_needed() {
        assert_eq!(viewport(720.0).reveal(12), None);
        assert_eq!(viewport(720.0).reveal(3), Some(216.0));
        assert_eq!(viewport(0.0).reveal(10), Some(72.0));
    }
}
