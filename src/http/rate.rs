//! How many requests a key may make: a bucket for each, filled evenly over a minute.
//!
//! Headers as in draft-ietf-httpapi-ratelimit-headers-10. `governor` counts, exactly and without a lock for all.

use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

type Buckets = RateLimiter<String, DefaultKeyedStateStore<String>, DefaultClock, StateInformationMiddleware>;

/// The buckets of all keys.
#[derive(Debug)]
pub struct Rate {
    buckets: Buckets,
    clock: DefaultClock,
    quota: NonZeroU32,
}

/// What a request has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    quota: u32,
    remaining: u32,
    /// Seconds until there is one more.
    pub wait: u64,
}

impl Rate {
    /// Buckets of so many requests a minute; `None` for 0, which means no limit.
    pub fn per_minute(requests: u32) -> Option<Self> {
        let quota = NonZeroU32::new(requests)?;
        let clock = DefaultClock::default();
        let buckets = RateLimiter::keyed(Quota::per_minute(quota)).with_middleware();
        Some(Self { buckets, clock, quota })
    }

    /// Takes one request from the bucket of a key.
    ///
    /// # Errors
    /// The bucket is empty.
    pub fn take(&self, key: &str) -> Result<Left, Left> {
        let quota = self.quota.get();
        let next = Duration::from_secs(60) / quota;
        match self.buckets.check_key(&key.to_owned()) {
            Ok(state) => Ok(Left { quota, remaining: state.remaining_burst_capacity(), wait: seconds(next) }),
            Err(until) => Err(Left { quota, remaining: 0, wait: seconds(until.wait_time_from(self.clock.now())) }),
        }
    }
}

impl Left {
    /// Tells the client.
    pub fn write(self, headers: &mut HeaderMap) {
        let Self { quota, remaining, wait } = self;
        let lines = [
            ("ratelimit-policy", format!("\"key\";q={quota};w=60")),
            ("ratelimit", format!("\"key\";r={remaining};t={wait}")),
        ];
        for (name, line) in lines {
            if let Ok(value) = HeaderValue::from_str(&line) {
                headers.insert(name, value);
            }
        }
    }
}

/// Whole seconds, rounded up, at least one.
fn seconds(time: Duration) -> u64 {
    time.as_millis().div_ceil(1000).max(1).try_into().unwrap_or(u64::MAX)
}
