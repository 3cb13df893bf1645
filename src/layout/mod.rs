//! Places everything on the page.
