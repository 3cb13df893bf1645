//! Walks along a text and finds the names of the gazetteer in it, the bundled ones and a person's own.

use fst::raw::{CompiledAddr, Output};

use crate::geodata::fold::{Folded, fold_char};
use crate::geodata::gazetteer::{Gazetteer, Hit, Postings};
use crate::geodata::gazetteer_user::UserGazetteer;

impl Gazetteer {
    /// Calls `found` for each name that starts at byte `start` of `text` and ends at a word's end, shortest first.
    pub fn walk(&self, text: &str, start: usize, mut found: impl FnMut(Hit<'static>)) {
        let Some(rest) = text.get(start..) else { return };
        let mut state = Some((self.names.root().addr(), Output::zero()));
        let mut own = OwnWalk::new(self.own);
        let mut gap = false;
        let mut characters = rest.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let folded = fold_char(c);
            if folded == Folded::Gap {
                if gap && c == '\n' {
                    return;
                }
                gap = true;
                continue;
            }
            if gap && folded != Folded::Nothing {
                state = state.and_then(|s| self.step(s, ' '));
                own.push(' ');
                gap = false;
            }
            for one in folded.characters() {
                state = state.and_then(|s| self.step(s, one));
                own.push(one);
            }
            if state.is_none() && !own.goes_on() {
                return;
            }
            if characters.peek().is_some_and(|(_, next)| next.is_alphanumeric()) {
                continue;
            }
            if let Some(postings) = self.here(state, own.named()) {
                found(Hit { end: start + at + c.len_utf8(), postings });
            }
        }
    }

    /// What the name walked so far may mean, if it is one.
    fn here(&self, state: Option<(CompiledAddr, Output)>, own: &'static [u32]) -> Option<Postings<'static>> {
        let node = state.map(|(address, output)| (self.names.node(address), output));
        match node.filter(|(node, _)| node.is_final()) {
            Some((node, output)) => Some(self.postings(output.cat(node.final_output()).value(), own)),
            None => (!own.is_empty()).then(|| self.only_own(own)),
        }
    }

    fn step(&self, (address, output): (CompiledAddr, Output), c: char) -> Option<(CompiledAddr, Output)> {
        let mut bytes = [0u8; 4];
        let mut state = (address, output);
        for byte in c.encode_utf8(&mut bytes).bytes() {
            let node = self.names.node(state.0);
            let transition = node.transition(node.find_input(byte)?);
            state = (transition.addr, state.1.cat(transition.out));
        }
        Some(state)
    }
}

/// Looks up the names of a person's own gazetteer while a text is walked.
struct OwnWalk {
    gazetteer: &'static UserGazetteer,
    folded: String,
}

impl OwnWalk {
    const fn new(gazetteer: &'static UserGazetteer) -> Self {
        Self { gazetteer, folded: String::new() }
    }

    fn push(&mut self, c: char) {
        if !self.gazetteer.names.is_empty() {
            self.folded.push(c);
        }
    }

    /// Whether a name goes on from here.
    fn goes_on(&self) -> bool {
        let mut after = self.gazetteer.names.range(self.folded.clone()..);
        !self.folded.is_empty() && after.next().is_some_and(|(name, _)| name.starts_with(&self.folded))
    }

    fn named(&self) -> &'static [u32] {
        self.gazetteer.names.get(&self.folded).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use crate::geodata::gazetteer::Gazetteer;

    #[test]
    fn the_walk_finds_names_at_word_ends_shortest_first() {
        let g = Gazetteer::bundled().expect("the bundled gazetteer opens");
        let text = "in New York City's Bronx";
        let mut ends = Vec::new();
        g.walk(text, 3, |hit| ends.push(&text[3..hit.end]));
        assert!(ends.contains(&"New York") && ends.contains(&"New York City"), "{ends:?}");
        assert!(ends.windows(2).all(|w| w[0].len() < w[1].len()));
    }
}
