//! Whole numbers in as few bytes as they need, seven bits a byte, the lowest first.

/// Writes a number.
pub(super) fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(0x80 | (number & 0x7f) as u8);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number and goes past it; `None` at the end, or where it is cut off.
#[inline]
pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    // most have one byte or two
    if let [first @ 0..0x80, rest @ ..] = *bytes {
        *bytes = rest;
        return Some(u64::from(*first));
    }
    if let [first, second @ 0..0x80, rest @ ..] = *bytes {
        *bytes = rest;
        return Some(u64::from(first & 0x7f) | u64::from(*second) << 7);
    }
    let (mut number, mut shift) = (0_u64, 0_u32);
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Writes a number that may be negative: the sign goes last, so that small ones stay short.
pub(super) fn put_signed(bytes: &mut Vec<u8>, number: i64) {
    put(bytes, u64::from_le_bytes((number << 1 ^ number >> 63).to_le_bytes()));
}

/// Reads what [`put_signed`] wrote.
#[inline]
pub(super) fn take_signed(bytes: &mut &[u8]) -> Option<i64> {
    let number = i64::from_le_bytes(take(bytes)?.to_le_bytes());
    Some(number >> 1 & i64::MAX ^ -(number & 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_taken() {
        let numbers = [0, 1, -1, 63, -64, 64, 300_000, -300_000, i64::MAX, i64::MIN];
        let mut bytes = Vec::new();
        for number in numbers {
            put_signed(&mut bytes, number);
        }
        put(&mut bytes, u64::MAX);
        let mut rest = bytes.as_slice();
        assert_eq!(numbers.map(|_| take_signed(&mut rest)), numbers.map(Some));
        assert_eq!((take(&mut rest), take(&mut rest)), (Some(u64::MAX), None));
        assert_eq!(take(&mut [0x80_u8; 40].as_slice()), None);
        let mut small = Vec::new();
        put_signed(&mut small, -64);
        assert_eq!(small.len(), 1);
    }
}
