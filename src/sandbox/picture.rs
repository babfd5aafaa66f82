//! Generates small, valid pictures for the attachments of the sandboxes.

/// The width and height of a picture, in pixels.
const SIDE: usize = 48;

/// Makes a PNG file with a pattern that depends on a number.
pub fn picture(number: u64) -> Vec<u8> {
    let side = (SIDE as u32).to_be_bytes();
    // One bit per pixel, greyscale; then the compression, filter and interlace methods.
    let header = [&side[..], &side[..], &[1, 0, 0, 0, 0]].concat();
    let rows = (0..SIDE).flat_map(|row| {
        // Each row begins with its filter type, which is none.
        std::iter::once(0).chain((0..SIDE / 8).map(move |column| tile(number, row / 8, column)))
    });
    let chunks = [chunk(*b"IHDR", &header), chunk(*b"IDAT", &stored(&rows.collect::<Vec<u8>>())), chunk(*b"IEND", &[])];
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks.concat()].concat()
}

/// Returns eight pixels of a single-coloured tile. The pattern is symmetrical.
fn tile(number: u64, row: usize, column: usize) -> u8 {
    let column = column.min(SIDE / 8 - 1 - column);
    let is_black = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (row * 5 + column) & 1 == 1;
    if is_black { 0x00 } else { 0xff }
}

/// Wraps data in a zlib stream with one uncompressed block (RFC 1950 and RFC 1951, section 3.2.4).
fn stored(data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    let sum = (high << 16 | low).to_be_bytes();
    [&[0x78, 0x01, 0x01][..], &length.to_le_bytes(), &(!length).to_le_bytes(), data, &sum].concat()
}

/// Makes a chunk of a PNG file: its length, type, data, and the CRC of type and data.
fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let summed = [&kind[..], data].concat();
    let sum = summed.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    });
    [&(data.len() as u32).to_be_bytes()[..], &summed, &(!sum).to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_match_known_values() {
        // The empty last chunk is the same in every PNG file.
        assert_eq!(chunk(*b"IEND", &[]), b"\0\0\0\0IEND\xae\x42\x60\x82");
        // "Wikipedia" and its Adler-32.
        assert_eq!(stored(b"Wikipedia")[16..], 0x11e6_0398_u32.to_be_bytes());
    }
}
