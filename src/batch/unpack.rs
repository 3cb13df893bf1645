//! Opens compressed streams, gzip and zstd, by their first bytes; several members in a row are one stream.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// A stream that may cross threads.
pub type Stream = Box<dyn BufRead + Send>;

/// The stream without its compression, if it has one.
///
/// # Errors
/// If the first bytes cannot be read.
pub fn unpack(source: impl Read + Send + 'static) -> io::Result<Stream> {
    let mut source = BufReader::with_capacity(64 << 10, source);
    let head = source.fill_buf()?;
    if head.starts_with(GZIP) {
        Ok(Box::new(BufReader::with_capacity(64 << 10, MultiGzDecoder::new(source))))
    } else if head.starts_with(ZSTD) {
        Ok(Box::new(BufReader::with_capacity(64 << 10, Frames { source, frame: None })))
    } else {
        Ok(Box::new(source))
    }
}

/// Zstd frames, one after the other.
struct Frames<R> {
    source: BufReader<R>,
    frame: Option<Box<FrameDecoder>>,
}

impl<R: Read> Frames<R> {
    /// Starts the next frame; false at the end of the stream.
    fn start(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            let mut decoder = Box::new(FrameDecoder::new());
            match decoder.init(&mut self.source) {
                Ok(()) => {
                    self.frame = Some(decoder);
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut (&mut self.source).take(length.into()), &mut io::sink())?;
                }
                Err(e) => return Err(broken(&e)),
            }
        }
        Ok(false)
    }
}

fn broken(error: &impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("zstd: {error}"))
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(frame) = &mut self.frame else {
                if self.start()? {
                    continue;
                }
                return Ok(0);
            };
            while frame.can_collect() == 0 && !frame.is_finished() {
                frame
                    .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(|e| broken(&e))?;
            }
            let count = frame.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            self.frame = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::unpack;

    fn read(bytes: Vec<u8>) -> std::io::Result<String> {
        let mut text = String::new();
        unpack(Cursor::new(bytes))?.read_to_string(&mut text)?;
        Ok(text)
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &str) -> Vec<u8> {
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    #[test]
    fn members_and_frames_in_a_row_are_one_stream() {
        assert_eq!(read(b"plain".to_vec()).unwrap(), "plain");
        assert_eq!(read([gzip("one "), gzip("two")].concat()).unwrap(), "one two");
        assert_eq!(read([zstd("one "), zstd("two")].concat()).unwrap(), "one two");
        let long = "Floods hit Kabul. ".repeat(60_000);
        assert_eq!(read(zstd(&long)).unwrap(), long);
        assert_eq!(read(Vec::new()).unwrap(), "");
    }

    #[test]
    fn cut_streams_are_errors() {
        for whole in [gzip("Floods hit Kabul"), zstd("Floods hit Kabul")] {
            assert!(read(whole[..whole.len() - 6].to_vec()).is_err());
        }
    }
}
