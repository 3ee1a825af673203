//! Analyses on their way to standard output, in the format asked for.

use std::io::Write;

use super::analyze::Format;
use super::{cards, html};
use crate::analysis::Analysis;
use crate::http::render::{Csv, RenderError};

/// One analysis, written.
pub(super) type Written = Vec<u8>;

/// How one analysis is written; writing is done by many threads, putting together by one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    format: Format,
    colour: bool,
}

impl Form {
    /// Writes one analysis, without what stands around it.
    pub(super) fn write(self, analysis: &Analysis<'_>) -> Result<Written, RenderError> {
        let mut bytes = Vec::new();
        match self.format {
            Format::Cards => bytes = cards::write(analysis, self.colour).into_bytes(),
            Format::Json => serde_json::to_writer_pretty(&mut bytes, analysis)?,
            Format::Ndjson => {
                serde_json::to_writer(&mut bytes, analysis)?;
                bytes.push(b'\n');
            }
            Format::Csv => Csv::continued(&mut bytes).add(analysis)?,
            Format::Html => bytes = html::article(analysis).into_bytes(),
        }
        Ok(bytes)
    }
}

/// Standard output, with what stands around the analyses.
pub(super) struct Output<W> {
    out: W,
    form: Form,
    /// JSON: the first document waits, for it is written alone if no second comes.
    first: Option<Written>,
    several: bool,
}

impl<W: Write> Output<W> {
    pub(super) fn new(mut out: W, format: Format, colour: bool) -> anyhow::Result<Self> {
        match format {
            Format::Csv => drop(Csv::new(&mut out)?),
            Format::Html => out.write_all(html::HEAD.as_bytes())?,
            Format::Cards | Format::Json | Format::Ndjson => {}
        }
        Ok(Self { out, form: Form { format, colour }, first: None, several: false })
    }

    pub(super) fn form(&self) -> Form {
        self.form
    }

    pub(super) fn put(&mut self, written: Written) -> std::io::Result<()> {
        if self.form.format != Format::Json {
            return self.out.write_all(&written);
        }
        if let Some(first) = self.first.take() {
            self.out.write_all(b"[\n")?;
            self.out.write_all(&first)?;
            self.several = true;
        }
        if self.several {
            self.out.write_all(b",\n")?;
            self.out.write_all(&written)
        } else {
            self.first = Some(written);
            Ok(())
        }
    }

    pub(super) fn finish(mut self) -> std::io::Result<()> {
        if let Some(first) = self.first {
            self.out.write_all(&first)?;
            self.out.write_all(b"\n")?;
        }
        if self.several {
            self.out.write_all(b"\n]\n")?;
        }
        if self.form.format == Format::Html {
            self.out.write_all(html::FOOT.as_bytes())?;
        }
        self.out.flush()
    }
}
