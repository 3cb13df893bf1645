//! Prints what the gazetteer knows of the names given and what the tagger thinks of each scored word of standard input.

use std::io::Read;

use dateline::geodata::gazetteer::Gazetteer;
use dateline::intake::read::{Source, read};
use dateline::lang::lexicon::Lexicon;
use dateline::mentions::features::View;
use dateline::mentions::memory::remember;
use dateline::mentions::names::find;
use dateline::mentions::runs::lay_out;
use dateline::mentions::tagger::{Weights, tag};
use dateline::mentions::tokens::tokens;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = Vec::new();
    std::io::stdin().read_to_end(&mut text)?;
    let gazetteer = Gazetteer::bundled().map_err(|e| e.to_string())?;
    for name in std::env::args().skip(1) {
        let places = gazetteer.lookup(&name).map(|p| {
            p.iter().map(|p| (gazetteer.id(p.place), p.kind, gazetteer.weight(p.place))).collect::<Vec<_>>()
        });
        println!("{name}: {places:?}");
    }
    let lexicon = Lexicon::english();
    for article in read(&text, &Source::default()).map_err(|e| e.to_string())? {
        let tokens = tokens(&article, lexicon);
        let hits = find(&article.text, &tokens, gazetteer);
        let layout = lay_out(&tokens, &hits);
        let memory = remember(&tokens, &hits, &layout);
        let view =
            View { text: &article.text, tokens: &tokens, hits: &hits, layout: &layout, memory: &memory };
        for (i, odds) in
            tag(&view, &Weights::of(lexicon)).iter().enumerate().filter(|(i, _)| layout.scored[*i])
        {
            let hit = hits.get(layout.hit_of[i] as usize);
            println!(
                "{:20} {:?} {:.2?} hit {:?}",
                tokens[i].span.of(&article.text),
                tokens[i].class,
                odds,
                hit.map(|h| (h.start, h.end, h.traits, h.weight))
            );
        }
    }
    Ok(())
}
