//! Stage by stage, with a change between reading and drawing: `cargo run --example stages`.

use std::error::Error;

use dateline::pipeline::{Dateline, Pin, Source, TextMode, Writing};
use dateline::plan::options::PlanOptions;

/// An article of two sentences; its Springfield is meant to be the one in Massachusetts.
const TEXT: &str = "SPRINGFIELD, Oct. 9 - A fire destroyed a paper mill in Springfield on Thursday, officials said. \
                    Two workers were taken to a hospital in Boston.";

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", run()?);
    Ok(())
}

fn run() -> Result<String, Box<dyn Error>> {
    let mut report = String::new();
    let dateline = Dateline::open()?;
    let article = Dateline::article(TEXT.as_bytes(), &Source::default())?;
    // A pin says what a name means; the id is what `dateline places Springfield` shows.
    let pin = Pin { name: "Springfield".to_owned(), id: Some("gn4951788".to_owned()) };
    let reading = dateline.read(article, &[pin]);
    for resolution in &reading.resolutions {
        if let Some(place) = &resolution.place {
            let (lon, lat) = (place.point.lon, place.point.lat);
            report
                .push_str(&format!("{}: {}, {lon:.2} {lat:.2}\n", resolution.mention.surface, place.admin1));
        }
    }
    let (mut plan, _) = dateline.plan(&reading, &PlanOptions::default())?;
    plan.title = "Mill fire in Springfield".to_owned();
    plan.furniture.locator = false;
    let (scene, missing) = dateline.draw(&plan)?;
    for warning in &missing {
        report.push_str(&format!("left out: {}\n", warning.message));
    }
    let svg = Dateline::write(&scene, &Writing { text: TextMode::Live, ..Writing::default() })?;
    report.push_str(&format!("{} bytes of SVG\n", svg.len()));
    Ok(report)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_pin_holds() {
        let report = super::run().expect("it runs");
        assert!(report.contains("Springfield: Massachusetts"), "{report}");
        assert!(report.contains("bytes of SVG"), "{report}");
    }
}
