//! Extracts what happened, where and when.
