// <safeguarding-assistant>: asks the API beside this file and shows the proven answer. No framework, no cookie of ours, no key.
// Credentials go to our own origin only, where a sign-in proxy may stand before the server; never from another site.
import "./leave.js";

const CONFIG = /* CONFIG */ null;
const HOME = new URL(import.meta.url).origin;
const KEY = "safeguarding-assistant";
const LONGEST = 20000;
const PATIENCE = 30000; // milliseconds until we stop waiting
const TURNS_KEPT = 20;
const LINE_NUMBERS = CONFIG.line.match(/\b0\d{2,4}(?: ?\d{3,4}){1,3}\b/g) || [];
const STAGES = {
  understand: "Reading your question",
  retrieve: "Searching the library",
  compose: "Choosing the passages",
  verify: "Checking each line against its source",
};

// --- building the document: text only ever goes in as text ---------------------------------------------------------

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function safeLink(url) {
  if (!url) return null;
  if (url.startsWith("/") && !url.startsWith("//") && !url.includes("\\")) return HOME + url;
  return /^https?:\/\/[^\s/]/i.test(url) ? url : null;
}

function telephone(number) {
  return h("a", { class: "tel", href: "tel:" + number.replace(/[^\d+]/g, "") }, number);
}

function withNumbers(text, numbers) {
  const known = [...new Set([...numbers, ...LINE_NUMBERS, "999"])].sort((a, b) => b.length - a.length);
  const pattern = new RegExp("(?<!\\d)(" + known.map((n) => n.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")(?!\\d)");
  return text.split(pattern).map((piece, place) => (place % 2 ? telephone(piece) : piece));
}

function dialled(text) {
  return text.split(/\b(999|0\d{2,4}(?: ?\d{3,4}){1,3})\b/).map((piece, place) => (place % 2 ? telephone(piece) : piece));
}

function day(iso) {
  if (!iso) return "";
  return new Date(iso + "T12:00:00Z").toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

// --- what this tab remembers -----------------------------------------------------------------------------------------

function recall() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    if (kept && Array.isArray(kept.turns)) return kept;
  } catch {
    // Nothing kept, or storage is off: start empty.
  }
  return { area: null, turns: [] };
}

function remember(state) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ area: state.area, turns: state.turns.slice(-TURNS_KEPT) }));
  } catch {
    // Storage is off or full: the conversation lives in memory only.
  }
}

// --- talking to the server --------------------------------------------------------------------------------------------

class Trouble extends Error {}

async function problemOf(response) {
  const standard = {
    413: "That is too much text. Shorten it and ask again.",
    429: "Too many questions just now. Wait a minute and ask again.",
  };
  try {
    return (await response.json()).detail;
  } catch {
    return standard[response.status] || "Something went wrong here. Try again in a minute.";
  }
}

async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    waiting += value;
    const parts = waiting.split("\n\n");
    waiting = parts.pop();
    for (const part of parts) {
      const name = /^event: (.*)$/m.exec(part);
      const data = /^data: (.*)$/m.exec(part);
      if (name && data) yield [name[1], JSON.parse(data[1])];
    }
  }
}

async function ask(body, on) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(HOME + "/api/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
      body: JSON.stringify(body),
      signal: stop.signal,
      credentials: "same-origin",
      referrerPolicy: "no-referrer",
    });
    if (!response.ok) throw new Trouble(await problemOf(response));
    for await (const [name, data] of eventsOf(response)) {
      if (name === "problem") throw new Trouble(data.detail);
      if (name === "answer") return data;
      on[name]?.(data);
    }
    throw new Trouble("The reply broke off. Try again.");
  } catch (error) {
    if (error instanceof Trouble) throw error;
    if (error.name === "AbortError") throw new Trouble("No reply came in time. Try again in a minute.");
    throw new Trouble("The server cannot be reached. Check your connection and try again.");
  } finally {
    clearTimeout(timer);
  }
}

// --- a statement: a line of ours that ends in a colon leads in what follows it -----------------------------------------

function shown(statement) {
  return statement.text.replaceAll("\t", " – ");
}

function lineClass({ kind, text }) {
  return kind === "template" && text.trimEnd().endsWith(":") ? "line lead-in" : "line";
}

// --- an answer ----------------------------------------------------------------------------------------------------------

class Reply {
  constructor(answer, widget) {
    this.answer = answer;
    this.widget = widget;
    this.sources = new Map(answer.sources.map((source) => [source.n, source]));
    this.numbers = answer.contacts.map((contact) => contact.phone).filter(Boolean);
  }

  link(url, attributes, ...children) {
    const href = safeLink(url);
    if (!href) return h("span", {}, ...children);
    const elsewhere = this.widget.embedded ? { target: "_blank", rel: "noopener" } : {};
    return h("a", { ...attributes, href, ...elsewhere }, ...children);
  }

  cite(number, statement) {
    const source = this.sources.get(number);
    if (!source) return null;
    const span = statement.spans.find((one) => one.source === number);
    const exact = span
      ? `/library/${encodeURIComponent(source.document_id)}?page=${source.page}&start=${span.start}&end=${span.end}#cited`
      : source.url;
    const label = `Source ${number}: ${source.title}, page ${source.page}${this.widget.embedded ? ", opens in a new tab" : ""}`;
    return this.link(exact, { class: "cite", "aria-label": label }, `[${number}]`);
  }

  line(statement) {
    const quoted = statement.kind === "quote" || statement.kind === "row";
    const ours = statement.kind === "contact" || statement.kind === "template";
    const text = shown(statement);
    const cites = statement.citations.flatMap((number) => [" ", this.cite(number, statement)]);
    return h("p", { class: quoted ? "line quoted" : lineClass(statement) }, ours ? withNumbers(text, this.numbers) : text, ...cites);
  }

  lines() {
    if (this.answer.statements.length) return this.answer.statements.map((statement) => this.line(statement));
    const paragraphs = this.answer.text.split(/\n\s*\n/).filter((part) => part.trim());
    return paragraphs.map((part) => h("p", { class: "line" }, withNumbers(part.trim(), this.numbers)));
  }

  notices() {
    const shown = this.answer.statements.length ? "" : this.answer.text;
    return this.answer.notices
      .filter((notice) => !shown.includes(notice.text))
      .map((notice) => h("p", { class: `notice ${notice.kind}` }, notice.text));
  }

  contact(contact) {
    const scope = CONFIG.scopes[contact.scope];
    const from = contact.source ? ` Source: ${contact.source}${contact.source_date ? ", " + contact.source_date : ""}.` : "";
    const form = safeLink(contact.form_url);
    return h(
      "li",
      {},
      h("strong", {}, contact.name || contact.role),
      " ",
      h("span", { class: "meta" }, (CONFIG.areaNames[contact.area] || contact.area) + (scope ? ", " + scope : "")),
      contact.phone ? telephone(contact.phone) : null,
      contact.email ? h("span", { class: "meta" }, contact.email) : null,
      contact.hours ? h("span", { class: "meta" }, contact.hours) : null,
      form ? this.link(form, {}, "Online form") : null,
      contact.checked ? null : h("span", { class: "remark" }, CONFIG.unchecked + from),
    );
  }

  source(source) {
    const when = source.published ? day(source.published) : source.period;
    const edition = source.edition === "current" ? "current edition" : "replaced edition";
    const facts = [
      CONFIG.areaNames[source.area],
      CONFIG.kinds[source.kind],
      when,
      edition,
      `page ${source.page}`,
      source.heading,
    ];
    return h(
      "li",
      { value: source.n },
      this.link(source.url, {}, source.title, this.widget.embedded ? h("span", { class: "unseen" }, " (opens in a new tab)") : null),
      h("span", { class: "meta" }, facts.filter(Boolean).join(" · ")),
      source.machine_read ? h("span", { class: "remark" }, "Machine-read from a picture of the page.") : null,
      source.remark ? h("span", { class: "remark" }, source.remark) : null,
      h("details", {}, h("summary", {}, "Quotation"), h("blockquote", {}, source.quote)),
    );
  }

  plainText() {
    const { text, sources } = this.answer;
    const listed = sources.map((source) => `[${source.n}] ${source.title}, page ${source.page}. ${safeLink(source.url) || ""}\n    “${source.quote}”`);
    return sources.length ? `${text}\n\nSources\n${listed.join("\n")}` : text;
  }

  element() {
    const { contacts, sources, status } = this.answer;
    const level = this.widget.level;
    const part = `h${level + 1}`;
    this.heading = h(
      `h${level}`,
      { class: "status", tabindex: "-1" },
      h("span", { class: "shape", "aria-hidden": "true" }),
      CONFIG.words[status] || status,
    );
    return h(
      "article",
      { class: `reply ${status}` },
      this.heading,
      this.notices(),
      this.lines(),
      contacts.length ? [h(part, {}, "Whom to ring"), h("ul", { class: "contacts" }, contacts.map((c) => this.contact(c)))] : null,
      sources.length ? [h(part, {}, "Sources"), h("ol", { class: "sources" }, sources.map((s) => this.source(s)))] : null,
      this.actions(),
    );
  }

  actions() {
    return h(
      "div",
      { class: "actions" },
      h("button", { type: "button", click: () => this.copy() }, "Copy with sources"),
      h("button", { type: "button", click: () => window.print() }, "Print"),
      this.judging(),
    );
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.plainText());
      this.widget.say("Copied with its sources.");
    } catch {
      this.widget.say("This browser does not allow copying. Select the text instead.");
    }
  }

  judging() {
    const box = h("div", { class: "judge", role: "group", "aria-label": "Did this help?" }, h("span", {}, "Did this help?"));
    const yes = h("button", { type: "button", click: () => this.judge(box, true, "", null) }, thumb(false), "Yes");
    const no = h("button", { type: "button", "aria-expanded": "false", click: () => this.why(box, no) }, thumb(true), "No");
    box.append(yes, no);
    return box;
  }

  why(box, opener) {
    const open = box.querySelector("form");
    opener.setAttribute("aria-expanded", open ? "false" : "true");
    if (open) return open.remove();
    const id = `why-${this.widget.next()}`;
    const reason = h("select", { id }, CONFIG.reasons.map((text) => h("option", {}, text)));
    const along = h("input", { type: "checkbox", id: id + "-q" });
    const submit = (event) => {
      event.preventDefault();
      this.judge(box, false, reason.value, along.checked ? this.answer.asked : null);
    };
    box.append(
      h(
        "form",
        { class: "why", submit },
        h("label", { for: id }, "What was wrong?"),
        reason,
        h("div", { class: "tick" }, along, h("label", { for: id + "-q" }, "Send my question too. It holds no names.")),
        h("button", { type: "submit" }, "Send"),
      ),
    );
    reason.focus();
  }

  async judge(box, helpful, reason, wording) {
    const body = JSON.stringify({ answer_id: this.answer.id, helpful, reason, wording });
    const headers = { "Content-Type": "application/json" };
    try {
      const response = await fetch(HOME + "/api/feedback", { method: "POST", headers, body, credentials: "same-origin" });
      if (!response.ok) throw new Trouble();
      const thanks = h("span", { tabindex: "-1" }, "Thank you. Your reply was kept.");
      box.replaceChildren(thanks);
      thanks.focus();
    } catch {
      this.widget.say("Your reply could not be sent. Try again later.");
    }
  }
}

function thumb(down) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", down ? "thumb down" : "thumb");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", "M2 9h3v8H2zM7 9l3-7c1.500 0 2.300 1 2 2.500L11.500 8H17a1.300 1.300 0 0 1 1.200 1.600l-1.700 6.200A1.800 1.800 0 0 1 14.800 17H7z");
  svg.append(path);
  return svg;
}

// --- the element ----------------------------------------------------------------------------------------------------------

class SafeguardingAssistant extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.state = recall();
    this.state.area ??= this.dataset.area?.toLowerCase() || "";
    this.count = 0;
    this.busy = false;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CONFIG.css);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(this.frame());
    this.openForPrint(root);
    this.replaceChildren(); // the plain form stood here for whoever has no JavaScript
    for (const turn of this.state.turns) this.show(turn);
    this.arrange();
  }

  get embedded() {
    return !this.hasAttribute("page");
  }

  /** Level of an answer's heading: below the page's own, or lower on somebody else's page. */
  get level() {
    return this.embedded ? 3 : 2;
  }

  /** What stands on paper cannot be opened, so the quotations are open while the page is printed. */
  openForPrint(root) {
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = [...root.querySelectorAll("details:not([open])")];
      for (const each of opened) each.open = true;
    });
    window.addEventListener("afterprint", () => {
      for (const each of opened) each.open = false;
    });
  }

  next() {
    this.count += 1;
    return this.count;
  }

  frame() {
    this.log = h("div", { class: "log", role: "log", "aria-label": "Questions and answers" });
    this.status = h("p", { class: "stage", role: "status" });
    this.error = h("p", { class: "error", id: "error", hidden: true });
    this.area = h("select", { id: "area", change: () => this.choose() }, h("option", { value: "" }, "Not sure, or all areas"));
    this.area.append(...CONFIG.areas.map(([key, name]) => h("option", { value: key }, name)));
    this.area.value = CONFIG.areas.some(([key]) => key === this.state.area) ? this.state.area : "";
    this.label = h("label", { for: "question" }, "Your question");
    this.box = h("textarea", {
      id: "question",
      rows: "3",
      maxlength: LONGEST,
      autocomplete: "off",
      "aria-describedby": "hint error",
      keydown: (event) => this.key(event),
    });
    this.button = h("button", { class: "main", type: "submit" }, "Ask");
    this.again = h("button", { type: "button", click: () => this.restart() }, "Start again");
    this.suggested = h(
      "div",
      { class: "suggested" },
      h(`h${this.level}`, {}, "People ask"),
      h("ul", {}, CONFIG.suggestions.map((text) => h("li", {}, h("button", { type: "button", click: () => this.ask(text) }, text)))),
    );
    const form = h(
      "form",
      { class: "ask", submit: (event) => this.submit(event) },
      h("label", { for: "area" }, "Where does the child live?"),
      this.area,
      this.label,
      h("p", { class: "hint", id: "hint" }, CONFIG.notReferral + " Enter sends, Shift and Enter start a new line."),
      this.error,
      this.box,
      h("div", { class: "actions" }, this.button, this.again),
    );
    return h("section", { class: "assistant", "aria-label": "Safeguarding assistant" }, this.embedded ? this.top() : null, this.log, this.status, form, this.suggested);
  }

  top() {
    return h(
      "div",
      { class: "emergency", role: "group", "aria-label": "Emergency numbers" },
      h("ul", { class: "numbers" }, CONFIG.line.split(" - ").map((part) => h("li", {}, dialled(part)))),
      h(
        "p",
        { class: "leaving" },
        h("button", { type: "button", class: "exit", "data-leave": true, "aria-describedby": "leave-hint" }, "Leave this page"),
        h("span", { id: "leave-hint" }, " or press Esc three times. Your browser's history is not cleared. "),
        h("a", { href: HOME + "/about", target: "_blank", rel: "noopener" }, "What is this?"),
      ),
    );
  }

  arrange() {
    const begun = this.log.childElementCount > 0;
    this.suggested.hidden = begun;
    this.again.hidden = !begun;
    this.label.textContent = begun ? "Ask a follow-up question" : "Your question";
  }

  say(text) {
    this.status.textContent = text;
  }

  choose() {
    this.state.area = this.area.value;
    remember(this.state);
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    this.ask(this.box.value);
  }

  complain(sentence) {
    this.error.hidden = !sentence;
    this.error.replaceChildren(...(sentence ? [h("strong", {}, "Not answered."), " " + sentence + " ", ...dialled(CONFIG.line)] : []));
    this.box.setAttribute("aria-invalid", sentence ? "true" : "false");
  }

  async ask(text) {
    const question = text.trim();
    if (this.busy) return;
    this.complain("");
    if (!question) {
      this.complain("Write a question first.");
      this.box.focus();
      return;
    }
    this.busy = true;
    this.button.setAttribute("aria-disabled", "true");
    const turn = this.begin(question);
    try {
      const answer = await ask(this.body(question), {
        stage: ({ stage }) => this.say((STAGES[stage] || "Working") + "…"),
        statement: (statement) => turn.lines.append(h("p", { class: lineClass(statement) }, shown(statement))),
      });
      this.finish(turn, question, answer);
    } catch (error) {
      turn.element.remove();
      this.say("");
      this.box.value = question;
      this.complain(error.message);
      this.box.focus();
    } finally {
      this.busy = false;
      this.button.removeAttribute("aria-disabled");
      this.log.removeAttribute("aria-busy");
      this.arrange();
    }
  }

  body(question) {
    const history = this.state.turns.map((turn) => turn.question);
    const narrow = this.dataset.mode === "public" ? { audience: "public" } : {};
    return { question, area: this.area.value || null, history, ...narrow };
  }

  begin(question) {
    // Busy until complete: a screen reader hears the answer once, not line by line.
    this.log.setAttribute("aria-busy", "true");
    const lines = h("div", { class: "reply pending" });
    const element = h("div", { class: "turn" }, asked(question), lines);
    this.log.append(element);
    this.suggested.hidden = true;
    this.say("Searching the library…");
    element.scrollIntoView({ block: "nearest" });
    return { element, lines };
  }

  finish(turn, question, answer) {
    const reply = new Reply({ ...answer, asked: question }, this);
    turn.lines.replaceWith(reply.element());
    this.state.turns.push({ question, answer });
    remember(this.state);
    this.box.value = "";
    this.say("");
    reply.heading.focus({ preventScroll: true });
    turn.element.scrollIntoView({ block: "start" });
  }

  show({ question, answer }) {
    this.log.append(h("div", { class: "turn" }, asked(question), new Reply({ ...answer, asked: question }, this).element()));
  }

  restart() {
    this.state.turns = [];
    remember(this.state);
    this.log.replaceChildren();
    this.complain("");
    this.say("");
    this.arrange();
    this.box.focus();
  }
}

function asked(question) {
  return h("p", { class: "asked" }, h("span", { class: "who" }, "You asked"), " ", question);
}

customElements.define("safeguarding-assistant", SafeguardingAssistant);

// One script tag is enough: without an element of ours on the page, one is put where the tag stands.
if (!document.querySelector("safeguarding-assistant")) {
  const tag = [...document.scripts].find((script) => script.src === import.meta.url);
  const element = document.createElement("safeguarding-assistant");
  if (tag) Object.assign(element.dataset, tag.dataset);
  if (tag && document.body.contains(tag)) tag.after(element);
  else document.body.append(element);
}
