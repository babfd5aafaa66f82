//! What ends a list: the guards against a helpdesk whose pages never end.
//!
//! APIs say where the next page begins. A broken one may repeat a page forever, or go on with pages that have no tickets.

use super::Client;
use super::error::Error;
use crate::domain::{Cursor, Page, Query};

/// How many pages without tickets are skipped at a time.
const EMPTY_PAGES: usize = 10;

impl Client {
    /// Returns the page at a cursor, or the first one; where it has no tickets, the next one that has some. A provider may
    /// filter out all tickets of a page.
    ///
    /// # Errors
    ///
    /// The error of the first request that failed.
    pub async fn list_some(&self, query: &Query, from: Option<&Cursor>) -> Result<Page, Error> {
        let mut page = self.list(query, from).await?;
        for _ in 0..EMPTY_PAGES {
            match page.next.take_if(|_| page.tickets.is_empty()) {
                Some(next) => page = self.list(query, Some(&next)).await?,
                None => break,
            }
        }
        Ok(page)
    }
}

/// Returns where to go on after a page with so many tickets that earlier pages did not have. `None` ends the list: a page
/// without new tickets repeats earlier ones.
pub fn next_page(next: Option<Cursor>, new: usize) -> Option<Cursor> {
    next.filter(|_| new > 0)
}
