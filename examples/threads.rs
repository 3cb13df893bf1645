//! One `Dateline` on many threads: `cargo run --example threads`. For files, manifests and resuming see `dateline batch`.

use std::error::Error;
use std::thread;

use dateline::diagnostic::Result;
use dateline::pipeline::{Dateline, MapOptions, Source};

const TEXTS: [&str; 4] = [
    "Floods hit Nairobi on Oct. 9, killing 12 people. Aid came from Mombasa.",
    "An earthquake struck near Antofagasta, Chile, on Monday; buildings shook in Calama.",
    "Kyiv and Kharkiv lost power on Tuesday after an attack on the grid.",
    "Nothing in this text is a place.",
];

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let dateline = Dateline::open()?;
    for (text, map) in TEXTS.iter().zip(maps(dateline)) {
        match map {
            Ok(svg) => println!("{} bytes: {text}", svg.len()),
            Err(error) => println!("{error}: {text}"),
        }
    }
    Ok(())
}

/// The maps of all texts, in their order; a text without places is an error of its own.
fn maps(dateline: Dateline) -> Vec<Result<Vec<u8>>> {
    let map = move |text: &str| {
        let article = Dateline::article(text.as_bytes(), &Source::default())?;
        Ok(dateline.map(article, &MapOptions::default())?.bytes)
    };
    thread::scope(|scope| {
        let workers: Vec<_> = TEXTS.iter().map(|text| scope.spawn(move || map(text))).collect();
        workers.into_iter().map(|worker| worker.join().expect("no article makes a thread panic")).collect()
    })
}

#[cfg(test)]
mod tests {
    use dateline::diagnostic::ErrorKind;
    use dateline::pipeline::Dateline;

    #[test]
    fn three_texts_have_maps_the_same_every_time() {
        let dateline = Dateline::open().expect("the bundle opens");
        let (maps, again) = (super::maps(dateline), super::maps(dateline));
        assert!(maps[..3].iter().all(Result::is_ok));
        assert_eq!(maps[3].as_ref().map_err(|e| e.kind()).err(), Some(ErrorKind::NothingToMap));
        for (one, other) in maps.iter().zip(&again) {
            assert_eq!(one.as_ref().ok(), other.as_ref().ok());
        }
    }
}
