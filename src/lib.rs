//! Dateline: a story in, a publishable map out.
