//! Writes a finished drawing in one format.
