//! Which rows of a long list are mounted: pure arithmetic.

use std::ops::Range;

/// The scroll position and the dimensions of a list, in pixels and rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Viewport {
    /// How far it is scrolled, in pixels.
    pub top: usize,
    /// The height of its visible part, in pixels.
    pub height: usize,
    /// The height of a row, in pixels.
    pub row: usize,
    /// The number of rows.
    pub count: usize,
}

/// How many rows are mounted beyond each edge, so that scrolling shows no gap.
const OVERSCAN: usize = 6;

impl Viewport {
    /// Returns the rows to mount.
    pub fn mounted(&self) -> Range<usize> {
        if self.row == 0 || self.count == 0 {
            return 0..0;
        }
        let first = self.top / self.row;
        let visible = self.height.div_ceil(self.row) + 1;
        let end = first.saturating_add(visible).saturating_add(OVERSCAN).min(self.count);
        first.saturating_sub(OVERSCAN).min(end)..end
    }

    /// Whether the end of the list is less than one page away.
    pub fn is_near_end(&self) -> bool {
        self.height > 0 && self.top + self.height * 2 >= self.count * self.row
    }

    /// Returns where to scroll to make a row fully visible; `None` if it is.
    pub fn reveal(&self, row: usize) -> Option<usize> {
        // A list that was not measured yet need not scroll.
        if self.height == 0 {
            return None;
        }
        let top = row * self.row;
        if top < self.top {
            Some(top)
        } else if top + self.row > self.top + self.height {
            Some((top + self.row).saturating_sub(self.height))
        } else {
            None
        }
    }

    /// Returns how many rows Page Up and Page Down move.
    pub fn page(&self) -> usize {
        self.height.checked_div(self.row).unwrap_or(1).saturating_sub(1).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewport(top: usize) -> Viewport {
        Viewport { top, height: 720, row: 72, count: 1000 }
    }

    #[test]
    fn only_visible_rows_are_mounted() {
        assert_eq!(viewport(0).mounted(), 0..17);
        assert_eq!(viewport(7200).mounted(), 94..117);
        assert_eq!(viewport(71_280).mounted(), 984..1000);
        assert_eq!(viewport(1_000_000).mounted(), 1000..1000);
        assert_eq!(Viewport::default().mounted(), 0..0);
    }

    #[test]
    fn the_end_is_near_within_one_page() {
        assert!(!viewport(0).is_near_end());
        assert!(viewport(71_000).is_near_end());
        assert!(Viewport { count: 5, ..viewport(0) }.is_near_end());
        assert!(!Viewport { height: 0, ..viewport(0) }.is_near_end(), "a hidden list loads nothing");
    }

    #[test]
    fn revealing_scrolls_as_little_as_needed() {
        assert_eq!(viewport(720).reveal(12), None);
        assert_eq!(viewport(720).reveal(3), Some(216));
        assert_eq!(viewport(0).reveal(10), Some(72));
    }
}
