// A seat at the table, or several at one device: draws what the table sends, and says what is done here. It holds no
// words of its own. Text from people enters the page by textContent alone.

const NUMBER = "dialogkort.number";
const MOST_HERE = 4;
const BEATS = 3;
const LONGEST_WORDS = 280;
const LONGEST_NAME = 40;
const LONG = 80; // letters of a question that would fill a phone
const store = (() => {
  try {
    localStorage.setItem("dialogkort.try", "1");
    localStorage.removeItem("dialogkort.try");
    return localStorage;
  } catch {
    const held = new Map();
    return {
      getItem: (name) => held.get(name) ?? null,
      setItem: (name, value) => held.set(name, value),
      removeItem: (name) => held.delete(name),
    };
  }
})();

const top_ = document.getElementById("top");
const main = document.getElementById("main");
const foot = document.getElementById("foot");
const unreached = document.getElementById("unreached");
const polite = document.getElementById("polite");
const urgent = document.getElementById("urgent");

let language = (navigator.languages ?? [navigator.language]).some((one) => /^(da|nb|nn|no|sv)/i.test(one)) ? "da" : "en";
let allWords = {};
let words = {};
let code = decodeURIComponent(location.pathname.slice(1));
let lines = []; // one for each who sits at this device, and perhaps one for who is about to
let at = null; // the one whose view is shown
let uncovered = null; // the one who has taken the device to answer unseen
let drawn = {};
let parts = {};
let shown = null; // the view that is drawn
let told = "";
let turning = 0;
let ended = false;

// Small tools

function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") made.className = value;
    else if (name === "text") made.textContent = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter(Boolean));
  return made;
}

// What is written stays whole: that it is too long is told, and it is not sent until it is shorter.
function fitting(area, longest) {
  const told = el("p", { class: "wrong", role: "alert" });
  const fits = () => [...area.value.trim()].length <= longest;
  area.addEventListener("input", () => {
    const length = [...area.value.trim()].length;
    told.textContent = fits() ? "" : words.too_long.replace("{number}", length).replace("{most}", longest);
  });
  return { told, fits };
}

// What has been said is gone again before anybody who reads the page with a screen reader comes across it.
const SAID = 6000;
const fading = new Map();
function say(text, now = false) {
  const region = now ? urgent : polite;
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  clearTimeout(fading.get(region));
  fading.set(region, setTimeout(() => (region.textContent = ""), SAID));
}

function sentences(heading, hint) {
  return `${heading}${hint && /[.?!:…]$/.test(heading) ? "" : "."} ${hint}`.trim();
}

function filled(text, name) {
  return (text ?? "").replace("{name}", () => name);
}

function isWriting() {
  return document.activeElement?.matches?.("textarea, input[type=text]") ?? false;
}

function speak(tongue) {
  language = tongue;
  words = allWords[tongue] ?? words;
  document.documentElement.lang = tongue;
  if (words.title) document.title = words.title;
}

function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// The keys of those who sit here, under the game that they are for

const held = (game) => {
  try {
    const keys = JSON.parse(store.getItem(`dialogkort.${game}`) ?? "[]");
    return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
  } catch {
    return [];
  }
};

function keep(game) {
  const keys = lines.filter((line) => line.game === game && line.key).map((line) => line.key);
  if (keys.length) store.setItem(`dialogkort.${game}`, JSON.stringify(keys));
  else store.removeItem(`dialogkort.${game}`);
}

// One line to the table: a seat, or the door to one

class Line {
  constructor(key = "", another = "") {
    this.key = key;
    this.another = another;
    this.game = "";
    this.socket = null;
    this.view = null;
    this.came = 0;
    this.door = null;
    this.pending = new Map();
    this.tries = 0;
    this.retry = 0;
    this.isDown = false;
    this.scratch = { round: "", text: "" };
    this.hasLast = false;
  }

  open() {
    clearTimeout(this.retry);
    if (ended) return;
    const old = this.socket;
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/line`);
    this.socket = socket;
    if (old) old.close();
    socket.addEventListener("message", (event) => {
      if (this.socket !== socket) return;
      this.tries = 0;
      this.hear(JSON.parse(event.data));
    });
    socket.addEventListener("close", () => {
      if (this.socket !== socket || ended) return;
      this.socket = null;
      this.isDown = true;
      if (!this.game) unreached.hidden = false;
      else if ((this.view || this.door) && this === at) down(words.away);
      this.tries += 1;
      this.retry = setTimeout(() => this.open(), Math.min(5000, 200 * 2 ** Math.min(this.tries, 5)));
    });
  }

  greet() {
    const hello = { key: this.key, code: code.slice(0, 64), lang: this.view?.language ?? language };
    if (this.another) hello.another = this.another;
    this.socket.send(JSON.stringify(hello));
  }

  hear(message) {
    if (message.game) this.isIn(message.game, message.words);
    if (message.key !== undefined) {
      this.key = message.key;
      this.another = "";
      keep(this.game);
      if (this.key) history.replaceState(null, "", "/");
      else if (seated().length > 0 && lines.length > 1) {
        this.leave();
        return;
      } else {
        this.view = null;
        clearAll();
      }
    }
    if (message.view) {
      const first = this.view === null || this.isDown;
      this.isDown = false;
      this.view = message.view;
      this.came = performance.now();
      this.door = null;
      if (at?.door && at !== this && !at.another) at = this;
      if (lines.every((line) => !line.another)) code = "";
      if (first) this.resend();
      if (this.view.over && !this.hasLast) {
        this.hasLast = true;
        this.send("have_last");
      } else if (!this.view.over) this.hasLast = false;
      if (this === at) down("");
      render();
    }
    if (message.door) {
      this.view = null;
      this.isDown = false;
      this.door = message.door;
      if (this === at) down("");
      render();
    }
    if (message.done !== undefined) {
      const what = this.pending.get(message.done);
      this.pending.delete(message.done);
      if (uncovered === this && ["answer", "thumb", "rate"].includes(what?.do)) {
        uncovered = null;
        render();
      }
    }
    if (message.said) {
      this.pending.delete(message.n);
      down(message.said, 6000);
      say(message.said, true);
    }
    if (message.wrong) {
      this.key = "";
      keep(this.game);
      this.stop();
      if (lines.length > 1) this.leave();
      else askForCode(Boolean(code));
    }
    if (message.elsewhere) this.isElsewhere();
    if (message.ended) end();
  }

  isIn(game, told) {
    unreached.hidden = true;
    this.game = game;
    allWords = told;
    speak(language);
    const others = held(game).filter((key) => !lines.some((line) => line.key === key));
    if (!this.key && !this.another && others.length) {
      this.key = others.shift();
      for (const key of others) {
        const line = new Line(key);
        lines.push(line);
        line.open();
      }
    }
    if (this.key || this.another || code) this.greet();
    else {
      this.stop();
      askForCode(false);
    }
  }

  isElsewhere() {
    this.stop();
    if (lines.length > 1) {
      this.key = "";
      this.leave();
      return;
    }
    clearAll();
    main.append(
      el("div", { class: "box" }, el("h1", { text: words.elsewhere }),
        el("div", { class: "acts" }, el("button", { class: "main", text: words.again, onclick: () => this.open() }))),
    );
    this.view = null;
  }

  leave() {
    this.stop();
    lines = lines.filter((line) => line !== this);
    keep(this.game);
    if (at === this) at = seated()[0] ?? lines[0];
    if (uncovered === this) uncovered = null;
    drawn = {};
    render();
  }

  stop() {
    const old = this.socket;
    this.socket = null;
    clearTimeout(this.retry);
    if (old) old.close();
  }

  send(doing, more = {}) {
    const number = Math.max(Number(store.getItem(NUMBER) ?? 0) + 1, Date.now());
    store.setItem(NUMBER, String(number));
    const message = { n: number, do: doing, ...more };
    if (this.view) this.pending.set(number, message);
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  resend() {
    for (const message of this.pending.values()) this.socket?.send(JSON.stringify(message));
  }
}

const seated = () => lines.filter((line) => line.view);

function end() {
  ended = true;
  const last = lines.map((line) => line.view).find((view) => view?.over);
  for (const line of lines) {
    line.key = "";
    keep(line.game);
    line.stop();
  }
  store.removeItem(NUMBER);
  down("");
  if (!last) {
    clearAll();
    main.append(el("div", { class: "box" }, el("h1", { text: words.ended })));
  }
}

function wake() {
  if (ended || document.visibilityState === "hidden") return;
  for (const line of lines) if (line.view || line.socket === null) line.open();
}

document.addEventListener("visibilitychange", wake);
addEventListener("pageshow", (event) => event.persisted && wake());
addEventListener("online", wake);
let ticked = Date.now();
setInterval(() => {
  const now = Date.now();
  if (now - ticked > 5000) wake();
  ticked = now;
  tick();
}, 500);

// Before there is a seat

function clearAll() {
  main.replaceChildren();
  top_.replaceChildren();
  foot.replaceChildren();
  main.className = "";
  drawn = {};
  parts = {};
  shown = null;
  clearTimeout(turning);
  turning = 0;
}

function askForCode(wrong, typed = "") {
  clearAll();
  const field = el("input", {
    type: "text", id: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "12",
  });
  const go = () => {
    code = field.value.trim();
    if (code) lines[0].open();
  };
  field.value = typed;
  field.addEventListener("keydown", (event) => event.key === "Enter" && go());
  main.append(
    el("div", { class: "box narrow" },
      el("h1", { text: words.title }),
      el("label", { class: "over", for: "code", text: words.code }),
      field,
      wrong ? el("p", { class: "wrong", role: "alert", text: words.wrong }) : null,
      el("div", { class: "acts" }, el("button", { class: "main", text: words.join, onclick: go }))),
  );
  foot.append(switcher(() => askForCode(wrong, field.value)));
  field.focus();
}

function showDoor(line) {
  const door = line.door;
  const field = document.getElementById("newname");
  const typed = field?.value ?? "";
  const had = document.activeElement === field;
  const before = main.querySelector("h1")?.textContent;
  clearAll();
  speak(door.language);
  const names = door.names.map((name) =>
    el("li", {}, el("button", { onclick: () => line.send("sit", { value: name.member }) },
      name.words, name.taken ? " " : null, name.taken ? el("span", { class: "taken", text: name.taken }) : null)));
  const box = el("div", { class: "box narrow" },
    el("h1", { tabindex: "-1", text: door.heading }),
    el("p", { class: "hint", text: door.hint }),
    door.wrong ? el("p", { class: "wrong", role: "alert", text: door.wrong }) : null,
    names.length ? el("ul", { class: "door" }, ...names) : null);
  main.append(box);
  if (door.new) {
    const line_ = el("input", { type: "text", id: "newname", autocomplete: "off" });
    const { told: tooLong, fits } = fitting(line_, LONGEST_NAME);
    line_.value = typed;
    box.append(
      el("label", { class: "over", for: "newname", text: door.new }),
      line_,
      tooLong,
      el("div", { class: "acts" }, el("button", { text: door.button, onclick: () => fits() && line.send("new", { words: line_.value }) })),
    );
    if (had) line_.focus();
  }
  const acts = el("div", { class: "acts" });
  if (door.back) acts.append(el("button", { text: door.back, onclick: () => line.send("back") }));
  if (line.another) acts.append(el("button", { text: words.never_mind, onclick: () => line.leave() }));
  if (acts.children.length) box.append(acts);
  foot.append(switcher(() => line.send("language", { value: language })));
  if (before !== door.heading) say(sentences(door.heading, door.hint));
}

function switcher(then) {
  return el("button", {
    class: "small", text: words.switch, lang: words.switch_to,
    onclick: () => {
      speak(words.switch_to);
      drawn = {};
      then();
    },
  });
}

// Whose view is shown, where several sit at one device

function render() {
  if (ended) return;
  const newcomer = lines.find((line) => line.another && line.door);
  if (newcomer) {
    at = newcomer;
    showDoor(newcomer);
    return;
  }
  const here = seated();
  if (!here.length) {
    at = lines[0];
    if (at.door) showDoor(at);
    return;
  }
  if (!here.includes(at)) at = here[0];
  if (here.length === 1) {
    uncovered = null;
    show(at);
    return;
  }
  const asked = here.filter((line) => line.view.ask?.unseen);
  if (!asked.length) {
    uncovered = null;
    at = here.find((line) => line.view.yours) ?? at;
    show(at);
    return;
  }
  if (uncovered && asked.includes(uncovered)) {
    at = uncovered;
    show(at);
    return;
  }
  uncovered = null;
  cover(asked);
}

// Between two at one device: nobody sees what the other has given.
function cover(asked) {
  const next = asked.find((line) => !line.view.ask.given);
  const view = (next ?? asked[0]).view;
  const take = (line) => () => {
    uncovered = at = line;
    clearAll();
    render();
  };
  const shape = JSON.stringify(["cover", language, view.moment, view.heading, view.hint, asked.map((line) => [line.view.name, line.view.ask.given !== ""])]);
  if (drawn.cover === shape) return;
  clearAll();
  speak(view.language);
  drawn.cover = shape;
  const heading = next ? filled(words.hand_to, view.name) : words.all_here;
  main.className = next ? "yours" : "";
  const buttons = next
    ? [el("button", { class: "main", text: filled(words.i_am, `${view.mark} ${view.name}`), onclick: take(next) })]
    : asked.map((line) => el("button", { text: filled(words.change, line.view.name), onclick: take(line) }));
  main.append(el("div", { class: "box narrow cover" },
    el("h1", { tabindex: "-1", text: heading }),
    el("p", { class: "hint", text: next ? words.hand_hint : view.hint }),
    backs(view),
    el("div", { class: "acts" }, ...buttons)));
  drawFoot(asked[0]);
  main.querySelector("h1").focus({ preventScroll: true });
  say(sentences(heading, next ? words.hand_hint : ""), true);
}

function drawFoot(line) {
  const view = line.view;
  const here = seated();
  if (view.over) {
    foot.replaceChildren();
    return;
  }
  foot.replaceChildren(...[
    here.length > 1
      ? el("p", { class: "here", text: `${words.at_this_screen}: ${here.map((one) => `${one.view.mark} ${one.view.name}`).join(", ")}` })
      : null,
    switcher(() => line.send("language", { value: language })),
    here.length < MOST_HERE ? el("button", { class: "small", text: words.one_more, onclick: () => oneMore(line) }) : null,
    view.gave ? null : el("button", { class: "small", text: words.not_me, onclick: () => line.send("not_me") }),
    here.length > 1 && uncovered ? el("button", { class: "small", text: words.cover, onclick: () => { uncovered = null; render(); } }) : null,
  ].filter(Boolean));
}

function oneMore(line) {
  if (lines.some((one) => one.another)) return;
  const more = new Line("", line.key);
  lines.push(more);
  more.open();
}

// The seat

function down(text, time = 0) {
  let line = document.getElementById("down");
  if (!text) {
    if (line && !line.dataset.stays) line.remove();
    return;
  }
  if (!line) {
    line = el("p", { id: "down", role: "status" });
    top_.after(line);
  }
  line.textContent = text;
  delete line.dataset.stays;
  if (time) {
    line.dataset.stays = "1";
    setTimeout(() => line.remove(), time);
  }
}

// Draw a part anew only when what it is made of is another: focus, caret and scroll stay where they are.
function part(name, made, draw) {
  const text = JSON.stringify(made ?? null);
  if (drawn[name] === text) return;
  drawn[name] = text;
  const fresh = made === null || made === undefined ? null : draw(made);
  parts[name].replaceChildren(...(fresh ? [fresh].flat().filter(Boolean) : []));
}

const PARTS = {
  say: ["heading", "hint", "clock", "lead"],
  lie: ["card", "told", "bars"],
  do: ["backs", "ask", "acts", "takes", "scratch", "writing", "promise", "places"],
};

function frame() {
  if (parts.heading) return;
  main.replaceChildren();
  const box = el("div", { class: "box" });
  main.append(box);
  for (const [area, names] of Object.entries(PARTS)) {
    const place = el("div", { class: area });
    box.append(place);
    for (const name of names) {
      parts[name] = el("div", { class: `part-${name}` });
      place.append(parts[name]);
    }
  }
  parts.top = top_;
}

// The cards are turned after three beats, here and on the table; who has asked for less motion sees them at once.
function show(line) {
  if (turning) return;
  const next = line.view;
  const fresh = shown && shown.line === line && !shown.view.bars.length && shown.view.backs.length && next.bars.length;
  if (fresh && !still()) {
    beat(0, next.beat * 1000);
    return;
  }
  draw(line, fresh);
}

function beat(number, time) {
  if (number === BEATS) {
    turning = 0;
    drawn.ask = drawn.backs = "";
    if (at?.view) draw(at, true);
    return;
  }
  if (number === 0) {
    for (const name of ["hint", "ask", "backs", "promise"]) parts[name].replaceChildren();
    for (const name of ["hint", "ask", "backs", "promise", "heading"]) drawn[name] = "";
    parts.heading.replaceChildren(el("h1", { tabindex: "-1", text: words.turning }));
    parts.backs.append(el("p", { class: "beats", "aria-hidden": "true" }, ...Array.from({ length: BEATS }, () => el("span"))));
  }
  parts.backs.querySelectorAll(".beats span")[number]?.classList.add("on");
  turning = setTimeout(() => beat(number + 1, time), time);
}

function draw(line, turned) {
  const next = line.view;
  const before = shown?.line === line ? shown.view : null;
  if (shown && shown.line !== line) clearAll();
  shown = { line, view: next };
  speak(next.language);
  frame();
  main.className = next.yours ? "yours" : next.over ? "over" : "";
  part("top", [next.mark, next.name, next.team, next.progress], () => [
    el("span", { class: "me" }, mark(next.mark), ` ${next.name}`),
    el("span", { text: [next.team, next.progress].filter(Boolean).join(" · ") }),
  ]);
  part("heading", next.heading, (text) => el("h1", { tabindex: "-1", text }));
  part("hint", next.hint || null, (text) => el("p", { class: "hint", text }));
  part("clock", next.clock ? [next.clock.label, next.clock.paused] : null, () =>
    el("p", { class: "clock", role: "timer", "aria-label": next.clock.label }, el("span"), " ", el("small")));
  part("card", next.face.text || next.face.title ? [next.face, next.folds, next.card_language, next.band] : null, () => card(next));
  part("told", next.told.length ? next.told : null, (list) => el("div", { class: "card" }, el("div", { class: "paper" }, ...texts(list))));
  part("bars", next.bars.length ? [next.bars, next.mine, next.aside, seated().length] : null, () => bars(next, turned));
  part("backs", next.backs.length ? next.backs : null, () => backs(next));
  showAsk(line);
  // what is waited for stands at the top; what can be done at leisure comes after the card
  const leads = next.acts.some((one) => one.main);
  const buttons = (acts) => el("div", { class: "acts" }, ...acts.map((one) => act(line, one)));
  part("lead", leads ? next.acts : null, buttons);
  part("acts", next.acts.length && !leads ? next.acts : null, buttons);
  part("takes", next.takes, (takes) => taken(takes));
  part("scratch", next.scratch || null, (label) => pad(line, label));
  part("writing", next.writing, (one) => suggestion(line, one));
  part("promise", next.promise || null, (text) => el("p", { class: "promise", text }));
  part("places", next.places.length ? next.places : null, (places) => el("ul", { class: "places" }, ...places.map(seat)));
  const foot_ = JSON.stringify([next.gave, next.over, language, seated().map((one) => one.view.name), uncovered === null]);
  if (drawn.foot !== foot_) {
    drawn.foot = foot_;
    drawFoot(line);
  }
  tick();
  announce(before, next);
}

function announce(before, next) {
  if (!before || before.moment !== next.moment || before.yours !== next.yours) {
    const text = sentences(next.heading, next.hint);
    if (text !== told) say(text, next.yours);
    told = text;
    if (before?.moment !== next.moment && !isWriting()) {
      parts.heading.firstChild?.focus({ preventScroll: true });
      if (before) scrollTo({ top: 0 });
    }
  } else if (before.backs.length && before.backs.includes(false) && next.backs.length && !next.backs.includes(false)) say(next.heading);
}

function mark(sign) {
  return el("span", { class: `mark mark-${sign.codePointAt(0)?.toString(16) ?? "none"}`, text: sign });
}

function texts(list) {
  return list.map((one) => el("p", {}, ...one.spans.map((span) => el("span", { class: span.role, text: span.text }))));
}

function card(next) {
  const face = next.face;
  const details = face.details.length ? el("div", { class: "details" }, ...texts(face.details)) : null;
  const folds = next.folds.map((fold) => el("details", {}, el("summary", { lang: next.language, text: fold.title }), ...texts(fold.lines)));
  return el("article", { class: `card band-${next.band}`, lang: next.over ? next.language : next.card_language },
    face.title ? el("p", { class: "band" }, el("span", { text: face.title }), el("span", { "aria-hidden": "true", text: face.mark })) : null,
    el("div", { class: "paper" }, face.text ? el("p", { class: face.text.length > LONG ? "question long" : "question", text: face.text }) : null, details, ...folds));
}

function act(line, one) {
  return el("button", {
    class: one.main ? "main" : "", text: one.words, "aria-pressed": ["ready", "hand"].includes(one.do) ? String(one.pressed) : null,
    onclick: () => line.send(one.do, { place: one.place }),
  });
}

function seat(place) {
  return el("li", { class: place.sign === "●" ? "now" : "" },
    `${place.sign} ${place.name} `, place.mark ? mark(place.mark) : null, place.note ? ` · ${place.note}` : null);
}

// The cards that lie face down, in the order of the seats. One that has just come slides to its place.
let lain = [];
function backs(next) {
  if (!next.backs.length) return null;
  const fresh = next.backs.map((one, place) => one && lain[place] === false);
  lain = next.backs;
  const many = next.backs.filter(Boolean).length;
  return el("div", { class: "backs", role: "img", "aria-label": `${next.backs_label}: ${many}/${next.backs.length}` },
    ...next.backs.map((one, place) => el("span", { class: one ? (fresh[place] ? "back slid" : "back") : "gap" })));
}

function bars(next, turned) {
  const most = Math.max(1, ...next.bars.map((bar) => bar.number));
  const alone = seated().length < 2;
  return el("ul", { class: `bars${turned ? " turned" : ""}${next.aside ? " aside" : ""}` }, ...next.bars.map((bar) => {
    const mine = alone && bar.choice === next.mine;
    const fill = el("div", { class: "fill" });
    fill.style.width = `${(100 * bar.number) / most}%`;
    return el("li", { class: mine ? "bar mine" : "bar" },
      el("p", { class: "words" }, el("span", { text: `${bar.choice} ${bar.words}${mine ? ` ${next.mark}` : ""}` }), el("span", { class: "number", text: String(bar.number) })),
      el("div", { class: "rail", "aria-hidden": "true" }, fill));
  }));
}

// The question is built once for its place; later views change only what is said beside it.
function showAsk(line) {
  const ask = line.view.ask;
  const shape = ask ? [ask.do, ask.place, line.view.language, ask.legend, ask.options, ask.receivers] : null;
  part("ask", shape, () => question(line, ask));
  if (!ask) return;
  const holder = parts.ask;
  const note = holder.querySelector(".note");
  if (note && note.textContent !== ask.note) note.textContent = ask.note;
  if (ask.given && holder.dataset.given !== ask.given) {
    holder.dataset.given = ask.given;
    const chosen = holder.querySelector("input:checked");
    const given = [...holder.querySelectorAll("input[type=radio]")].find((one) => one.value === ask.given);
    if (given && (!chosen || !holder.dataset.touched)) given.checked = true;
    given?.dispatchEvent(new Event("drawn"));
  }
}

function question(line, ask) {
  const holder = parts.ask;
  delete holder.dataset.given;
  delete holder.dataset.touched;
  const go = el("button", { class: "main", text: ask.button, disabled: true });
  const worded = el("div", { hidden: true });
  const area = el("textarea", { id: "words" });
  const { told: tooLong, fits } = fitting(area, LONGEST_WORDS);
  if (ask.label) {
    worded.append(el("label", { class: "over", for: "words", text: ask.label }), area, tooLong);
    area.value = ask.words;
    area.addEventListener("input", () => {
      holder.dataset.touched = "1";
      go.disabled = false;
      writes(line, true);
    });
    area.addEventListener("blur", () => writes(line, false));
  }
  // nobody is chosen beforehand, unless there is only one
  const receivers = ask.receivers.length
    ? el("select", { id: "receiver" },
      ask.receivers.length > 1 ? el("option", { value: "", text: "…" }) : null,
      ...ask.receivers.map((one) => el("option", { value: one.value, text: one.words })))
    : null;
  let sure = false;
  const chosen = () => holder.querySelector("input[type=radio]:checked");
  const lit = () => {
    for (const radio of holder.querySelectorAll("input[type=radio]")) radio.parentElement.classList.toggle("chosen", radio.checked);
  };
  const picked = () => {
    lit();
    holder.dataset.touched = "1";
    go.disabled = !chosen() || receivers?.value === "";
    go.textContent = ask.button;
    sure = false;
    worded.hidden = !ask.worded.includes(chosen()?.value);
  };
  const options = ask.options.map((one) => {
    const radio = el("input", { type: "radio", name: "choice", value: one.value });
    radio.addEventListener("change", picked);
    radio.addEventListener("drawn", () => {
      lit();
      worded.hidden = !ask.worded.includes(chosen()?.value);
      go.disabled = !holder.dataset.touched;
    });
    return el("label", { class: "option" }, radio, el("span", { class: "sign", text: one.sign }), el("span", { text: one.words }));
  });
  receivers?.addEventListener("change", picked);
  go.addEventListener("click", () => {
    const value = chosen()?.value;
    if (!value || (ask.worded.includes(value) && !fits())) return;
    if (ask.once && !sure) {
      sure = true;
      go.textContent = words.sure;
      say(words.sure, true);
      return;
    }
    line.send(ask.do, { place: ask.place, value, words: ask.worded.includes(value) ? area.value : "", to: receivers?.value ?? "" });
    go.disabled = true;
    delete holder.dataset.touched;
  });
  // a scale lies in a row, with the words of its ends below it
  const inRow = ask.options.length > 3 && ask.options.slice(1, -1).every((one) => !one.words);
  if (inRow) for (const option of options) option.lastChild.className = "unseen";
  const ends = inRow ? [ask.options[0], ask.options[ask.options.length - 1]].map((one) => el("span", { text: one.words })) : [];
  return [
    el("fieldset", {}, el("legend", { text: ask.legend }), ...(inRow ? [el("div", { class: "row" }, ...options)] : options)),
    inRow ? el("p", { class: "ends", "aria-hidden": "true" }, ...ends) : null,
    worded,
    receivers ? el("div", {}, el("label", { class: "over", for: "receiver", text: ask.receiver_label }), receivers) : null,
    go,
    el("p", { class: "note", role: "status" }),
  ];
}

let writing = false;
function writes(line, now) {
  if (now !== writing) {
    writing = now;
    line.send("writing", { value: now ? "1" : "0" });
  }
}

function pad(line, label) {
  const round = line.view.progress;
  if (line.scratch.round !== round) line.scratch = { round, text: "" };
  const area = el("textarea", { id: "pad" });
  area.value = line.scratch.text;
  area.addEventListener("input", () => (line.scratch.text = area.value));
  return [el("label", { class: "over", for: "pad", text: label }), area];
}

function suggestion(line, one) {
  const area = el("textarea", { id: "suggestion" });
  const { told: tooLong, fits } = fitting(area, LONGEST_WORDS);
  const go = () => {
    if (!area.value.trim() || !fits()) return;
    line.send(one.do, { words: area.value.trim() });
    area.value = "";
    say(words.sent);
    down(words.sent, 3000);
  };
  return [el("label", { class: "over", for: "suggestion", text: one.label }), area, tooLong,
    el("div", { class: "acts" }, el("button", { text: one.button, onclick: go }))];
}

// What one takes along: nothing of it needs the line, or a page that the browser calls secure.
function taken(takes) {
  const link = takes.calendar
    ? el("a", {
      class: "button main", download: takes.file, text: takes.open,
      href: URL.createObjectURL(new Blob([takes.calendar], { type: "text/calendar" })),
    })
    : null;
  const copy = el("button", { text: takes.copy, onclick: () => copied(takes.text).then((done) => done && down(takes.copied, 3000)) });
  return el("div", { class: "acts" }, link, copy);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "unseen", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

// The clock

let warned = "";
function tick() {
  const face = parts.clock?.querySelector?.(".clock");
  const view = at?.view;
  if (!face || !view?.clock) return;
  const clock = view.clock;
  const left = clock.left - (clock.running ? (performance.now() - at.came) / 1000 : 0);
  const whole = Math.ceil(left - 1e-6);
  const abs = Math.abs(whole);
  const text = `${whole < 0 ? "+" : ""}${Math.floor(abs / 60)}:${String(abs % 60).padStart(2, "0")}`;
  if (face.firstChild.textContent !== text) face.firstChild.textContent = text;
  const state = !clock.running ? clock.paused : left <= -1 ? clock.over : "";
  if (face.lastChild.textContent !== state) face.lastChild.textContent = state;
  face.classList.toggle("over", left <= -1);
  if (!clock.running) return;
  for (const [limit, said] of [[60, clock.minute], [10, clock.seconds]]) {
    const moment = `${view.moment} ${limit}`;
    if (left <= limit && left > limit - 3 && warned !== moment) {
      warned = moment;
      say(said);
    }
  }
}

lines.push(new Line());
at = lines[0];
at.open();
