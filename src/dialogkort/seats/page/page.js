// A seat at the table: draws what the table sends, and says what is done here. It holds no words of its own.
// Text from people enters the page by textContent alone.

const KEY = "dialogkort.key";
const NUMBER = "dialogkort.number";
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
const polite = document.getElementById("polite");
const urgent = document.getElementById("urgent");

let language = (navigator.languages ?? [navigator.language]).some((one) => /^(da|nb|nn|no|sv)/i.test(one)) ? "da" : "en";
let words = {};
let code = decodeURIComponent(location.pathname.slice(1));
let socket = null;
let tries = 0;
let retry = 0;
let view = null;
let viewCame = 0;
let ended = false;
let pending = new Map();
let drawn = {};
let parts = {};
let scratch = { round: "", text: "" };
let told = "";

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

function say(text, now = false) {
  const region = now ? urgent : polite;
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

function isWriting() {
  return document.activeElement?.matches?.("textarea, input[type=text]") ?? false;
}

// The line

function open() {
  clearTimeout(retry);
  if (ended) return;
  const old = socket;
  const line = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/line`);
  socket = line;
  if (old) old.close();
  line.addEventListener("open", () => {
    if (socket !== line) return;
    line.send(JSON.stringify({ key: store.getItem(KEY) ?? "", code: code.slice(0, 64), lang: language }));
  });
  line.addEventListener("message", (event) => {
    if (socket !== line) return;
    tries = 0;
    hear(JSON.parse(event.data));
  });
  line.addEventListener("close", () => {
    if (socket !== line || ended) return;
    socket = null;
    if (view) down(words.away ?? "…");
    tries += 1;
    retry = setTimeout(open, Math.min(5000, 200 * 2 ** Math.min(tries, 5)));
  });
}

function hear(message) {
  if (message.words) {
    words = message.words;
    document.title = words.title;
  }
  if (message.key !== undefined) {
    if (message.key) {
      store.setItem(KEY, message.key);
      history.replaceState(null, "", "/");
    } else {
      store.removeItem(KEY);
      clearAll();
    }
  }
  if (message.view) {
    const first = view === null;
    down("");
    code = "";
    show(message.view);
    if (first) resend();
  }
  if (message.door) {
    view = null;
    down("");
    showDoor(message.door);
  }
  if (message.done !== undefined) pending.delete(message.done);
  if (message.said) {
    pending.delete(message.n);
    down(message.said, 6000);
    say(message.said, true);
  }
  if (message.wrong) {
    store.removeItem(KEY);
    stop();
    askForCode(Boolean(code));
  }
  if (message.elsewhere) {
    stop();
    clearAll();
    main.append(
      el("h1", { text: words.elsewhere ?? "" }),
      el("div", { class: "acts" }, el("button", { class: "main", text: words.again ?? "↻", onclick: () => open() })),
    );
  }
  if (message.ended) {
    ended = true;
    store.removeItem(KEY);
    stop();
    if (!view?.over) {
      clearAll();
      main.append(el("h1", { text: words.ended ?? "" }));
    }
  }
}

function stop() {
  const old = socket;
  socket = null;
  clearTimeout(retry);
  if (old) old.close();
}

function send(doing, more = {}) {
  const number = Math.max(Number(store.getItem(NUMBER) ?? 0) + 1, Date.now());
  store.setItem(NUMBER, String(number));
  const message = { n: number, do: doing, ...more };
  if (view) pending.set(number, message);
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  return number;
}

function resend() {
  for (const message of pending.values()) socket?.send(JSON.stringify(message));
}

function wake() {
  if (ended || document.visibilityState === "hidden") return;
  if (view || socket === null) open();
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
  view = null;
}

function askForCode(wrong) {
  clearAll();
  const field = el("input", {
    type: "text", id: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "12",
  });
  const go = (event) => {
    event?.preventDefault?.();
    code = field.value.trim();
    if (code) open();
  };
  field.addEventListener("keydown", (event) => event.key === "Enter" && go(event));
  main.append(
    el("h1", { text: "dialogkort" }),
    el("label", { class: "over", for: "code", text: words.code ?? (language === "da" ? "Kode" : "Code") }),
    field,
    wrong ? el("p", { class: "wrong", role: "alert", text: words.wrong ?? "✗" }) : null,
    el("div", { class: "acts" }, el("button", { class: "main", text: words.join ?? "→", onclick: go })),
  );
  field.focus();
}

function showDoor(door) {
  const field = document.getElementById("newname");
  const typed = field?.value ?? "";
  const had = document.activeElement === field;
  clearAll();
  document.documentElement.lang = door.language;
  const names = door.names.map((name) =>
    el("li", {}, el("button", { onclick: () => send("sit", { value: name.member }) },
      name.words, name.taken ? el("span", { class: "taken", text: name.taken }) : null)));
  main.append(
    el("h1", { tabindex: "-1", text: door.heading }),
    el("p", { class: "hint", text: door.hint }),
    door.wrong ? el("p", { class: "wrong", role: "alert", text: door.wrong }) : el("span"),
    names.length ? el("ul", { class: "door" }, ...names) : el("span"),
  );
  if (door.new) {
    const line = el("input", { type: "text", id: "newname", maxlength: "40", autocomplete: "off" });
    line.value = typed;
    main.append(
      el("label", { class: "over", for: "newname", text: door.new }),
      line,
      el("div", { class: "acts" }, el("button", { text: door.button, onclick: () => send("new", { words: line.value }) })),
    );
    if (had) line.focus();
  }
  if (door.back) main.append(el("div", { class: "acts" }, el("button", { text: door.back, onclick: () => send("back") })));
  foot.append(switcher());
}

function switcher() {
  return el("button", {
    class: "small", text: words.switch ?? "", lang: language === "da" ? "en" : "da",
    onclick: () => {
      language = language === "da" ? "en" : "da";
      drawn = {};
      send("language", { value: language });
    },
  });
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
  const place = parts[name];
  place.replaceChildren(...(fresh ? [fresh].flat().filter(Boolean) : []));
}

function frame() {
  if (parts.heading) return;
  main.replaceChildren();
  const box = el("div", { class: "box" });
  main.append(box);
  const names = ["heading", "hint", "clock", "card", "told", "ask", "acts", "bars", "scratch", "writing", "promise", "places"];
  for (const name of names) {
    parts[name] = el("div", { class: `part-${name}` });
    box.append(parts[name]);
  }
  parts.top = top_;
  parts.foot = foot;
}

function show(next) {
  const before = view;
  view = next;
  viewCame = performance.now();
  language = next.language;
  document.documentElement.lang = next.language;
  frame();
  main.className = next.yours ? "yours" : "";
  main.firstChild.className = next.yours ? "box floor" : "box";
  part("top", [next.mark, next.name, next.team, next.progress], () => [
    el("span", { class: "me", text: `${next.mark} ${next.name}` }),
    el("span", { text: [next.team, next.progress].filter(Boolean).join(" · ") }),
  ]);
  part("heading", next.heading, (text) => el("h1", { tabindex: "-1", text }));
  part("hint", next.hint, (text) => el("p", { class: "hint", text }));
  part("clock", next.clock ? [next.clock.label, next.clock.paused] : null, () =>
    el("p", { class: "clock", role: "timer", "aria-label": next.clock.label }, el("span"), " ", el("small")));
  part("card", next.face.text || next.face.title ? [next.face, next.folds, next.card_language] : null, () => card(next));
  part("told", next.told.length ? next.told : null, (told) => el("div", { class: "card" }, el("div", { class: "paper" }, ...lines(told))));
  showAsk(next);
  part("acts", next.acts.length ? next.acts : null, (acts) => el("div", { class: "acts" }, ...acts.map(act)));
  part("bars", next.bars.length ? [next.bars, next.mine] : null, () => bars(next, before));
  part("scratch", next.scratch || null, (label) => pad(label, next));
  part("writing", next.writing, (writing) => suggestion(writing));
  part("promise", next.promise || null, (text) => el("p", { class: "promise", text }));
  part("places", next.places.length ? next.places : null, (places) => el("ul", { class: "places" }, ...places.map(seat)));
  part("foot", [next.gave, next.over, words], () => (next.over ? [] : [
    switcher(),
    next.gave ? null : el("button", { class: "small", text: words.not_me, onclick: () => send("not_me") }),
  ]));
  tick();
  announce(before, next);
}

function announce(before, next) {
  if (!before || before.moment !== next.moment || before.yours !== next.yours) {
    const text = `${next.heading}. ${next.hint}`;
    if (text !== told) say(text, next.yours);
    told = text;
    if (before?.moment !== next.moment && !isWriting()) {
      parts.heading.firstChild?.focus({ preventScroll: true });
      if (before) scrollTo({ top: 0 });
    }
  }
}

function lines(list) {
  return list.map((one) => el("p", {}, ...one.spans.map((span) => el("span", { class: span.role, text: span.text }))));
}

function bandOf(deck) {
  let sum = 0;
  for (const sign of deck) sum = (sum * 31 + sign.codePointAt(0)) % 8;
  return `card band-${sum}`;
}

function card(next) {
  const face = next.face;
  const details = face.details.length ? el("div", { class: "details" }, ...lines(face.details)) : null;
  const folds = next.folds.map((fold) => el("details", {}, el("summary", { lang: next.language, text: fold.title }), ...lines(fold.lines)));
  return el("article", { class: bandOf(face.deck), lang: next.card_language },
    face.title ? el("p", { class: "band" }, el("span", { text: face.title }), el("span", { "aria-hidden": "true", text: face.mark })) : null,
    el("div", { class: "paper" }, el("p", { class: "question", text: face.text }), details, ...folds));
}

function act(one) {
  return el("button", {
    class: one.main ? "main" : "", text: one.words, "aria-pressed": ["ready", "hand"].includes(one.do) ? String(one.pressed) : null,
    onclick: () => send(one.do, { place: one.place }),
  });
}

function seat(place) {
  return el("li", { class: place.sign === "●" ? "now" : "", text: `${place.sign} ${place.name}${place.note ? ` · ${place.note}` : ""}` });
}

function bars(next, before) {
  const most = Math.max(1, ...next.bars.map((bar) => bar.number));
  const fresh = before && !before.bars.length;
  return el("ul", { class: fresh ? "bars turned" : "bars" }, ...next.bars.map((bar) => {
    const fill = el("div", { class: "fill" });
    fill.style.width = `${(100 * bar.number) / most}%`;
    return el("li", { class: bar.choice === next.mine ? "bar mine" : "bar" },
      el("p", { class: "words", text: `${bar.choice} ${bar.words} · ${bar.number}${bar.choice === next.mine ? ` ${next.mark}` : ""}` }),
      el("div", { class: "rail", "aria-hidden": "true" }, fill));
  }));
}

// The question is built once for its place; later views change only what is said beside it.
function showAsk(next) {
  const ask = next.ask;
  const shape = ask ? [ask.do, ask.place, next.language, ask.legend, ask.options, ask.receivers] : null;
  part("ask", shape, () => question(ask));
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

function question(ask) {
  const holder = parts.ask;
  delete holder.dataset.given;
  delete holder.dataset.touched;
  const go = el("button", { class: "main", text: ask.button, disabled: true });
  const worded = el("div", { hidden: true });
  const area = el("textarea", { id: "words", maxlength: "280" });
  if (ask.label) {
    worded.append(el("label", { class: "over", for: "words", text: ask.label }), area);
    area.value = ask.words;
    area.addEventListener("input", () => {
      holder.dataset.touched = "1";
      go.disabled = false;
      writes(true);
    });
    area.addEventListener("blur", () => writes(false));
  }
  const receivers = ask.receivers.length
    ? el("select", { id: "receiver" }, ...ask.receivers.map((one) => el("option", { value: one.value, text: one.words })))
    : null;
  let sure = false;
  const chosen = () => holder.querySelector("input[type=radio]:checked");
  const picked = () => {
    holder.dataset.touched = "1";
    go.disabled = false;
    go.textContent = ask.button;
    sure = false;
    worded.hidden = !ask.worded.includes(chosen()?.value);
  };
  const options = ask.options.map((one) => {
    const radio = el("input", { type: "radio", name: "choice", value: one.value });
    radio.addEventListener("change", picked);
    radio.addEventListener("drawn", () => {
      worded.hidden = !ask.worded.includes(chosen()?.value);
      go.disabled = !holder.dataset.touched;
    });
    return el("label", { class: "option" }, radio, el("span", { class: "sign", text: one.sign }), el("span", { text: one.words }));
  });
  go.addEventListener("click", () => {
    const value = chosen()?.value;
    if (!value) return;
    if (ask.once && !sure) {
      sure = true;
      go.textContent = words.sure;
      return;
    }
    send(ask.do, { place: ask.place, value, words: ask.worded.includes(value) ? area.value : "", to: receivers?.value ?? "" });
    go.disabled = true;
    delete holder.dataset.touched;
  });
  return [
    el("fieldset", {}, el("legend", { text: ask.legend }), ...options),
    worded,
    receivers ? el("div", {}, el("label", { class: "over", for: "receiver", text: ask.receiver_label }), receivers) : null,
    go,
    el("p", { class: "note", role: "status" }),
  ];
}

let writing = false;
function writes(now) {
  if (now !== writing) {
    writing = now;
    send("writing", { value: now ? "1" : "0" });
  }
}

function pad(label, next) {
  const round = next.progress;
  if (scratch.round !== round) scratch = { round, text: "" };
  const area = el("textarea", { id: "pad" });
  area.value = scratch.text;
  area.addEventListener("input", () => (scratch.text = area.value));
  return [el("label", { class: "over", for: "pad", text: label }), area];
}

function suggestion(one) {
  const line = el("textarea", { id: "suggestion", maxlength: "280" });
  const go = () => {
    if (!line.value.trim()) return;
    send(one.do, { words: line.value.trim() });
    line.value = "";
    say(words.sent);
    down(words.sent, 3000);
  };
  return [el("label", { class: "over", for: "suggestion", text: one.label }), line,
    el("div", { class: "acts" }, el("button", { text: one.button, onclick: go }))];
}

// The clock

let warned = "";
function tick() {
  const face = parts.clock?.querySelector?.(".clock");
  if (!face || !view?.clock) return;
  const clock = view.clock;
  const left = clock.left - (clock.running ? (performance.now() - viewCame) / 1000 : 0);
  const whole = Math.ceil(left - 1e-6);
  const shown = Math.abs(whole);
  const text = `${whole < 0 ? "+" : ""}${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
  if (face.firstChild.textContent !== text) face.firstChild.textContent = text;
  const state = !clock.running ? clock.paused : left <= -1 ? clock.over : "";
  if (face.lastChild.textContent !== state) face.lastChild.textContent = state;
  face.classList.toggle("over", left <= -1);
  if (!clock.running) return;
  for (const [limit, said] of [[60, clock.minute], [10, clock.seconds]]) {
    const mark = `${view.moment} ${limit}`;
    if (left <= limit && left > limit - 3 && warned !== mark) {
      warned = mark;
      say(said);
    }
  }
}

if (store.getItem(KEY) || code) open();
else askForCode(false);
