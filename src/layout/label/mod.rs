//! Places names on a page: generic over pixels, without any knowledge of maps.
//!
//! [`candidates`] proposes where a name may stand and what each place costs, [`conflict`] finds which proposals
//! exclude each other, [`search`] chooses, and [`place`] puts the three together. [`independent`] is for
//! dense sets of points, where only the number of names counts.

pub mod area;
pub mod boxes;
pub mod candidates;
pub mod conflict;
pub mod curve;
pub mod independent;
pub mod item;
pub mod obstacles;
pub mod place;
pub mod random;
pub mod search;
pub mod side;
mod surface;
