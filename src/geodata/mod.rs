//! Opens the bundled geodata in place.
