//! Recognizes the places that an article names and resolves each to one place.
