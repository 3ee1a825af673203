//! Events: triggers, roles, polarity, modality, tense, aspect, class (SCHEME 0.3, 1, 2).

mod allusion;
pub mod antecedent;
pub mod argument;
pub mod class;
pub mod classify;
pub mod condition;
pub mod content;
pub mod cues;
pub mod dated;
pub mod denial;
pub mod event;
mod history;
pub mod label;
pub mod lend;
pub mod ontology;
pub mod protasis;
pub mod role;
mod sparse;
pub mod status;
pub mod theme;
pub mod trigger;
pub mod unsaid;
mod will;

#[cfg(test)]
mod tests;

pub use classify::Classifier;
pub use condition::{Preposition, Role};
pub use ontology::Ontology;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// The name in JSON and data.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value of that name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named! {
    /// How the event stands to what is the case (SCHEME 2.2).
    Modality {
        /// None of the others.
        Asserted = "asserted",
        /// Content of a denial.
        Denied = "denied",
        /// Unverified talk.
        Rumour = "rumour",
        /// Content of an order.
        Ordered = "ordered",
        /// Content of a call.
        Requested = "requested",
        /// Protasis or apodosis.
        Conditional = "conditional",
        /// Own or announced future act.
        Planned = "planned",
        /// Future claimed by somebody who does not control it.
        Predicted = "predicted",
        /// Epistemic possibility.
        Possible = "possible",
    }
}

named! {
    /// SCHEME 2.3.
    Tense {
        /// Before publication.
        Past = "past",
        /// At publication.
        Present = "present",
        /// After publication.
        Future = "future",
    }
}

named! {
    /// SCHEME 2.3.
    Aspect {
        /// Done.
        Completed = "completed",
        /// Going on.
        Ongoing = "ongoing",
        /// Still going on.
        Continuing = "continuing",
        /// Taken up again.
        Resumed = "resumed",
        /// Beginning.
        Starting = "starting",
        /// At its end.
        Stopped = "stopped",
        /// Growing.
        Increasing = "increasing",
        /// Shrinking.
        Decreasing = "decreasing",
        /// Tried.
        Attempted = "attempted",
        /// Tried in vain.
        Failed = "failed",
        /// Put off.
        Postponed = "postponed",
        /// Nothing is said.
        None = "none",
    }
}
