//! `isnad analyze --ndjson`: one article a line in, one analysis a line out, in order, on all cores.

use std::io::{BufRead, Write};
use std::sync::mpsc::{Receiver, sync_channel};

use rayon::prelude::*;

use super::Outcome;
use super::workspaces::Workspaces;
use crate::engine::{Engine, Options, Workspace};
use crate::http::error::Problem;
use crate::http::intake::Incoming;
use crate::http::job::analyze;

/// Lines analysed together; what has arrived goes at once, so that a program may wait for each answer.
const CHUNK: usize = 256;

/// An answer is some five times as long as its article.
const ANSWER: usize = 6;

type Lines = Receiver<std::io::Result<(usize, Vec<u8>)>>;

/// Analyses standard input line by line.
pub(super) fn run(engine: &Engine, options: Options) -> anyhow::Result<Outcome> {
    let lines = read_lines();
    let workspaces = Workspaces::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut outcome = Outcome::Done;
    while let Ok(first) = lines.recv() {
        let mut chunk = vec![first?];
        while chunk.len() < CHUNK {
            let Ok(line) = lines.try_recv() else { break };
            chunk.push(line?);
        }
        let answers: Vec<_> = chunk
            .par_iter()
            .map(|(_, line)| workspaces.with(|workspace| answer(engine, workspace, line, options)))
            .collect();
        for ((number, _), answer) in chunk.iter().zip(answers) {
            let bytes = answer.or_else(|problem| {
                outcome = Outcome::SomeFailed;
                let (slug, ..) = problem.kind.parts();
                let _ = writeln!(std::io::stderr(), "isnad: line {number}: {slug}: {problem}");
                problem_line(problem, *number)
            })?;
            out.write_all(&bytes)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
    }
    Ok(outcome)
}

/// Reads on a thread of its own, so that reading and analysing overlap. Blank lines are left out.
fn read_lines() -> Lines {
    let (sender, lines) = sync_channel(4 * CHUNK);
    std::thread::spawn(move || {
        let input = std::io::stdin().lock().split(b'\n').zip(1..);
        for (line, number) in input {
            let blank = line.as_ref().is_ok_and(|line| line.trim_ascii().is_empty());
            if !blank && sender.send(line.map(|line| (number, line))).is_err() {
                return;
            }
        }
    });
    lines
}

fn answer(engine: &Engine, workspace: &mut Workspace, line: &[u8], options: Options) -> Result<Vec<u8>, Problem> {
    let text = std::str::from_utf8(line).map_err(|error| Problem::not_utf8(error.valid_up_to()))?;
    let incoming = Incoming::from_json(text)?;
    incoming.check()?;
    let analysis = analyze(engine, workspace, &incoming, options);
    let mut bytes = Vec::with_capacity(ANSWER * line.len());
    serde_json::to_writer(&mut bytes, &analysis).map_err(|_| Problem::internal())?;
    Ok(bytes)
}

fn problem_line(mut problem: Problem, number: usize) -> serde_json::Result<Vec<u8>> {
    problem.extra.retain(|(name, _)| *name != "line");
    serde_json::to_vec(&problem.with("line", number).document(None))
}
