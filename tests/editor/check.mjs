// Opens the files of questionnaires in yaml-language-server over stdio: none has a diagnostic; slips that are planted
// have one, in their line; and keys, words and ids are completed where somebody types them.
// node check.mjs MODULES FRESH COPY

import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, fresh, copy] = process.argv.slice(2);
const SETTINGS = {
  yaml: { validate: true, completion: true, hover: true, yamlVersion: "1.2", schemaStore: { enable: false } },
};
const PATIENCE = 60_000;

class Server {
  constructor() {
    const program = join(modules, "node_modules/yaml-language-server/bin/yaml-language-server");
    this.child = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.waiting = new Map();
    this.found = new Map();
    this.number = 0;
    this.buffer = Buffer.alloc(0);
    this.child.stdout.on("data", (data) => this.take(data));
  }

  take(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const size = Number(/Content-Length: (\d+)/i.exec(this.buffer.subarray(0, end).toString())[1]);
      if (this.buffer.length < end + 4 + size) return;
      const message = JSON.parse(this.buffer.subarray(end + 4, end + 4 + size).toString());
      this.buffer = this.buffer.subarray(end + 4 + size);
      this.read(message);
    }
  }

  read(message) {
    if (message.method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = message.params;
      this.found.get(uri)?.(diagnostics);
    } else if (message.method && message.id !== undefined) {
      const asked = message.method === "workspace/configuration";
      const result = asked ? message.params.items.map((one) => SETTINGS[one.section] ?? null) : null;
      this.send({ id: message.id, result });
    } else if (this.waiting.has(message.id)) {
      this.waiting.get(message.id)(message);
      this.waiting.delete(message.id);
    }
  }

  send(message) {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  ask(method, params) {
    const id = ++this.number;
    return new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error(`no answer to ${method}`)), PATIENCE);
      this.waiting.set(id, (message) => {
        clearTimeout(late);
        if (message.error) failed(new Error(`${method}: ${message.error.message}`));
        else done(message.result);
      });
      this.send({ id, method, params });
    });
  }

  async begin(folder) {
    const root = pathToFileURL(folder).href;
    await this.ask("initialize", {
      processId: process.pid,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: "here" }],
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: {} },
        textDocument: { completion: { completionItem: { snippetSupport: false } }, publishDiagnostics: {} },
      },
    });
    this.send({ method: "initialized", params: {} });
    this.send({ method: "workspace/didChangeConfiguration", params: { settings: SETTINGS } });
  }

  // Name a document beside a file, one of its own each time: what is told of a closed one comes late.
  beside(file) {
    return pathToFileURL(join(dirname(file), `opened-${++this.number}-${basename(file)}`)).href;
  }

  // Give what is wrong with a text in the place of a file, as it is told after it was opened.
  async diagnostics(file, text) {
    const uri = this.beside(file);
    const told = new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error(`nothing was told of ${file}`)), PATIENCE);
      this.found.set(uri, (diagnostics) => {
        clearTimeout(late);
        done(diagnostics);
      });
    });
    const document = { uri, languageId: "yaml", version: ++this.number, text };
    this.send({ method: "textDocument/didOpen", params: { textDocument: document } });
    const diagnostics = await told;
    this.found.delete(uri);
    this.send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
    return diagnostics;
  }

  // Give what is offered at a sign | in a text in the place of a file.
  async offered(file, text) {
    const uri = this.beside(file);
    const at = text.indexOf("|");
    const lines = text.slice(0, at).split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1).length };
    const document = { uri, languageId: "yaml", version: ++this.number, text: text.replace("|", "") };
    this.send({ method: "textDocument/didOpen", params: { textDocument: document } });
    const found = await this.ask("textDocument/completion", { textDocument: { uri }, position });
    this.send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
    return (found.items ?? found).map((one) => one.label.replaceAll('"', ""));
  }
}

let failures = 0;

function see(holds, said) {
  if (!holds) failures += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${said}`);
}

function text(folder, name) {
  return readFileSync(join(folder, name), "utf8");
}

function exchanged(folder, name, old, other) {
  const before = text(folder, name);
  if (!before.includes(old)) throw new Error(`${name} has no ${old}`);
  return before.replace(old, other);
}

const server = new Server();
await server.begin(fresh);

for (const folder of [fresh, copy]) {
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".yaml") && one !== "sample.yaml")) {
    const found = await server.diagnostics(join(folder, name), text(folder, name));
    see(!found.length, `${folder.split("/").at(-1)}/${name} has no diagnostics ${found.map((one) => one.message)}`);
  }
}

const SLIPS = [
  ["pack.yaml", "licence:", "license:"],
  ["pack.yaml", "version: 0.1.0", "version: 0.1"],
  ["pack.yaml", "requires: {people: 40", "requires: {poeple: 40"],
  ["pack.yaml", "weight: 1}", "weight: -1}"],
  ["pack.yaml", "aggregate: mean", "aggregate: average"],
  ["people.yaml", "type: yes-no", "type: yesno"],
  ["people.yaml", "when: {lessons-written: yes}", "when: {lessons-writen: yes}"],
  ["people.yaml", "when: {lessons-written: yes}", "when: {lessons-written: maybe}"],
  ["people.yaml", "id: working-languages", "id: Working Languages"],
  ["people.yaml", "        unit: meetings\n", "        options: []\n"],
  ["people.yaml", "        to: 12", "        to: twelve"],
  ["people.yaml", "kind: score", "kind: scores"],
  ["money.yaml", 'title: "Money"\n', ""],
];
for (const [name, old, other] of SLIPS) {
  const slipped = exchanged(fresh, name, old, other);
  const found = await server.diagnostics(join(fresh, name), slipped);
  const [said] = found.map((one) => `line ${one.range.start.line + 1}: ${one.message.split("\n")[0]}`);
  const line = text(fresh, name).split(old)[0].split("\n").length;
  const near = !other || found.some((one) => one.range.start.line <= line && one.range.end.line >= line - 1);
  see(found.length > 0 && near, `${name}: ${JSON.stringify(other)} is marked: ${said}`);
}

const OFFERS = [
  ["pack.yaml", "# All sections together.", "ren|\n# All sections together.", ["renamed"]],
  ["people.yaml", "        unit: meetings\n", "        uni|\n", ["unit"]],
  ["people.yaml", "type: yes-no", "type: |", ["choice", "choices", "yes-no", "number", "text", "date"]],
  ["people.yaml", "when: {lessons-written: yes}", "when:\n          |", ["working-languages", "country", "all", "not"]],
  ["people.yaml", "when: {lessons-written: yes}", "when: {lessons-written: |}", ["yes", "no"]],
  ["pack.yaml", "    - {id: money, weight: 1}", "    - id: |", ["people", "money", "people-learning"]],
  ["pack.yaml", "    requires: {people: 40, money: 40, law: 40}", "    requires:\n      |", ["people", "index", "law"]],
];
for (const [name, old, other, expected] of OFFERS) {
  const found = await server.offered(join(fresh, name), exchanged(fresh, name, old, other));
  const missing = expected.filter((one) => !found.includes(one));
  see(!missing.length, `${name}: at ${JSON.stringify(other.trim())} ${expected.join(", ")} are offered${missing.length ? `, not ${missing} but ${found}` : ""}`);
}

server.child.kill();
console.log(failures ? `${failures} failed.` : "All held.");
process.exit(failures ? 1 : 0);
