//! Arithmetic of colors: contrast as WCAG defines it, mixing, and how color-blind people see.

use crate::model::scene::Color;

/// A kind of color blindness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deficiency {
    /// No red cones.
    Protanopia,
    /// No green cones.
    Deuteranopia,
    /// No blue cones.
    Tritanopia,
}

/// All kinds that themes are tested for.
pub const DEFICIENCIES: [Deficiency; 3] =
    [Deficiency::Protanopia, Deficiency::Deuteranopia, Deficiency::Tritanopia];

/// Red, green and blue in linear light, 0 to 1.
fn linear(color: Color) -> [f64; 3] {
    [16, 8, 0].map(|shift| {
        let c = f64::from((color.0 >> shift) & 0xff) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
    })
}

fn from_linear(rgb: [f64; 3]) -> Color {
    let mut out = 0;
    for c in rgb {
        let c = c.clamp(0.0, 1.0);
        let s = if c <= 0.003_130_8 { c * 12.92 } else { 1.055 * libm::pow(c, 1.0 / 2.4) - 0.055 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255 by the clamp")]
        let byte = libm::round(s * 255.0) as u32;
        out = (out << 8) | byte.min(255);
    }
    Color(out)
}

/// Relative luminance, 0 to 1.
#[must_use]
pub fn luminance(color: Color) -> f64 {
    let [r, g, b] = linear(color);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast of two colors, 1 to 21.
#[must_use]
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Cyan, magenta, yellow and black ink, each 0 to 1, with as much black as possible: the usual conversion without a
/// profile, which turns grays into black ink alone.
#[must_use]
pub fn inks(color: Color) -> [f64; 4] {
    let rgb = [16, 8, 0].map(|shift| f64::from((color.0 >> shift) & 0xff) / 255.0);
    let light = rgb.into_iter().fold(0.0, f64::max);
    let [cyan, magenta, yellow] = rgb.map(|c| if light > 0.0 { (light - c) / light } else { 0.0 });
    [cyan, magenta, yellow, 1.0 - light]
}

/// `share` of `top` over `ground`, mixed as a browser mixes an opacity.
#[must_use]
pub fn mix(ground: Color, top: Color, share: f64) -> Color {
    let mut out = 0;
    for shift in [16, 8, 0] {
        let g = f64::from((ground.0 >> shift) & 0xff);
        let t = f64::from((top.0 >> shift) & 0xff);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
        let byte = libm::round(g + (t - g) * share.clamp(0.0, 1.0)) as u32;
        out = (out << 8) | byte.min(255);
    }
    Color(out)
}

/// The color as somebody with that deficiency sees it (Machado, Oliveira and Fernandes 2009, severity 1).
#[must_use]
pub fn simulate(color: Color, deficiency: Deficiency) -> Color {
    let m = match deficiency {
        Deficiency::Protanopia => [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        Deficiency::Deuteranopia => [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        Deficiency::Tritanopia => [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    };
    let rgb = linear(color);
    from_linear(m.map(|row| row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))
}

/// Difference of two colors as seen: the distance in OKLab, times 100 (about 2 is just noticeable).
#[must_use]
pub fn difference(a: Color, b: Color) -> f64 {
    let (a, b) = (oklab(a), oklab(b));
    let sum: f64 = a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum();
    100.0 * libm::sqrt(sum)
}

fn oklab(color: Color) -> [f64; 3] {
    let [r, g, b] = linear(color);
    let l = libm::cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
    let m = libm::cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
    let s = libm::cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
    [
        0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
    ]
}

#[cfg(test)]
mod tests {
    use super::{DEFICIENCIES, Deficiency, contrast, difference, mix, simulate};
    use crate::model::scene::Color;

    #[test]
    fn contrast_of_black_and_white_is_21() {
        assert!((contrast(Color(0), Color(0xff_ffff)) - 21.0).abs() < 1e-9);
        assert!((contrast(Color(0x77_7777), Color(0xff_ffff)) - 4.48).abs() < 0.01);
    }

    #[test]
    fn grays_look_the_same_to_everybody() {
        for deficiency in DEFICIENCIES {
            assert!(difference(simulate(Color(0x80_8080), deficiency), Color(0x80_8080)) < 0.5);
        }
    }

    #[test]
    fn red_and_green_come_closer_without_green_cones() {
        let (red, green) = (Color(0xc0_3030), Color(0x4f_7a20));
        let seen =
            difference(simulate(red, Deficiency::Deuteranopia), simulate(green, Deficiency::Deuteranopia));
        assert!(seen < difference(red, green) / 2.0, "{seen}");
    }

    #[test]
    fn mixing_half_way_is_in_the_middle() {
        assert_eq!(mix(Color(0), Color(0xff_ffff), 0.5), Color(0x80_8080));
    }
}
