//! Perfect hashing: every key of a table has one place, and no two have the same.
//!
//! Takes the keys (hashes), gives a pilot for each bucket of them and the place of every key: where the key's bucket and
//! its pilot lead, there it stands or it is not in the table, so that nothing is searched for. The pilots are chosen as in
//! Belazzougui, Botelho and Dietzfelbinger, "Hash, displace, and compress" (2009). `build.rs` has this file too.

use std::cmp::Reverse;

/// The bucket of a key, of so many (a power of two).
#[inline(always)]
pub(crate) fn bucket(key: u32, buckets: usize) -> usize {
    key as usize & (buckets - 1)
}

/// The place of a key, of so many, by the pilot of its bucket.
#[inline(always)]
pub(crate) fn at(key: u32, pilot: u16, places: usize) -> usize {
    let turned = (key ^ u32::from(pilot) << 16).wrapping_mul(0x9E37_79B1);
    ((u64::from(turned) * places as u64) >> 32) as usize
}

/// Chooses the pilots for distinct keys in so many buckets: each bucket, the fullest first, takes the first that leads
/// its keys to free places. Gives the pilots, how many places there are (`spare` more than keys, and more where that is
/// too few), and the place of every key.
pub(crate) fn place(keys: &[u32], buckets: usize, spare: usize) -> (Vec<u16>, usize, Vec<usize>) {
    let bucket = |n: usize| bucket(keys[n], buckets);
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_unstable_by_key(|&n| (bucket(n), n));
    let mut groups: Vec<&[usize]> = order.chunk_by(|&a, &b| bucket(a) == bucket(b)).collect();
    groups.sort_by_key(|group| Reverse(group.len()));
    let mut size = keys.len() + spare;
    loop {
        let mut pilots = vec![0; buckets];
        let mut used = vec![false; size];
        let mut places = vec![0; keys.len()];
        let fits = groups.iter().all(|group| {
            let mut mine = Vec::with_capacity(group.len());
            let pilot = (0..=u16::MAX).find(|&pilot| {
                mine.clear();
                group.iter().all(|&n| {
                    let at = at(keys[n], pilot, size);
                    let free = !used[at] && !mine.contains(&at);
                    mine.push(at);
                    free
                })
            });
            let Some(pilot) = pilot else { return false };
            for (&n, &at) in group.iter().zip(&mine) {
                places[n] = at;
                used[at] = true;
            }
            pilots[bucket(group[0])] = pilot;
            true
        });
        if fits {
            return (pilots, size, places);
        }
        size += (size / 8).max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_keys_have_one_place() {
        // Many keys, and some that differ in their high bits alone: all of one bucket.
        for (count, step) in [(0, 1), (1, 1), (7, 1), (1000, 1), (1000, 0x9E37_79B9), (30, 1 << 18)] {
            let keys: Vec<u32> = (0..count).map(|n: u32| n.wrapping_mul(step)).collect();
            let (pilots, size, places) = place(&keys, 256, 32);
            let mut taken = places.clone();
            taken.sort_unstable();
            taken.dedup();
            assert_eq!(taken.len(), keys.len(), "{count} {step}");
            assert!(keys.iter().zip(places).all(|(&key, there)| at(key, pilots[bucket(key, 256)], size) == there));
        }
    }
}
