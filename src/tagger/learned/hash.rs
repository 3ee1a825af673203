//! Features and words are known by 32-bit hashes; 0 is never one.

const PRIME: u32 = 0x0100_0193;

/// Hash of some bytes, the same on every machine.
pub fn text(seed: u32, bytes: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5 ^ mix(seed);
    for &byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(PRIME);
    }
    mix(hash)
}

/// Hash of a row of numbers.
#[inline]
pub fn join(seed: u32, parts: &[u32]) -> u32 {
    let mut hash = mix(seed);
    for &part in parts {
        hash = (hash.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b1);
    }
    mix(hash)
}

/// Spreads the bits (the finaliser of `MurmurHash3`).
#[inline]
fn mix(mut hash: u32) -> u32 {
    hash = hash.wrapping_add(0x9e37_79b9);
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    (hash ^ (hash >> 16)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_seed_count() {
        assert_ne!(join(1, &[2, 3]), join(1, &[3, 2]));
        assert_ne!(text(1, "باب".as_bytes()), text(2, "باب".as_bytes()));
        assert_ne!(text(0, b""), 0);
    }
}
