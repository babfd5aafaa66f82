//! Pictures for the files of the sandboxes: small, made up, and valid.

/// How wide and high a picture is, in pixels.
const SIDE: usize = 48;

/// A PNG file with a pattern that depends on a number.
pub fn picture(number: u64) -> Vec<u8> {
    let side = (SIDE as u32).to_be_bytes();
    // One bit for each pixel, which is black or white; then how it is compressed, filtered and interlaced.
    let header = [&side[..], &side[..], &[1, 0, 0, 0, 0]].concat();
    let rows = (0..SIDE).flat_map(|row| {
        // Each row begins with its filter, which is none.
        std::iter::once(0).chain((0..SIDE / 8).map(move |column| tile(number, row / 8, column)))
    });
    let chunks = [chunk(*b"IHDR", &header), chunk(*b"IDAT", &stored(&rows.collect::<Vec<u8>>())), chunk(*b"IEND", &[])];
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks.concat()].concat()
}

/// Eight pixels of a tile, which is of one colour. The pattern is the same on both sides, as a label is.
fn tile(number: u64, row: usize, column: usize) -> u8 {
    let column = column.min(SIDE / 8 - 1 - column);
    let is_black = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (row * 5 + column) & 1 == 1;
    if is_black { 0x00 } else { 0xff }
}

/// Data as a stream of one block that is stored as it is (RFC 1950 and RFC 1951, section 3.2.4).
fn stored(data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    let sum = (high << 16 | low).to_be_bytes();
    [&[0x78, 0x01, 0x01][..], &length.to_le_bytes(), &(!length).to_le_bytes(), data, &sum].concat()
}

/// A chunk of a PNG file: its length, its kind, what is in it, and a sum over both.
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
    fn the_sums_are_those_that_readers_compute() {
        // The empty last chunk is the same in every PNG file.
        assert_eq!(chunk(*b"IEND", &[]), b"\0\0\0\0IEND\xae\x42\x60\x82");
        // "Wikipedia" and its Adler-32.
        assert_eq!(stored(b"Wikipedia")[16..], 0x11e6_0398_u32.to_be_bytes());
    }
}
