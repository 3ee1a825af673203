//! Names of types and subtypes (SCHEME 4.1).

use super::{EntityKind, Subtype};

const KINDS: [EntityKind; 11] = [
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Location,
    EntityKind::Facility,
    EntityKind::Nationality,
    EntityKind::Title,
    EntityKind::Platform,
    EntityKind::Date,
    EntityKind::Quantity,
    EntityKind::Money,
    EntityKind::Event,
];

/// Subtypes that the code itself gives or asks for; the data add theirs.
const KNOWN: [&str; 14] = [
    "country",
    "city",
    "region",
    "government",
    "ministry",
    "embassy",
    "military",
    "police_security",
    "armed_group",
    "anonymous",
    "group",
    "facility",
    "other",
    "account",
];

/// True for the subtypes of those who publish: agencies, newspapers, channels, sites.
pub fn is_outlet(name: &str) -> bool {
    matches!(name, "news_agency" | "newspaper" | "tv" | "radio" | "site" | "media_outlet")
}

impl Subtype {
    /// Countries: the first of the known ones.
    pub const COUNTRY: Self = Self(0);
    /// Regions.
    pub const REGION: Self = Self(2);
}

/// Subtypes by name.
#[derive(Debug)]
pub struct Subtypes(Vec<Box<str>>);

impl Default for Subtypes {
    fn default() -> Self {
        Self(KNOWN.iter().map(|&name| name.into()).collect())
    }
}

impl Subtypes {
    /// The subtype of that name, made if new.
    pub fn intern(&mut self, name: &str) -> Subtype {
        if let Some(known) = self.get(name) {
            return known;
        }
        self.0.push(name.into());
        Subtype((self.0.len() - 1) as u16)
    }

    /// The subtype of that name, if any.
    pub fn get(&self, name: &str) -> Option<Subtype> {
        self.0.iter().position(|known| &**known == name).map(|at| Subtype(at as u16))
    }

    /// Its name.
    pub fn name(&self, subtype: Subtype) -> &str {
        self.0.get(usize::from(subtype.0)).map_or("", AsRef::as_ref)
    }

    /// Kind and subtype of `organization.armed_group`; a facility may be written `location.facility`.
    ///
    /// # Errors
    /// What was expected instead.
    pub fn parse(&mut self, text: &str) -> Result<(EntityKind, Option<Subtype>), String> {
        let (kind, rest) = text.split_once('.').map_or((text, None), |(kind, rest)| (kind, Some(rest)));
        let Some(&kind) = KINDS.iter().find(|k| k.name() == kind) else {
            return Err(format!(
                "unknown type '{text}', expected person, organization, location, facility, platform … and a subtype after a dot"
            ));
        };
        let Some(rest) = rest else { return Ok((kind, None)) };
        if rest.is_empty() || !rest.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
            return Err(format!("subtype '{rest}', expected small letters and '_'"));
        }
        let kind = if kind == EntityKind::Location && rest == "facility" { EntityKind::Facility } else { kind };
        Ok((kind, Some(self.intern(rest))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_a_kind_and_a_subtype() {
        let mut subtypes = Subtypes::default();
        let (kind, party) = subtypes.parse("organization.party").unwrap();
        assert_eq!((kind, subtypes.name(party.unwrap())), (EntityKind::Organization, "party"));
        assert_eq!(subtypes.get("country"), Some(Subtype::COUNTRY));
        assert_eq!(subtypes.get("region"), Some(Subtype::REGION));
        assert_eq!(subtypes.parse("platform").unwrap(), (EntityKind::Platform, None));
        assert_eq!(subtypes.parse("location.facility").unwrap().0, EntityKind::Facility);
        assert!(subtypes.parse("planet.mars").unwrap_err().contains("planet.mars"));
        assert!(subtypes.parse("location.City").is_err());
    }
}
