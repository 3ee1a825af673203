// Draws /openapi.json; knows as much of OpenAPI as this API uses.
"use strict";

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter(Boolean));
  return node;
}

const nameOf = (schema) => {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").pop();
  const several = schema.oneOf || schema.anyOf || schema.allOf;
  if (several) return several.map(nameOf).join(" | ");
  const type = [schema.type].flat().filter(Boolean).join(" | ");
  return type.startsWith("array") ? `[${nameOf(schema.items)}]` : type || "any";
};

/// The name of a schema, with a link to its table if it has one.
function typed(schema) {
  const name = nameOf(schema);
  const known = name.match(/[A-Z]\w+/);
  return known ? element("a", { href: `#${known[0]}` }, name) : name;
}

function table(head, rows) {
  const cells = (tag) => (row) => element("tr", {}, ...row.map((cell) => element(tag, {}, cell)));
  return rows.length ? element("table", {}, cells("th")(head), ...rows.map(cells("td"))) : null;
}

function contents(content = {}) {
  return Object.entries(content).map(([type, { schema, example }]) => {
    const shown = example === undefined ? null : element("pre", { dir: "auto" }, pretty(example));
    return element("p", {}, element("code", {}, type), " ", typed(schema), shown);
  });
}

const pretty = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

function operation(path, method, op) {
  const node = element("section", { class: "operation" });
  node.append(element("h2", {}, element("span", { class: "method" }, method.toUpperCase()), ` ${path}`));
  node.append(element("p", {}, op.summary || ""), element("p", { class: "quiet" }, op.description || ""));
  const parameters = (op.parameters || []).map((p) => [element("code", {}, p.name), nameOf(p.schema), p.description || ""]);
  node.append(table(["parameter", "type", "meaning"], parameters) || "");
  if (op.requestBody) node.append(element("h3", {}, "Body"), ...contents(op.requestBody.content));
  const answers = Object.entries(op.responses || {}).map(([status, response]) => {
    const cell = element("div", {}, response.description || "", ...contents(response.content));
    return [element("code", {}, status), cell];
  });
  node.append(table(["status", "answer"], answers) || "");
  return node;
}

function schema(name, { properties = {}, required = [], description, example }) {
  const rows = Object.entries(properties).map(([member, type]) => {
    const optional = required.includes(member) ? "" : " ?";
    return [element("code", {}, member + optional), typed(type), type.description || ""];
  });
  const shown = example === undefined ? null : element("pre", { dir: "auto" }, pretty(example));
  return element("section", { class: "operation", id: name }, element("h2", {}, name), element("p", {}, description || ""),
    table(["member", "type", "meaning"], rows), shown);
}

async function draw() {
  const api = await (await fetch("/openapi.json")).json();
  document.getElementById("about").textContent = api.info.description.replaceAll("`", "");
  const main = document.getElementById("operations");
  // what it is for first, then what keeps it running
  const paths = Object.entries(api.paths).sort(([a], [b]) => b.startsWith("/v1/") - a.startsWith("/v1/"));
  for (const [path, methods] of paths) {
    for (const [method, op] of Object.entries(methods)) main.append(operation(path, method, op));
  }
  main.append(element("h1", {}, "Documents"));
  for (const [name, type] of Object.entries(api.components.schemas)) main.append(schema(name, type));
}

draw();
