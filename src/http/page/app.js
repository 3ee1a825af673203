// Offsets of the API are code points, hence Array.from: a string of JavaScript counts UTF-16 units.
"use strict";

const byId = (id) => document.getElementById(id);
const SAMPLE = "نقلت وكالة بلومبيرغ عن مصدر مقرب من الكرملين أن روسيا لا تمتلك خطة لإنقاذ بشار الأسد.\n" +
  "أعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة.";

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const arabic = (tag, text) => element(tag, { lang: "ar", dir: "auto" }, text);

/// The pieces of `points` between `start` and `end`, with `spans` (sorted here, overlaps left out) wrapped in marks.
function marked(points, start, end, spans) {
  const out = document.createDocumentFragment();
  let at = start;
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start < at || span.end > end) continue;
    out.append(points.slice(at, span.start).join(""));
    out.append(element("mark", span.attributes, points.slice(span.start, span.end).join("")));
    at = span.end;
  }
  out.append(points.slice(at, end).join(""));
  return out;
}

function chain(event, sources) {
  const row = element("p", { class: "chain" });
  event.attribution.chain.forEach((id, n, all) => {
    const source = sources.get(id) || { text: id, type: "" };
    if (n > 0) row.append(element("span", { class: "arrow" }, "←"));
    const kind = [source.type, source.anonymity].filter(Boolean).join(" ").replaceAll("_", " ");
    const name = element("span", { class: n === all.length - 1 ? "head" : null, title: kind });
    name.append(source.text ? arabic("bdi", source.name ?? source.text) : "author");
    if (source.name_en) name.append(element("span", { class: "quiet" }, ` ${source.name_en}`));
    row.append(name);
  });
  return row;
}

function evidence(event, points) {
  const spans = [{ ...event.trigger, attributes: { title: "trigger" } }];
  for (const [role, fillers] of Object.entries(event.roles)) {
    for (const filler of fillers) spans.push({ ...filler, attributes: { class: "role", title: role } });
  }
  const { start, end } = event.evidence;
  return element("blockquote", { lang: "ar", dir: "rtl" }, marked(points, start, end, spans));
}

function roles(event) {
  const list = element("dl");
  for (const [role, fillers] of Object.entries(event.roles)) {
    if (fillers.length === 0) continue;
    const value = element("dd");
    fillers.forEach((filler, n) => {
      if (n > 0) value.append("; ");
      value.append(arabic("bdi", filler.text), filler.value ? ` (${filler.value})` : "");
    });
    list.append(element("dt", {}, role), value);
  }
  const channel = event.attribution.channel;
  if (channel) {
    const name = [channel.type, channel.platform].filter(Boolean).join(" · ").replaceAll("_", " ");
    list.append(element("dt", {}, "channel"), element("dd", {}, `${name} `, arabic("bdi", channel.text)));
  }
  return list;
}

function card(event, sources, points) {
  const node = element("article", { class: `card ${event.polarity}`, tabindex: "0" });
  node.append(element("h2", {}, event.label, arabic("bdi", event.label_ar)));
  node.append(element("p", { dir: "ltr" }, event.headline));
  const tags = element("p", { class: "tags" });
  tags.append(element("span", {}, event.type));
  tags.append(element("span", { class: event.polarity === "negative" ? "no" : null }, event.polarity));
  for (const tag of [event.modality, event.class, `confidence ${event.confidence.toFixed(2)}`]) {
    tags.append(element("span", {}, tag.replaceAll("_", " ")));
  }
  node.append(tags, chain(event, sources), evidence(event, points), roles(event));
  if (event.why.length > 0) {
    node.append(element("details", {}, element("summary", {}, "why"), element("bdi", {}, event.why.join("; "))));
  }
  return node;
}

function show(analysis, text) {
  const points = Array.from(analysis.article.text ?? text);
  const sources = new Map(analysis.sources.map((source) => [source.id, source]));
  const seen = new Set();
  const sentences = analysis.events.map((event) => event.evidence).filter((e) => !seen.has(e.start) && seen.add(e.start));
  const spans = sentences.map((e) => ({ ...e, attributes: { class: "evidence", "data-sentence": e.sentence } }));
  const article = byId("article");
  article.replaceChildren(marked(points, 0, points.length, spans));
  article.hidden = false;
  const cards = analysis.events.map((event) => {
    const node = card(event, sources, points);
    const sentence = article.querySelector(`[data-sentence="${CSS.escape(event.evidence.sentence)}"]`);
    const light = (on) => () => sentence && sentence.classList.toggle("here", on);
    for (const name of ["mouseenter", "focusin"]) node.addEventListener(name, light(true));
    for (const name of ["mouseleave", "focusout"]) node.addEventListener(name, light(false));
    return node;
  });
  byId("cards").replaceChildren(...cards);
}

function say(message, bad = false) {
  byId("status").textContent = message;
  byId("status").classList.toggle("bad", bad);
}

async function analyze(submit) {
  submit.preventDefault();
  const text = byId("text").value;
  const button = submit.target.querySelector("button[type=submit]");
  button.disabled = true;
  say("…");
  try {
    const query = new URLSearchParams({ min_confidence: byId("confidence").value || "0" });
    const response = await fetch(`/v1/analyze?${query}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ text }),
    });
    const answer = await response.json();
    if (!response.ok) {
      say(`${answer.title}: ${answer.detail}`, true);
      return;
    }
    show(answer, text);
    const n = answer.events.length;
    say(`${n} ${n === 1 ? "event" : "events"} in ${(answer.engine.took_us / 1000).toFixed(1)} ms`);
  } catch (error) {
    say(`No answer: ${error.message}`, true);
  } finally {
    button.disabled = false;
  }
}

byId("form").addEventListener("submit", analyze);
byId("sample").addEventListener("click", () => {
  byId("text").value = SAMPLE;
  byId("form").requestSubmit();
});
byId("text").addEventListener("keydown", (key) => {
  if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) byId("form").requestSubmit();
});
